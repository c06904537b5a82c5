/** In the rail, while something waits: how much, and the way to the sitting. */

import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useHotkey } from '../hotkeys.ts';
import { useTexts } from '../language.tsx';
import { KeyHint } from '../ui/KeyHint.tsx';
import { Shape } from '../ui/Shape.tsx';
import { SittingDialog } from './SittingDialog.tsx';
import { useWaiting } from '../waiting.ts';

const HOTKEY = 'Alt+S';

export function WaitingCount() {
  const t = useTexts();
  const count = useWaiting().length;
  const [isOpen, setIsOpen] = useState(false);
  useHotkey(HOTKEY, () => setIsOpen(true), { enabled: count > 0 });
  return (
    <>
      {count === 0 ? null : (
        <AriaButton className="rail-item" onPress={() => setIsOpen(true)} data-testid="waiting-count">
          <Shape name="people" />
          <span className="rail-word" aria-hidden="true">
            {t('sitting.rail')}
          </span>
          <span className="rail-count" aria-hidden="true">
            {count}
          </span>
          <span className="unseen">{t('sitting.count', { count })}</span>
          <KeyHint keys={HOTKEY} />
        </AriaButton>
      )}
      {isOpen ? <SittingDialog onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
