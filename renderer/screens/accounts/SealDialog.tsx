/** A new break-glass code by two people, shown once for the envelope. */

import { useState } from 'react';
import { managers } from '../../../shared/model/account.ts';
import type { SecondPerson as Signer } from '../../../shared/model/service.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { SaveSheet } from '../../ui/SaveSheet.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';
import { ShownOnce } from '../../ui/ShownOnce.tsx';

export function SealDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const [code, setCode] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function seal(second: Signer): Promise<void> {
    setWorking(true);
    const answer = await call('account.seal', { second });
    setWorking(false);
    setError(answer.ok ? null : answer.error);
    if (answer.ok) setCode(answer.value.code);
  }
  if (code !== null) {
    return (
      <ShownOnce
        title={t('accounts.sealTitle')}
        explain={t('accounts.sealed')}
        secret={code}
        doneText={t('accounts.sealedDone')}
        onDone={onClose}
      >
        <SaveSheet code={code} />
      </ShownOnce>
    );
  }
  return (
    <SecondPersonDialog
      name="seal"
      title={t('accounts.sealTitle')}
      actText={t('accounts.approve')}
      cases={[{ id: 'breakGlass', title: t('accounts.seal'), facts: [] }]}
      isPending={working}
      error={error}
      roles={managers}
      onClose={onClose}
      onApproved={(second) => void seal(second)}
    >
      <p>{t('accounts.sealExplain')}</p>
    </SecondPersonDialog>
  );
}
