/** One account: what is to be done with it, and the second person who agrees. */

import { useState } from 'react';
import {
  managers,
  roleSchema,
  type AccountView,
  type GivenPassword,
  type Role,
} from '../../../shared/model/account.ts';
import type { SecondPerson as Signer } from '../../../shared/model/service.ts';
import type { AppError, Result } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import type { SittingAct } from '../../../shared/contract/sitting.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import { translate, useLanguage, useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay, useSession } from '../../session.tsx';
import type { Keepable } from '../../waiting.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Choices, Select } from '../../ui/fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { EnrolCard, type ProvenCard } from './EnrolCard.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';

const acts = [
  'changeRole',
  'resetPassword',
  'unlock',
  'enrolCard',
  'loseCard',
  'removeFactor',
  'disable',
  'enable',
] as const;
type Act = (typeof acts)[number];

interface AccountDialogProps {
  readonly account: AccountView;
  readonly onClose: () => void;
  /** With the one-time password, where one was given. */
  readonly onDone: (given: GivenPassword | null) => void;
}

export function AccountDialog({ account, onClose, onDone }: AccountDialogProps) {
  const t = useTexts();
  const may = useMay();
  const { session } = useSession();
  const [act, setAct] = useState<Act | null>(null);
  const [role, setRole] = useState<Role>(account.role);
  const [proven, setProven] = useState<ProvenCard | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [working, setWorking] = useState(false);

  async function approved(second: Signer): Promise<void> {
    if (act === null) return;
    setWorking(true);
    const answer = await change(act, account, { role, proof: proven?.proof ?? '' }, second);
    setWorking(false);
    setError(answer.ok ? null : answer.error);
    // What the card signed may be too old by now: it signs again.
    if (!answer.ok && answer.error.kind === 'officerCard.proofSpent') setProven(null);
    if (!answer.ok) return;
    say(`accounts.done.${act}`, { name: account.name }, 'good');
    onDone('password' in answer.value ? answer.value : null);
  }

  const facts = factsIn(useLanguage(), account);
  const isOwn = account.name === session.account?.name;
  if (isOwn || !may('account.changeRole')) {
    return (
      <Dialog
        title={t('accounts.open', { name: account.name })}
        isOpen
        onClose={onClose}
        testId="account-dialog"
        actions={
          <Button onPress={onClose} hotkey="Esc" autoFocus>
            {t('shell.close')}
          </Button>
        }
      >
        <Facts facts={facts} columns={3} />
        {isOwn ? <Notice title={t('accounts.own')} /> : null}
      </Dialog>
    );
  }
  const changed = [...facts, ...newFact()];
  function newFact(): readonly Fact[] {
    if (act === 'changeRole') return [{ label: t('accounts.newRole'), value: t(`role.${role}`) }];
    if (act !== 'enrolCard' || proven === null) return [];
    return [{ label: t('accounts.card.fingerprint'), value: proven.fingerprint, exact: true }];
  }
  return (
    <SecondPersonDialog
      name="account"
      title={t('accounts.open', { name: account.name })}
      actText={t('accounts.approve')}
      cases={[
        {
          id: account.name,
          title: act === null ? account.name : `${account.name}: ${t(`accounts.act.${act}`)}`,
          facts: changed,
        },
      ]}
      isComplete={isComplete(act, role !== account.role, proven !== null)}
      isPending={working}
      error={error}
      roles={managers}
      {...(act === 'resetPassword' || act === 'enrolCard' ? {} : { keep: keepableOf(act, account, role) })}
      onClose={onClose}
      onApproved={(second) => void approved(second)}
    >
      <div className="account-acts">
        <Choices
          label={t('accounts.act')}
          value={act}
          onChange={setAct}
          choices={acts
            .filter((one) => applies(one, account))
            .map((value) => ({ value, text: t(`accounts.act.${value}`), help: t(`accounts.act.${value}.help`) }))}
        />
      </div>
      {act === 'changeRole' ? (
        <Select
          label={t('accounts.newRole')}
          value={role}
          onChange={setRole}
          choices={roleSchema.options.map((value) => ({ value, text: t(`role.${value}`) }))}
        />
      ) : null}
      {act === 'enrolCard' ? <EnrolCard name={account.name} proven={proven} onProven={setProven} /> : null}
    </SecondPersonDialog>
  );
}

function factsIn(language: Language, account: AccountView): readonly Fact[] {
  return [
    { label: translate(language, 'accounts.displayName'), value: account.displayName },
    { label: translate(language, 'accounts.role'), value: translate(language, `role.${account.role}`) },
    { label: translate(language, 'accounts.factor'), value: translate(language, factorText(account)) },
  ];
}

/** What can wait: not a password that is shown once, nor a card that is there now. */
function keepableOf(
  act: Exclude<Act, 'resetPassword' | 'enrolCard'> | null,
  account: AccountView,
  role: Role,
): Keepable | null {
  if (act === null) return null;
  const { name, revision } = account;
  const on = { name, revision };
  const asked: SittingAct =
    act === 'changeRole'
      ? { call: 'account.changeRole', request: { ...on, role } }
      : { call: `account.${act}`, request: on };
  return {
    act: asked,
    describe: (language) => ({
      title: `${name}: ${translate(language, `accounts.act.${act}`)}`,
      facts: [
        ...factsIn(language, account),
        ...(act === 'changeRole'
          ? [{ label: translate(language, 'accounts.newRole'), value: translate(language, `role.${role}`) }]
          : []),
        {
          label: translate(language, 'sitting.field.follows'),
          value: translate(language, `accounts.act.${act}.help`),
          wide: true,
        },
      ],
    }),
  };
}

export function factorText({ hasTotp, hasCard }: Pick<AccountView, 'hasTotp' | 'hasCard'>) {
  if (hasCard) return 'accounts.factor.card';
  return hasTotp ? 'accounts.factor.yes' : 'accounts.factor.no';
}

function isComplete(act: Act | null, isOtherRole: boolean, isProven: boolean): boolean {
  if (act === 'changeRole') return isOtherRole;
  return act === 'enrolCard' ? isProven : act !== null;
}

function applies(act: Act, { disabled, lockedUntil, hasTotp, hasCard }: AccountView): boolean {
  switch (act) {
    case 'enable':
      return disabled;
    case 'disable':
      return !disabled;
    case 'unlock':
      return lockedUntil !== null;
    case 'removeFactor':
      return hasTotp || hasCard;
    case 'enrolCard':
      return !disabled && !hasCard;
    case 'loseCard':
      return hasCard;
    default:
      return !disabled;
  }
}

function change(
  act: Act,
  { name, revision }: AccountView,
  { role, proof }: { readonly role: Role; readonly proof: string },
  second: Signer,
): Promise<Result<AccountView | GivenPassword>> {
  const on = { name, revision, second };
  if (act === 'changeRole') return call('account.changeRole', { ...on, role });
  if (act === 'enrolCard') return call('account.enrolCard', { ...on, proof });
  return call(`account.${act}`, on);
}
