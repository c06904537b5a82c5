/** What a person looks after themselves: password, authenticator, the end of their shift. */

import { useState } from 'react';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { formatInstant } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useSession } from '../../session.tsx';
import { useWaiting } from '../../waiting.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { Authenticator } from './Authenticator.tsx';
import { NewPassword } from './NewPassword.tsx';
import { useChangePassword } from './use-change-password.ts';
import './own.css';

export function OwnAccount({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const { session, replace } = useSession();
  const [error, setError] = useState<AppError | null>(null);
  const waiting = useWaiting().length;
  const { account, shiftStartedAt } = session;

  async function endShift(): Promise<void> {
    const answer = await call('session.endShift', {});
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    replace(answer.value);
    say('shift.done', {}, 'good');
  }
  if (account === null) return null;
  return (
    <Dialog
      title={t('own.title')}
      isOpen
      onClose={onClose}
      testId="own-dialog"
      actions={
        <>
          <Button look="danger" onPress={() => void endShift()} testId="end-shift">
            {t('own.endShift')}
          </Button>
          <Button onPress={onClose} hotkey="Esc" testId="own-close">
            {t('shell.close')}
          </Button>
        </>
      }
    >
      <Facts
        columns={3}
        facts={[
          { label: t('accounts.name'), value: account.name, exact: true },
          { label: t('accounts.role'), value: t(`role.${account.role}`) },
          { label: t('own.since'), value: shiftStartedAt === null ? '–' : formatInstant(shiftStartedAt) },
        ]}
      />
      {error === null ? null : <ErrorNotice error={error} />}
      <OwnPassword />
      <Authenticator />
      {waiting === 0 ? null : <Notice tone="care" title={t('sitting.leave', { count: waiting })} />}
      <p className="soft">{t('own.endShiftExplain')}</p>
    </Dialog>
  );
}

function OwnPassword() {
  const t = useTexts();
  const change = useChangePassword();
  return (
    <section className="panel own-part">
      <h2>{t('password.change')}</h2>
      <TextField
        kind="secret"
        label={t('password.current')}
        value={change.current}
        onChange={change.setCurrent}
        maxLength={256}
        testId="password-current"
      />
      <NewPassword name="password" label={t('password.next')} chosen={change.chosen} onChange={change.setChosen} />
      {change.error === null ? null : <ErrorNotice error={change.error} />}
      <div className="button-row">
        <Button
          onPress={() => void change.submit()}
          isDisabled={!change.isComplete}
          isPending={change.working}
          testId="password-submit"
        >
          {t('password.change')}
        </Button>
      </div>
    </section>
  );
}
