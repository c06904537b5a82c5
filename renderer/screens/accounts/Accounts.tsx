/** Who may sign in, and how each account stands. Every change is made by two, neither of whom it is. */

import { useState } from 'react';
import type { AccountView, GivenPassword } from '../../../shared/model/account.ts';
import { useHotkey } from '../../hotkeys.ts';
import { formatInstant } from '../../format.ts';
import { useLive } from '../../live.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { Shape, type ShapeName } from '../../ui/Shape.tsx';
import { ShownOnce } from '../../ui/ShownOnce.tsx';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable.tsx';
import { useCall } from '../../use-call.ts';
import { ProfileDialog } from '../profile/ProfileDialog.tsx';
import { AccountDialog, factorText } from './AccountDialog.tsx';
import { NewAccountDialog } from './NewAccountDialog.tsx';
import { SealDialog } from './SealDialog.tsx';
import './accounts.css';

type Open =
  | { readonly kind: 'new' }
  | { readonly kind: 'seal' }
  | { readonly kind: 'profile' }
  | { readonly kind: 'account'; readonly account: AccountView }
  | { readonly kind: 'given'; readonly given: GivenPassword };

export function Accounts() {
  const t = useTexts();
  const may = useMay();
  // A sitting changes them from elsewhere.
  const version = useLive((live) => live.queueVersion);
  const { value, error, reload } = useCall('account.list', {}, version);
  const [open, setOpen] = useState<Open | null>(null);
  const mayMake = may('account.create');
  useHotkey('Alt+N', () => setOpen({ kind: 'new' }), { enabled: mayMake && open === null });

  const done = (given: GivenPassword | null): void => {
    setOpen(given === null ? null : { kind: 'given', given });
    reload();
  };
  const close = (): void => setOpen(null);
  const rows = (value ?? []).map((account) => ({ ...account, id: account.name }));
  return (
    <div className="screen">
      <header className="screen-head">
        <ScreenTitle>{t('accounts.title')}</ScreenTitle>
        <div className="grow" />
        {may('profile.view') ? (
          <Button onPress={() => setOpen({ kind: 'profile' })} testId="profile-open">
            {t('profile.open')}
          </Button>
        ) : null}
        {may('account.seal') ? (
          <Button onPress={() => setOpen({ kind: 'seal' })} testId="account-seal">
            {t('accounts.seal')}
          </Button>
        ) : null}
        {mayMake ? (
          <Button look="primary" onPress={() => setOpen({ kind: 'new' })} hotkey="Alt+N" testId="account-new">
            {t('accounts.new')}
          </Button>
        ) : null}
      </header>
      {error === null ? null : <ErrorNotice error={error} />}
      <VirtualTable
        label={t('accounts.list')}
        columns={columnsOf(t)}
        rows={rows}
        textOf={(row) => `${row.name} ${row.displayName} ${t(`role.${row.role}`)} ${standingOf(t, row).text}`}
        onOpen={(account) => setOpen({ kind: 'account', account })}
        empty={value === null ? t('shell.loading') : t('accounts.empty')}
        testId="accounts-table"
      />
      {open?.kind === 'new' ? <NewAccountDialog onClose={close} onDone={done} /> : null}
      {open?.kind === 'profile' ? <ProfileDialog onClose={close} /> : null}
      {open?.kind === 'seal' ? <SealDialog onClose={close} /> : null}
      {open?.kind === 'account' ? <AccountDialog account={open.account} onClose={close} onDone={done} /> : null}
      {open?.kind === 'given' ? (
        <ShownOnce
          title={t('accounts.givenTitle', { name: open.given.account.name })}
          explain={t('accounts.given')}
          secret={open.given.password}
          doneText={t('accounts.givenDone')}
          onDone={close}
        />
      ) : null}
    </div>
  );
}

type Row = AccountView & { readonly id: string };

function columnsOf(t: Translate): readonly TableColumn<Row>[] {
  return [
    {
      id: 'name',
      title: t('accounts.name'),
      width: '2fr',
      minWidth: 150,
      isRowHeader: true,
      cell: ({ name }) => <span className="clip exact">{name}</span>,
    },
    {
      id: 'displayName',
      title: t('accounts.displayName'),
      width: '3fr',
      cell: ({ displayName }) => <span className="clip">{displayName}</span>,
    },
    { id: 'role', title: t('accounts.role'), width: '2fr', cell: ({ role }) => t(`role.${role}`) },
    {
      id: 'standing',
      title: t('accounts.standing'),
      width: '3fr',
      cell: (row) => {
        const { shape, tone, text } = standingOf(t, row);
        return (
          <span className={`standing ${tone}`}>
            <Shape name={shape} />
            <span className="clip">{text}</span>
          </span>
        );
      },
    },
    {
      id: 'factor',
      title: t('accounts.factor'),
      width: '2fr',
      cell: (row) => t(factorText(row)),
    },
  ];
}

function standingOf(
  t: Translate,
  { disabled, lockedUntil, mustChangePassword }: AccountView,
): { readonly shape: ShapeName; readonly tone: string; readonly text: string } {
  if (disabled) return { shape: 'stop', tone: 'bad', text: t('accounts.standing.disabled') };
  if (lockedUntil !== null && Date.parse(lockedUntil) > Date.now())
    return { shape: 'lock', tone: 'care', text: t('accounts.standing.locked', { until: formatInstant(lockedUntil) }) };
  if (mustChangePassword) return { shape: 'ring', tone: 'care', text: t('accounts.standing.given') };
  return { shape: 'tick', tone: 'good', text: t('accounts.standing.open') };
}
