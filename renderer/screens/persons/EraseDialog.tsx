/** The end of a person's data: the reason, every case that goes, and the second person. */

import { useState } from 'react';
import { erasureReasonSchema, type ErasureReason } from '../../../shared/person/erasure.ts';
import type { PersonView } from '../../../shared/person/view.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useAct } from '../../use-act.ts';
import { Choices } from '../../ui/fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';

interface EraseDialogProps {
  readonly person: PersonView;
  readonly onClose: () => void;
  readonly onErased: () => void;
}

export function EraseDialog({ person, onClose, onErased }: EraseDialogProps) {
  const t = useTexts();
  const act = useAct();
  const isOver = person.cases.every((one) => one.isOver);
  const [reason, setReason] = useState<ErasureReason | null>(isOver ? 'retentionOver' : null);

  async function erase(second: SecondPerson): Promise<void> {
    if (reason === null) return;
    const { applicationId, revision } = person;
    const erased = await act.run(() => call('person.erase', { applicationId, revision, reason, second }));
    if (erased === undefined) return;
    say('persons.erasedNow', { cases: erased.cases }, 'good');
    onErased();
  }
  return (
    <SecondPersonDialog
      name="erase"
      title={t('persons.eraseTitle', { name: person.latinName })}
      actText={t('persons.eraseAct')}
      cases={person.cases.map((one) => ({
        id: one.number,
        title: one.number,
        facts: [
          { label: t('persons.kind'), value: t(`persons.kind.${one.kind}`) },
          { label: t('persons.keptUntil'), value: one.keptUntil },
        ],
      }))}
      isComplete={reason !== null}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onApproved={(second) => void erase(second)}
    >
      <Notice tone="care" title={t('persons.eraseWarn')} />
      <Choices
        label={t('persons.reason')}
        value={reason}
        onChange={setReason}
        choices={erasureReasonSchema.options.map((one) => ({
          value: one,
          text: t(`persons.reason.${one}`),
          help: t(`persons.reason.${one}.help`),
        }))}
      />
    </SecondPersonDialog>
  );
}
