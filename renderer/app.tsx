/** The page: who is signed in decides between sign-in and the desk; F2 changes the language anywhere. */

import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Session } from '../shared/model/issue.ts';
import type { AppError } from '../shared/result.ts';
import { call, on } from './client.ts';
import { useHotkey } from './hotkeys.ts';
import { LanguageProvider } from './language.tsx';
import { forgetAll, listen } from './live.ts';
import { SignIn } from './screens/sign-in/SignIn.tsx';
import { SessionContext } from './session.tsx';
import { Shell } from './shell/Shell.tsx';
import { ErrorNotice } from './ui/Notice.tsx';

export function App() {
  const [session, setSession] = useState<Session | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  useEffect(() => listen(), []);
  useEffect(() => on('session.changed', setSession), []);
  useEffect(() => {
    void call('session.current', {}).then((answer) => (answer.ok ? setSession(answer.value) : setError(answer.error)));
  }, []);

  const account = session?.account?.name ?? null;
  useEffect(() => {
    if (account === null) forgetAll();
  }, [account]);

  const toggleLanguage = useCallback(() => {
    if (session === null) return;
    const language = session.language === 'zh' ? 'en' : 'zh';
    // The screen follows at once; the app remembers it for the next start.
    setSession({ ...session, language });
    void call('session.setLanguage', { language });
  }, [session]);
  useHotkey('F2', toggleLanguage, { throughDialogs: true });

  const access = useMemo(
    () => (session === null ? null : { session, replace: setSession, toggleLanguage }),
    [session, toggleLanguage],
  );
  return (
    <LanguageProvider language={session?.language ?? 'zh'}>
      {error === null ? null : <ErrorNotice error={error} />}
      {access === null ? null : (
        <SessionContext value={access}>{account === null ? <SignIn /> : <Shell key={account} />}</SessionContext>
      )}
    </LanguageProvider>
  );
}
