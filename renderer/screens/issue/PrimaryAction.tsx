/** The one press of a stage: big, focused when it appears, and on Ctrl+Enter. */

import { useHotkey } from '../../hotkeys.ts';
import { Button } from '../../ui/Button.tsx';

interface PrimaryActionProps {
  readonly explain?: string;
  readonly action: string;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  /** False where a field of the stage takes the focus. */
  readonly takesFocus?: boolean;
}

export function PrimaryAction({ explain, action, onPress, isDisabled = false, takesFocus = true }: PrimaryActionProps) {
  useHotkey('Ctrl+Enter', onPress, { enabled: !isDisabled });
  return (
    <>
      {explain === undefined ? null : <p>{explain}</p>}
      <Button
        big
        look="primary"
        autoFocus={takesFocus}
        onPress={onPress}
        isDisabled={isDisabled}
        hotkey="Ctrl+Enter"
        testId="primary-action"
      >
        {action}
      </Button>
    </>
  );
}
