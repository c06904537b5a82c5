/** The window of a program that could not open its data: what happened, and what to do about it. */

import type { AppError } from '../shared/result.ts';
import { useTexts } from './language.tsx';
import { Button } from './ui/Button.tsx';
import { ErrorNotice } from './ui/Notice.tsx';
import './screens/sign-in/sign-in.css';

interface StartFailureProps {
  readonly error: AppError;
  readonly onLanguage: () => void;
}

export function StartFailure({ error, onLanguage }: StartFailureProps) {
  const t = useTexts();
  return (
    <main className="sign-in full-height" data-testid="start-failure">
      <section className="sign-in-card wide">
        <p className="sign-in-name">{t('app.name')}</p>
        <h1>{t('shell.cannotStart')}</h1>
        <ErrorNotice error={error} />
        <div className="button-row">
          <Button onPress={onLanguage} hotkey="F2" testId="language">
            {t('shell.language')}
          </Button>
        </div>
      </section>
    </main>
  );
}
