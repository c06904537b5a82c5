/** Giving a job up before its chip is written, or after its card was set aside. */

import { useState } from 'react';
import { useTexts } from '../../language.tsx';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { TextField } from '../../ui/fields.tsx';

interface CancelDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: (note: string) => void;
}

export function CancelDialog({ isOpen, onClose, onConfirm }: CancelDialogProps) {
  const t = useTexts();
  const [note, setNote] = useState('');
  return (
    <DangerDialog
      name="cancel"
      title={t('issue.cancel.title')}
      keepText={t('issue.cancel.keep')}
      actText={t('issue.cancel.open')}
      isOpen={isOpen}
      onClose={onClose}
      onAct={() => onConfirm(note.trim())}
    >
      <p>{t('issue.cancel.explain')}</p>
      <TextField label={t('issue.setAside.note')} value={note} onChange={setNote} maxLength={500} lines={2} />
    </DangerDialog>
  );
}
