/** A question or an outcome in front of everything else. Escape closes it; the focus comes back to where it was. */

import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons; the one that acts comes last. */
  readonly actions: ReactNode;
  readonly wide?: boolean;
  readonly testId?: string;
}

export function Dialog({ title, isOpen, onClose, children, actions, wide = false, testId }: DialogProps) {
  return (
    <ModalOverlay className="shade" isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <AriaDialog className="dialog" data-testid={testId}>
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <div className="dialog-body">{children}</div>
          <div className="dialog-actions">{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
