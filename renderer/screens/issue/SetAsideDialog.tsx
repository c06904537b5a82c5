/** Setting a card aside: at once, by one person, with a named reason so that spoilage can be counted. */

import { useState } from 'react';
import { setAsideReasonSchema, type SetAsideReason } from '../../../shared/model/job.ts';
import { useTexts } from '../../language.tsx';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { Choices, TextField } from '../../ui/fields.tsx';

interface SetAsideDialogProps {
  readonly isOpen: boolean;
  readonly suggestion: SetAsideReason;
  readonly onClose: () => void;
  readonly onConfirm: (reason: SetAsideReason, note: string) => void;
}

export function SetAsideDialog({ isOpen, suggestion, onClose, onConfirm }: SetAsideDialogProps) {
  const t = useTexts();
  const [chosen, setChosen] = useState<SetAsideReason | null>(null);
  const [note, setNote] = useState('');
  const reason = chosen ?? suggestion;
  return (
    <DangerDialog
      name="set-aside"
      title={t('issue.setAside.title')}
      keepText={t('shell.cancel')}
      actText={t('issue.setAside.open')}
      isOpen={isOpen}
      onClose={onClose}
      // "Other" says nothing by itself.
      isDisabled={reason === 'other' && note.trim() === ''}
      onAct={() => onConfirm(reason, note.trim())}
    >
      <p>{t('issue.setAside.warn')}</p>
      <div className="two-columns">
        <Choices
          label={t('issue.setAside.reason')}
          value={reason}
          onChange={setChosen}
          choices={setAsideReasonSchema.options.map((value) => ({ value, text: t(`setAside.${value}`) }))}
        />
      </div>
      <TextField
        label={t(reason === 'other' ? 'issue.setAside.noteNeeded' : 'issue.setAside.note')}
        value={note}
        onChange={setNote}
        maxLength={500}
        lines={2}
        testId="set-aside-note"
      />
    </DangerDialog>
  );
}
