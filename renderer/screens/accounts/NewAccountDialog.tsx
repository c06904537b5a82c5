/** A new account: who it is for, what it may do, and the second person; its first password is shown once afterwards. */

import { useState } from 'react';
import { managers, roleSchema, type GivenPassword, type Role } from '../../../shared/model/account.ts';
import type { SecondPerson as Signer } from '../../../shared/model/service.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { Select, TextField } from '../../ui/fields.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';

interface NewAccountDialogProps {
  readonly onClose: () => void;
  readonly onDone: (given: GivenPassword) => void;
}

export function NewAccountDialog({ onClose, onDone }: NewAccountDialogProps) {
  const t = useTexts();
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [role, setRole] = useState<Role>('officer');
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function create(second: Signer): Promise<void> {
    setWorking(true);
    const answer = await call('account.create', { name, displayName: displayName.trim(), role, second });
    setWorking(false);
    setError(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    say('accounts.done.create', { name }, 'good');
    onDone(answer.value);
  }
  return (
    <SecondPersonDialog
      name="new-account"
      title={t('accounts.new')}
      actText={t('accounts.approve')}
      cases={[]}
      isComplete={/^[a-z][a-z0-9._-]{1,31}$/.test(name) && displayName.trim() !== ''}
      isPending={working}
      error={error}
      roles={managers}
      onClose={onClose}
      onApproved={(second) => void create(second)}
    >
      <TextField
        label={t('accounts.displayName')}
        value={displayName}
        onChange={setDisplayName}
        maxLength={60}
        autoFocus
        testId="new-display-name"
      />
      <TextField
        label={t('accounts.name')}
        help={t('accounts.nameHelp')}
        value={name}
        onChange={(text) => setName(text.trim())}
        maxLength={32}
        testId="new-name"
      />
      <Select
        label={t('accounts.role')}
        value={role}
        onChange={setRole}
        choices={roleSchema.options.map((value) => ({ value, text: t(`role.${value}`) }))}
      />
    </SecondPersonDialog>
  );
}
