/** The sealed envelope is opened: an administrator or supervisor is let in again, and the log sounds an alarm. */

import { useState } from 'react';
import type { GivenPassword } from '../../../shared/model/account.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ShownOnce } from '../../ui/ShownOnce.tsx';

export function Recover({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const [account, setAccount] = useState('');
  const [code, setCode] = useState('');
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [given, setGiven] = useState<GivenPassword | null>(null);

  async function recover(): Promise<void> {
    setWorking(true);
    const answer = await call('account.recover', { code, account: account.trim() });
    setWorking(false);
    setError(answer.ok ? null : answer.error);
    if (answer.ok) setGiven(answer.value);
  }
  if (given !== null) {
    return (
      <ShownOnce
        title={t('accounts.givenTitle', { name: given.account.name })}
        explain={t('accounts.given')}
        secret={given.password}
        doneText={t('accounts.givenDone')}
        onDone={onClose}
      />
    );
  }
  return (
    <DangerDialog
      name="recover"
      title={t('recover.title')}
      keepText={t('shell.cancel')}
      actText={t('recover.submit')}
      isOpen
      isDisabled={account === '' || code === ''}
      isPending={working}
      onClose={onClose}
      onAct={() => void recover()}
    >
      <p>{t('recover.explain')}</p>
      <TextField
        label={t('recover.account')}
        value={account}
        onChange={setAccount}
        maxLength={64}
        autoFocus
        testId="recover-account"
      />
      <TextField label={t('recover.code')} value={code} onChange={setCode} maxLength={64} testId="recover-code" />
      {error === null ? null : <ErrorNotice error={error} />}
    </DangerDialog>
  );
}
