/** Setting a card aside: at once, by one person, with a named reason so that spoilage can be counted. */

import { useState } from 'react';
import { setAsideReasonSchema, type SetAsideReason } from '../../../shared/model/job.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
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
  const confirm = (): void => onConfirm(reason, note.trim());
  useHotkey('Ctrl+Enter', confirm, { enabled: isOpen, throughDialogs: true });
  return (
    <Dialog
      title={t('issue.setAside.title')}
      isOpen={isOpen}
      onClose={onClose}
      testId="set-aside-dialog"
      actions={
        <>
          <Button onPress={onClose} hotkey="Esc">
            {t('shell.cancel')}
          </Button>
          <Button look="danger" onPress={confirm} hotkey="Ctrl+Enter" testId="set-aside-confirm">
            {t('issue.setAside.open')}
          </Button>
        </>
      }
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
        label={t('issue.setAside.note')}
        value={note}
        onChange={setNote}
        maxLength={500}
        lines={2}
        testId="set-aside-note"
      />
    </Dialog>
  );
}
