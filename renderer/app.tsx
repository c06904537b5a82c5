/** The page: who is signed in decides between sign-in and the desk; F2 changes the language anywhere. */

import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Language } from '../shared/messages/texts.ts';
import type { Session } from '../shared/model/issue.ts';
import type { AppError } from '../shared/result.ts';
import { call, on } from './client.ts';
import { useHotkey } from './hotkeys.ts';
import { LanguageProvider } from './language.tsx';
import { forgetAhead } from './case/preview-ahead.ts';
import { forgetAll, listen } from './live.ts';
import { asksForPin, PinAtStart } from './screens/sign-in/PinAtStart.tsx';
import { IdleLock } from './screens/lock/IdleLock.tsx';
import { LockScreen } from './screens/lock/LockScreen.tsx';
import { ForcedPassword } from './screens/own/ForcedPassword.tsx';
import { FirstStart } from './screens/sign-in/FirstStart.tsx';
import { SealFirst } from './screens/sign-in/SealFirst.tsx';
import { SignIn } from './screens/sign-in/SignIn.tsx';
import { SessionContext } from './session.tsx';
import { Shell } from './shell/Shell.tsx';
import { StartFailure } from './start-failure.tsx';

export function App() {
  const [session, setSession] = useState<Session | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  /** Before there is a session to remember it: as the app says in the page's address. */
  const [languageAtStart, setLanguageAtStart] = useState<Language>(location.hash === '#en' ? 'en' : 'zh');
  /** Here, since this start. What the app says of the language meanwhile may follow the choice before it. */
  const [chosen, setChosen] = useState<Language | null>(null);
  /** Of an office that was started just now: before it is sealed nobody goes on. */
  const [toSeal, setToSeal] = useState<string | null>(null);
  const language = chosen ?? session?.language ?? languageAtStart;

  useEffect(() => listen(), []);
  useEffect(() => on('session.changed', setSession), []);
  const begin = useCallback(() => {
    void call('session.current', {}).then((answer) => {
      setError(answer.ok ? null : answer.error);
      if (answer.ok) setSession(answer.value);
    });
  }, []);
  useEffect(begin, [begin]);

  const account = session?.account?.name ?? null;
  useEffect(() => {
    if (account !== null) return;
    forgetAll();
    forgetAhead();
  }, [account]);

  const hasSession = session !== null;
  const toggleLanguage = useCallback(() => {
    const next = language === 'zh' ? 'en' : 'zh';
    if (!hasSession) {
      setLanguageAtStart(next);
      return;
    }
    // The screen follows at once; the app remembers it for the next start.
    setChosen(next);
    void call('session.setLanguage', { language: next });
  }, [hasSession, language]);
  useHotkey('F2', toggleLanguage, { throughDialogs: true });

  const access = useMemo(
    () => (session === null ? null : { session: { ...session, language }, replace: setSession, toggleLanguage }),
    [session, language, toggleLanguage],
  );

  let page: ReactNode = null;
  if (error !== null && asksForPin(error))
    page = <PinAtStart error={error} onOpened={begin} onFailed={setError} onLanguage={toggleLanguage} />;
  else if (error !== null) page = <StartFailure error={error} onLanguage={toggleLanguage} />;
  else if (access !== null) {
    page = (
      <SessionContext value={access}>
        {toSeal === null ? (
          deskOf(access.session, setToSeal)
        ) : (
          <SealFirst code={toSeal} onSealed={() => setToSeal(null)} />
        )}
      </SessionContext>
    );
  }
  return <LanguageProvider language={language}>{page}</LanguageProvider>;
}

/** Behind a locked screen the desk stays as it is, so that the work is there when its person is back. */
function deskOf(
  { account, firstStart, mustChangePassword, locked }: Session,
  onStarted: (breakGlass: string) => void,
): ReactNode {
  if (account === null) return firstStart ? <FirstStart onStarted={onStarted} /> : <SignIn />;
  return (
    <>
      {mustChangePassword ? <ForcedPassword /> : <Shell key={account.name} />}
      {locked ? <LockScreen /> : <IdleLock />}
    </>
  );
}
