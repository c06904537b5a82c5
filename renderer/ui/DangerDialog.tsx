/** Asks before an act that cannot be taken back: Escape keeps things as they are, Ctrl+Enter acts. */

import type { ReactNode } from 'react';
import { useHotkey } from '../hotkeys.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

interface DangerDialogProps {
  /** `name-dialog` and `name-confirm` are the test ids. */
  readonly name: string;
  readonly title: string;
  readonly keepText: string;
  readonly actText: string;
  readonly isOpen: boolean;
  readonly isDisabled?: boolean;
  readonly isPending?: boolean;
  readonly wide?: boolean;
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly onAct: () => void;
}

export function DangerDialog(props: DangerDialogProps) {
  const { name, title, isOpen, isDisabled = false, isPending = false, onClose } = props;
  function act(): void {
    if (!isDisabled && !isPending) props.onAct();
  }
  useHotkey('Ctrl+Enter', act, { enabled: isOpen, throughDialogs: true });
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      {...(props.wide === true ? { wide: true } : {})}
      onClose={onClose}
      testId={`${name}-dialog`}
      actions={
        <>
          <Button onPress={onClose} hotkey="Esc">
            {props.keepText}
          </Button>
          <Button
            look="danger"
            onPress={act}
            isDisabled={isDisabled}
            isPending={isPending}
            hotkey="Ctrl+Enter"
            testId={`${name}-confirm`}
          >
            {props.actText}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
