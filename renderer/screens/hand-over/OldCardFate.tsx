/** A collected card: cut before its holder's eyes, or held as evidence. */

import { useState } from 'react';
import type { HandOverView, OldCard } from '../../../shared/model/hand-over.ts';
import type { CardId } from '../../../shared/model/ids.ts';
import type { Result } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { useAct } from '../../use-act.ts';
import { StepFailure } from './StepFailure.tsx';

interface OldCardFateProps {
  readonly old: OldCard;
  readonly cardId: CardId;
  readonly onView: (view: HandOverView) => void;
}

export function OldCardFate({ old, cardId, onView }: OldCardFateProps) {
  const t = useTexts();
  const act = useAct();
  const [reason, setReason] = useState('');
  const on = { oldCardId: old.id, revision: old.revision };

  function settle(ask: () => Promise<Result<OldCard>>): void {
    void act.run(async () => {
      const settled = await ask();
      return settled.ok ? call('handOver.view', { cardId }) : settled;
    }, onView);
  }
  const cut = (): void => settle(() => call('oldCard.cancel', on));
  useHotkey('Ctrl+Enter', cut, { throughDialogs: true });
  return (
    <>
      <TextField
        label={t('oldCard.holdReason')}
        value={reason}
        onChange={setReason}
        maxLength={100}
        testId="old-hold-reason"
      />
      <StepFailure error={act.error} />
      <div className="desk-row">
        <Button
          onPress={() => settle(() => call('oldCard.hold', { ...on, reason: reason.trim() }))}
          isDisabled={reason.trim() === ''}
          testId="old-hold"
        >
          {t('oldCard.hold')}
        </Button>
        <Button
          look="primary"
          autoFocus
          onPress={cut}
          isPending={act.isPending}
          hotkey="Ctrl+Enter"
          testId="old-cancel"
        >
          {t('oldCard.cancel')}
        </Button>
      </div>
    </>
  );
}
