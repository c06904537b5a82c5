/** Sign-in. The training office shows its accounts and passwords, so that a newcomer is at work in one press. */

import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { Session } from '../../../shared/model/issue.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useSession } from '../../session.tsx';
import { TrainingBanner } from '../../shell/TrainingBanner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { Recover } from './Recover.tsx';
import './sign-in.css';

export function SignIn() {
  const t = useTexts();
  const { session, replace, toggleLanguage } = useSession();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [pin, setPin] = useState('');
  const [asked, setAsked] = useState<Factor | null>(null);
  const [isRecovering, setIsRecovering] = useState(false);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function signIn(name: string, secret: string): Promise<void> {
    if (working) return;
    setWorking(true);
    setError(null);
    const [typed, digits] = [code.trim(), pin.trim()];
    const answer = await call('session.signIn', {
      account: name.trim(),
      password: secret,
      ...(typed === '' ? {} : { code: typed }),
      ...(digits === '' ? {} : { pin: digits }),
    });
    setWorking(false);
    setCode('');
    setPin('');
    const factor = answer.ok ? null : factorAsked(answer.error);
    setAsked(factor);
    // The password was right and code or card are asked for: it is not typed a second time.
    if (factor === null || (!answer.ok && answer.error.kind === 'access.wrongCode')) setPassword('');
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    say('signIn.done', { name: answer.value.account?.displayName ?? name }, 'good');
    replace(answer.value);
  }

  return (
    <div className="shell">
      {session.live ? null : <TrainingBanner />}
      <main className="sign-in">
        <section className="sign-in-card">
          <header className="sign-in-header">
            <p className="sign-in-name">{t('app.name')}</p>
            <p className="soft">{t('app.purpose')}</p>
            <p className="soft">
              {session.officeName[session.language]} · {t('shell.workstation')} {session.workstation}
            </p>
          </header>
          {session.forProduction ? null : (
            <Notice tone="bad" title={t('signIn.notForProduction', { electron: session.electron })} />
          )}
          <h1>{t('signIn.title')}</h1>
          <Form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              void signIn(account, password);
            }}
          >
            <TextField label={t('signIn.account')} value={account} onChange={setAccount} maxLength={64} autoFocus />
            <TextField
              label={t('signIn.password')}
              value={password}
              onChange={setPassword}
              kind="secret"
              maxLength={256}
            />
            {asked === 'code' ? (
              <TextField
                label={t('own.factorCode')}
                value={code}
                onChange={setCode}
                maxLength={8}
                autoFocus
                testId="code"
              />
            ) : null}
            {asked === 'card' ? (
              <TextField
                kind="secret"
                label={t('signIn.pin')}
                help={t('signIn.pinHelp')}
                value={pin}
                onChange={setPin}
                maxLength={8}
                autoFocus
                testId="pin"
              />
            ) : null}
            {error === null ? null : <ErrorNotice error={error} />}
            <Button look="primary" big type="submit" hotkey="Enter" isPending={working} testId="sign-in">
              {working ? t('signIn.working') : t('signIn.submit')}
            </Button>
          </Form>
          <footer className="sign-in-footer">
            <span className="soft">
              {t('signIn.version', { version: session.version, electron: session.electron })}
            </span>
            {session.training === null ? (
              <Button look="quiet" onPress={() => setIsRecovering(true)} testId="recover-open">
                {t('recover.open')}
              </Button>
            ) : null}
            <Button
              look="quiet"
              onPress={toggleLanguage}
              hotkey="F2"

              testId="language"
            >
              {t('shell.language')}
            </Button>
          </footer>
        </section>
        {session.training === null ? null : (
          <TrainingAccounts
            accounts={session.training}
            onUse={(name, secret) => {
              setAccount(name);
              void signIn(name, secret);
            }}
          />
        )}
      </main>
      {isRecovering ? <Recover onClose={() => setIsRecovering(false)} /> : null}
    </div>
  );
}

type Factor = 'code' | 'card';

/** Only who knows the password is told that a code or a card is missing or wrong. */
function factorAsked({ kind }: AppError): Factor | null {
  if (kind === 'access.codeNeeded' || kind === 'access.wrongCode') return 'code';
  return kind === 'access.cardNeeded' || kind.startsWith('officerCard.') ? 'card' : null;
}

interface TrainingAccountsProps {
  readonly accounts: NonNullable<Session['training']>;
  readonly onUse: (account: string, password: string) => void;
}

function TrainingAccounts({ accounts, onUse }: TrainingAccountsProps) {
  const t = useTexts();
  return (
    <section className="sign-in-card training" aria-labelledby="training-title" data-testid="training-accounts">
      <h2 id="training-title">{t('signIn.training.title')}</h2>
      <p className="soft">{t('signIn.training.explain')}</p>
      <ul className="stack">
        {accounts.map((account) => (
          <li key={account.name} className="training-account">
            <span className="training-who">
              <strong>{account.displayName}</strong>
              <span className="soft">{t(`role.${account.role}`)}</span>
            </span>
            <span className="training-secret">
              <span className="exact">{account.name}</span>
              <span className="exact">{account.password}</span>
            </span>
            <Button
              onPress={() => onUse(account.name, account.password)}
              label={t('signIn.training.useLabel', { account: account.name })}
              testId={`use-${account.name}`}
            >
              {t('signIn.training.use')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
