/** A secret that the program shows once: large, in groups, and not closed by a slip of the Escape key. */

import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Notice } from './Notice.tsx';

interface ShownOnceProps {
  readonly title: string;
  readonly explain: string;
  readonly secret: string;
  readonly doneText: string;
  /** What can be done with it while it is shown. */
  readonly children?: ReactNode;
  readonly onDone: () => void;
}

export function ShownOnce({ title, explain, secret, doneText, children, onDone }: ShownOnceProps) {
  return (
    <Dialog
      title={title}
      isOpen
      onClose={() => undefined}
      testId="shown-once"
      actions={
        <Button look="primary" big onPress={onDone} testId="shown-done">
          {doneText}
        </Button>
      }
    >
      <p className="exact shown-secret" data-testid="shown-secret">
        {secret}
      </p>
      <Notice tone="care" title={explain} />
      {children}
    </Dialog>
  );
}
