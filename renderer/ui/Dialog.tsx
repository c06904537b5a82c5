/** A question or an outcome in front of everything else. Escape closes it; the focus comes back to where it was. */

import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons; the one that acts comes last. */
  readonly actions: ReactNode;
  readonly wide?: boolean;
  /** As large as the window lets it be. */
  readonly full?: boolean;
  readonly testId?: string;
}

export function Dialog({ title, isOpen, onClose, children, actions, wide = false, full = false, testId }: DialogProps) {
  return (
    <ModalOverlay className="shade" isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Modal className={full ? 'modal full' : wide ? 'modal wide' : 'modal'}>
        <AriaDialog className="dialog" data-testid={testId}>
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <DialogBody label={title}>{children}</DialogBody>
          <div className="dialog-actions">{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** WCAG 2.1.1: what scrolls can be reached, and then scrolled, by keys; what fits needs no stop. */
function DialogBody({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setScrolls(element.scrollHeight > element.clientHeight));
    // Its own size has a limit; what it holds may go on growing.
    for (const part of [element, ...element.children]) observer.observe(part);
    return () => observer.disconnect();
  });
  const reachable = scrolls ? { tabIndex: 0, role: 'group', 'aria-label': label } : {};
  return (
    <div ref={body} className="dialog-body" {...reachable}>
      {children}
    </div>
  );
}
