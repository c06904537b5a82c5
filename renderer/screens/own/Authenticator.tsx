/** Setting up an authenticator: its key is shown, and a code of it and the password confirm that it works. */

import { useState } from 'react';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Symbol } from '../../ui/Symbol.tsx';

interface Begun {
  readonly salt: string;
  readonly address: string;
  readonly symbol: readonly string[];
}

export function Authenticator() {
  const t = useTexts();
  const { session } = useSession();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<AppError | null>(null);

  async function begin(): Promise<void> {
    const answer = await call('account.beginTotp', {});
    setError(answer.ok ? null : answer.error);
    if (answer.ok) setBegun(answer.value);
  }
  async function confirm(): Promise<void> {
    if (begun === null) return;
    const answer = await call('account.confirmTotp', { salt: begun.salt, code: code.trim(), password });
    setCode('');
    setPassword('');
    setError(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setBegun(null);
    say('own.factorDone', {}, 'good');
  }

  return (
    <section className="panel own-part">
      <h2>{t('own.factorTitle')}</h2>
      <p className="soft">
        {t(session.hasCard ? 'own.cardThere' : session.hasTotp ? 'own.factorThere' : 'own.factorNone')}
      </p>
      {error === null ? null : <ErrorNotice error={error} />}
      {session.hasTotp || session.hasCard || begun !== null ? null : (
        <div className="button-row">
          <Button onPress={() => void begin()} testId="totp-begin">
            {t('own.factorBegin')}
          </Button>
        </div>
      )}
      {begun === null ? null : (
        <>
          <div className="own-factor">
            <Symbol rows={begun.symbol} label={t('own.factorSymbol')} />
            <div className="stack">
              <p>{t('own.factorScan')}</p>
              <p className="field-label">{t('own.factorSecret')}</p>
              <p className="exact own-secret" data-testid="totp-secret">
                {secretOf(begun.address)}
              </p>
              <p className="field-help">{t('own.factorKind')}</p>
            </div>
          </div>
          <TextField label={t('own.factorCode')} value={code} onChange={setCode} maxLength={8} testId="totp-code" />
          <TextField
            kind="secret"
            label={t('password.current')}
            value={password}
            onChange={setPassword}
            maxLength={256}
            testId="totp-password"
          />
          <div className="button-row">
            <Button
              look="primary"
              onPress={() => void confirm()}
              isDisabled={code === '' || password === ''}
              testId="totp-confirm"
            >
              {t('own.factorConfirm')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** In groups of four, as a person reads it over to the telephone. */
function secretOf(address: string): string {
  const secret = new URL(address).searchParams.get('secret') ?? '';
  return (secret.match(/.{1,4}/g) ?? []).join(' ');
}
