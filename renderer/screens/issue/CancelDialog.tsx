/** Giving a job up before its chip is written, or after its card was set aside. */

import { useState } from 'react';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
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
    <Dialog
      title={t('issue.cancel.title')}
      isOpen={isOpen}
      onClose={onClose}
      testId="cancel-dialog"
      actions={
        <>
          <Button onPress={onClose} hotkey="Esc">
            {t('issue.cancel.keep')}
          </Button>
          <Button look="danger" onPress={() => onConfirm(note.trim())} testId="cancel-confirm">
            {t('issue.cancel.open')}
          </Button>
        </>
      }
    >
      <p>{t('issue.cancel.explain')}</p>
      <TextField label={t('issue.setAside.note')} value={note} onChange={setNote} maxLength={500} lines={2} />
    </Dialog>
  );
}
