/** One way to the master is made, renewed or taken away, by two people. */

import { useState } from 'react';
import { managers } from '../../../shared/model/account.ts';
import type { KeySlot, KeysView, SlotChange } from '../../../shared/person/view.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useAct } from '../../use-act.ts';
import { TextField } from '../../ui/fields.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';

/** A shorter one is no key, however slowly it is tried. */
const SHORTEST = 16;

interface SlotDialogProps {
  readonly act: SlotChange;
  readonly slot: KeySlot;
  readonly onClose: () => void;
  readonly onChanged: (view: KeysView) => void;
}

export function SlotDialog({ act: change, slot, onClose, onChanged }: SlotDialogProps) {
  const t = useTexts();
  const act = useAct();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const needsPassphrase = slot === 'passphrase' && change !== 'remove';
  const isComplete = !needsPassphrase || (passphrase.length >= SHORTEST && passphrase === again);
  const name = t(`persons.slot.${slot}`);

  async function approve(second: SecondPerson): Promise<void> {
    const given = needsPassphrase ? passphrase : '';
    const changed = await act.run(() => call('person.changeSlot', { act: change, slot, passphrase: given, second }));
    if (changed === undefined) return;
    say(`persons.actDone.${change}`, { slot: name }, 'good');
    onChanged(changed);
  }
  return (
    <SecondPersonDialog
      name="slot"
      title={t(`persons.actTitle.${change}`, { slot: name })}
      actText={t('persons.approve')}
      cases={[]}
      isComplete={isComplete}
      isPending={act.isPending}
      error={act.error}
      roles={managers}
      onClose={onClose}
      onApproved={(second) => void approve(second)}
    >
      <p>{t(`persons.actHelp.${change}`)}</p>
      {needsPassphrase ? (
        <>
          <TextField
            kind="secret"
            label={t('persons.passphrase')}
            help={t('persons.passphraseHelp')}
            value={passphrase}
            onChange={setPassphrase}
            maxLength={200}
            autoFocus
            testId="passphrase"
          />
          <TextField
            kind="secret"
            label={t('persons.passphraseAgain')}
            value={again}
            onChange={setAgain}
            maxLength={200}
            testId="passphrase-again"
          />
          {again !== '' && again.length >= passphrase.length && again !== passphrase ? (
            <p className="field-error" role="alert">
              {t('persons.passphraseDiffers')}
            </p>
          ) : null}
        </>
      ) : null}
    </SecondPersonDialog>
  );
}
