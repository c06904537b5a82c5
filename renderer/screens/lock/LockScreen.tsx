/**
 * Before everything else, dialogs too: who is expected back, and their password. What lies behind stays as it was, is not
 * painted, and takes neither keys nor clicks; the app itself answers no other call meanwhile.
 */

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Form } from 'react-aria-components';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Shape } from '../../ui/Shape.tsx';
import './lock.css';

export function LockScreen() {
  const t = useTexts();
  const { session, replace, toggleLanguage } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [pin, setPin] = useState('');
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset['locked'] = '';
    // The top layer: what is behind it is inert, whatever it is.
    dialog.current?.showModal();
    return () => {
      delete root.dataset['locked'];
    };
  }, []);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function unlock(): Promise<void> {
    if (working || password === '') return;
    setWorking(true);
    setError(null);
    const answer = await call('session.unlock', {
      password,
      ...(code === '' ? {} : { code }),
      ...(pin === '' ? {} : { pin }),
    });
    setWorking(false);
    setPassword('');
    setCode('');
    setPin('');
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    say('lock.done', {}, 'good');
    replace(answer.value);
  }
  async function leave(): Promise<void> {
    const answer = await call('session.signOut', {});
    if (answer.ok) replace(answer.value);
    else setError(answer.error);
  }

  return createPortal(
    <dialog
      ref={dialog}
      className="lock-screen"
      aria-labelledby="lock-title"
      data-react-aria-top-layer="true"
      data-testid="lock-screen"
      onCancel={(event) => event.preventDefault()}
    >
      <section className="sign-in-card">
        <h1 id="lock-title" className="lock-title">
          <Shape name="lock" />
          {t('lock.title')}
        </h1>
        <p className="soft">{t('lock.explain')}</p>
        <p>
          <strong>{session.account?.displayName}</strong>
        </p>
        <Form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void unlock();
          }}
        >
          <TextField
            kind="secret"
            label={t('signIn.password')}
            value={password}
            onChange={setPassword}
            maxLength={256}
            inputRef={field}
            testId="unlock-password"
          />
          {session.hasTotp ? (
            <TextField label={t('own.factorCode')} value={code} onChange={setCode} maxLength={8} testId="unlock-code" />
          ) : null}
          {session.hasCard ? (
            <TextField
              kind="secret"
              label={t('signIn.pin')}
              help={t('signIn.pinHelp')}
              value={pin}
              onChange={setPin}
              maxLength={8}
              testId="unlock-pin"
            />
          ) : null}
          {error === null ? null : <ErrorNotice error={error} />}
          <Button look="primary" big type="submit" hotkey="Enter" isPending={working} testId="unlock">
            {working ? t('lock.working') : t('lock.unlock')}
          </Button>
        </Form>
        <footer className="sign-in-footer">
          <Button look="quiet" onPress={() => void leave()} testId="lock-leave">
            {t('lock.other')}
          </Button>
          <Button look="quiet" onPress={toggleLanguage} hotkey="F2" testId="lock-language">
            {t('shell.language')}
          </Button>
        </footer>
      </section>
    </dialog>,
    document.body,
  );
}
