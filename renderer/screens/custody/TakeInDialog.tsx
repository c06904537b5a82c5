/** A card of another office: where it is laid, and by whose key its paper is believed. */

import { useState } from 'react';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useAct } from '../../use-act.ts';

export function TakeInDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const act = useAct();
  const [safe, setSafe] = useState('');
  const [slot, setSlot] = useState('');
  const [key, setKey] = useState('');
  const isComplete = safe.trim() !== '' && slot.trim() !== '' && key.trim() !== '';

  function takeIn(): void {
    void act.run(
      () => call('custody.chooseAndTakeIn', { safe, slot, key }),
      (card) => {
        if (card === null) return;
        if (card.state === 'revoked') say('custody.plasticBack', {}, 'good');
        else say('custody.takenIn', { safe, slot }, 'good');
        onClose();
      },
    );
  }
  return (
    <Dialog
      title={t('custody.takeInTitle')}
      isOpen
      onClose={onClose}
      testId="take-in-dialog"
      actions={
        <>
          <Button onPress={onClose} hotkey="Esc">
            {t('shell.close')}
          </Button>
          <Button
            look="primary"
            onPress={takeIn}
            isPending={act.isPending}
            isDisabled={!isComplete}
            testId="take-in-act"
          >
            {t('custody.takeInAct')}
          </Button>
        </>
      }
    >
      <p>{t('custody.takeInHelp')}</p>
      <TextField label={t('custody.safe')} value={safe} onChange={setSafe} maxLength={20} autoFocus testId="in-safe" />
      <TextField label={t('custody.slot')} value={slot} onChange={setSlot} maxLength={20} testId="in-slot" />
      <TextField
        label={t('custody.takeInKey')}
        help={t('custody.takeInKeyHelp')}
        value={key}
        onChange={setKey}
        lines={4}
        maxLength={2000}
        testId="in-key"
      />
      {act.error === null ? null : <ErrorNotice error={act.error} />}
    </Dialog>
  );
}
