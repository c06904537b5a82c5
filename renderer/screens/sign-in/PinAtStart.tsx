/** Before anybody signs in: the PIN of the security module that holds the keys of this office's cards. */

import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import './sign-in.css';

interface PinAtStartProps {
  readonly error: AppError;
  readonly onOpened: () => void;
  readonly onFailed: (error: AppError) => void;
  readonly onLanguage: () => void;
}

/** A module that is not there does not ask by itself: its PIN may come from a file. */
export function asksForPin({ kind }: AppError): boolean {
  return kind === 'hsm.pinNeeded';
}

export function PinAtStart({ error, onOpened, onFailed, onLanguage }: PinAtStartProps) {
  const t = useTexts();
  const [pin, setPin] = useState('');
  const [working, setWorking] = useState(false);
  /** Nothing was tried: the PIN may be given once more. */
  const [absent, setAbsent] = useState<AppError | null>(null);
  const token = String(Object.entries(error.data).find(([name]) => name === 'token')?.[1] ?? '');

  async function give(): Promise<void> {
    if (working || pin === '') return;
    setWorking(true);
    const answer = await call('keys.givePin', { pin });
    setPin('');
    setWorking(false);
    const isAbsent = !answer.ok && answer.error.kind === 'hsm.tokenAbsent';
    setAbsent(isAbsent ? answer.error : null);
    if (answer.ok) onOpened();
    else if (!isAbsent) onFailed(answer.error);
  }

  return (
    <main className="sign-in full-height" data-testid="pin-at-start">
      <section className="sign-in-card wide">
        <p className="sign-in-name">{t('app.name')}</p>
        <h1>{t('pin.title', { token })}</h1>
        <p className="soft">{t('pin.explain')}</p>
        {absent === null ? null : <ErrorNotice error={absent} />}
        <Form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void give();
          }}
        >
          <TextField label={t('pin.label')} value={pin} onChange={setPin} kind="secret" maxLength={256} autoFocus />
          <div className="button-row">
            <Button look="primary" big type="submit" hotkey="Enter" isPending={working} testId="give-pin">
              {working ? t('pin.working') : t('pin.submit')}
            </Button>
            <Button onPress={onLanguage} hotkey="F2" testId="language">
              {t('shell.language')}
            </Button>
          </div>
        </Form>
      </section>
    </main>
  );
}
