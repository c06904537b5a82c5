/** Returning an application to the authority, with the reason that it will read. */

import { useState } from 'react';
import type { Application } from '../../../shared/model/application.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';

const shortestReason = 3;
const longestReason = 200;

interface ReturnDialogProps {
  readonly application: Application;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onReturned: () => void;
}

export function ReturnDialog({ application, isOpen, onClose, onReturned }: ReturnDialogProps) {
  const t = useTexts();
  const [reason, setReason] = useState('');
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const isComplete = reason.trim().length >= shortestReason;

  async function giveBack(): Promise<void> {
    setWorking(true);
    const answer = await call('review.return', {
      applicationId: application.id,
      revision: application.revision,
      reason,
    });
    setWorking(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    say('review.returned', { number: application.number }, 'good');
    onClose();
    onReturned();
  }

  return (
    <DangerDialog
      name="return"
      title={t('review.returnTitle')}
      keepText={t('shell.cancel')}
      actText={t('review.return')}
      isOpen={isOpen}
      isDisabled={!isComplete}
      isPending={working}
      onClose={onClose}
      onAct={() => void giveBack()}
    >
      <p>{t('review.returnExplain')}</p>
      <TextField
        label={t('review.returnReason')}
        value={reason}
        onChange={setReason}
        maxLength={longestReason}
        lines={4}
        autoFocus
        testId="return-reason"
      />
      {error === null ? null : <ErrorNotice error={error} />}
    </DangerDialog>
  );
}
