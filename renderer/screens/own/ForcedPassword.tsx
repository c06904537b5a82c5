/** The first sign-in with a password that others gave: nothing is done before the person has one of their own. */

import { Form } from 'react-aria-components';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { useSession } from '../../session.tsx';
import { TrainingBanner } from '../../shell/TrainingBanner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { NewPassword } from './NewPassword.tsx';
import { useChangePassword } from './use-change-password.ts';
import '../sign-in/sign-in.css';

export function ForcedPassword() {
  const t = useTexts();
  const { session, replace, toggleLanguage } = useSession();
  const change = useChangePassword();

  async function leave(): Promise<void> {
    const answer = await call('session.signOut', {});
    if (answer.ok) replace(answer.value);
  }
  return (
    <div className="shell">
      {session.live ? null : <TrainingBanner />}
      <main className="sign-in" data-testid="forced-password">
        <section className="sign-in-card">
          <h1>{t('password.forcedTitle')}</h1>
          <p className="soft">{t('password.forced')}</p>
          <p>
            <strong>{session.account?.displayName}</strong> <span className="exact">{session.account?.name}</span>
          </p>
          <Form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              void change.submit();
            }}
          >
            <TextField
              kind="secret"
              label={t('password.current')}
              value={change.current}
              onChange={change.setCurrent}
              maxLength={256}
              autoFocus
              testId="password-current"
            />
            <NewPassword
              name="password"
              label={t('password.next')}
              chosen={change.chosen}
              onChange={change.setChosen}
            />
            {change.error === null ? null : <ErrorNotice error={change.error} />}
            <Button
              look="primary"
              big
              type="submit"
              hotkey="Enter"
              isDisabled={!change.isComplete}
              isPending={change.working}
              testId="password-submit"
            >
              {t('password.change')}
            </Button>
          </Form>
          <footer className="sign-in-footer">
            <Button look="quiet" onPress={() => void leave()} testId="sign-out">
              {t('shell.signOut')}
            </Button>
            <Button look="quiet" onPress={toggleLanguage} hotkey="F2" testId="language">
              {t('shell.language')}
            </Button>
          </footer>
        </section>
      </main>
    </div>
  );
}
