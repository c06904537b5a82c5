/** The officer's card that is to be set up: its owner types the PIN here, and both people see which card it is. */

import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';

export type ProvenCard = CallOutput<'account.proveCard'>;

interface EnrolCardProps {
  readonly name: string;
  readonly proven: ProvenCard | null;
  readonly onProven: (proven: ProvenCard | null) => void;
}

export function EnrolCard({ name, proven, onProven }: EnrolCardProps) {
  const t = useTexts();
  const [pin, setPin] = useState('');
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function prove(): Promise<void> {
    if (working || pin === '') return;
    setWorking(true);
    const answer = await call('account.proveCard', { name, pin });
    setWorking(false);
    setPin('');
    setError(answer.ok ? null : answer.error);
    onProven(answer.ok ? answer.value : null);
  }
  if (proven !== null)
    return (
      <Notice tone="good" title={t('accounts.card.proven')}>
        {t('accounts.card.swap')}
      </Notice>
    );
  return (
    <div className="stack">
      <p className="soft">{t('accounts.card.explain')}</p>
      <div className="enrol-card">
        <TextField
          kind="secret"
          label={t('signIn.pin')}
          value={pin}
          onChange={(text) => setPin(text.trim())}
          maxLength={8}
          autoFocus
          testId="enrol-pin"
        />
        <Button onPress={() => void prove()} isDisabled={pin === ''} isPending={working} testId="enrol-prove">
          {t(working ? 'accounts.card.working' : 'accounts.card.prove')}
        </Button>
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
    </div>
  );
}
