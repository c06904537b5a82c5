/** The new chip, read in front of its holder. */

import { useEffect, useRef } from 'react';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { useAct } from '../../use-act.ts';
import { StepFailure } from './StepFailure.tsx';
import type { StepProps } from './StepList.tsx';

export function ChipStep({ view, onView }: StepProps) {
  const t = useTexts();
  const act = useAct();
  const button = useRef<HTMLButtonElement>(null);
  // The step before is gone with its fields: the focus goes on to what is to be done now.
  useEffect(() => button.current?.focus(), []);
  function inspect(): void {
    void act.run(
      () => call('handOver.inspect', { cardId: view.card.id }),
      (answer) => onView(answer.view),
    );
  }
  useHotkey('Ctrl+Enter', inspect, { throughDialogs: true });
  return (
    <>
      <p className="soft">{t('handover.inspectHelp')}</p>
      <StepFailure error={act.error} />
      <div className="desk-row">
        <Button
          look="primary"
          onPress={inspect}
          isPending={act.isPending}
          hotkey="Ctrl+Enter"
          testId="inspect-chip"
          ref={button}
        >
          {act.isPending ? t('handover.inspecting') : t('handover.inspect')}
        </Button>
      </div>
    </>
  );
}
