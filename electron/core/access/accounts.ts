/**
 * Accounts are made and changed by two people, neither of whom it is: rows, approval and entry in one transaction. What a
 * person changes of their own account is in `own-account.ts`.
 */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Account, AccountView, GivenPassword, Role } from '../../../shared/model/account.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { bytesOfHex, utf8Bytes } from '../chip/bytes.ts';
import type { Random, Reader, Transaction } from '../ports.ts';
import { accountEntries } from './account-entries.ts';
import { byTwo, names, type DeedByTwo, type TwoPeopleContext } from './by-two.ts';
import { requirePermission } from './permissions.ts';
import { nextRevision, type AccountAct } from './ports.ts';
import { sealCode } from './sealed-code.ts';
import type { Approval } from './second-person.ts';
import { isProgram } from './system-actor.ts';

export type AccountContext = TwoPeopleContext;

type ChangeByTwo = Exclude<AccountAct, 'ownPassword' | 'ownFactor' | 'firstStart' | 'recover'>;

/** Who may sign in and how each account stands, by name. */
export function listAccounts({ store, actor }: Pick<AccountContext, 'store' | 'actor'>): Result<AccountView[]> {
  const permitted = requirePermission(actor, 'account.list');
  return permitted.ok ? ok(store.accounts().map(viewOfAccount)) : permitted;
}

export function viewOfAccount(account: Account): AccountView {
  const { name, displayName, role, lockedUntil, disabled, mustChangePassword, revision } = account;
  const factors = { hasTotp: account.totpSalt !== null, hasCard: account.cardKey !== null };
  return { name, displayName, role, lockedUntil, disabled, mustChangePassword, ...factors, revision };
}

/** A new account and its first password. Fails with `account.ofProgram`, `account.exists`, and as `approve` does. */
export async function createAccount(
  input: ParsedInput<'account.create'>,
  context: AccountContext,
): Promise<Result<GivenPassword>> {
  const password = makePassword(context.random);
  const { name, displayName, role } = input;
  if (isProgram(name)) return fail('account.ofProgram', { account: name });
  const passwordHash = await context.hasher.hash(password);
  const account: Account = {
    name,
    displayName,
    role,
    passwordHash,
    failedSignIns: 0,
    lockedUntil: null,
    disabled: false,
    mustChangePassword: true,
    totpSalt: null,
    totpStep: 0,
    cardKey: null,
    revision: 1,
  };
  const deed = deedOf({ act: 'create', input, shown: [displayName, role], detail: { role } }, context, (reader) =>
    reader.account(name) === undefined ? ok(account) : fail('account.exists', { account: name }),
  );
  const made = await byTwo(deed, input.second, context);
  return made.ok ? ok({ account: made.value, password }) : made;
}

/** Fails with `account.tooFewManagers` where fewer than two would be left who may change accounts. */
export function changeRole(
  input: ParsedInput<'account.changeRole'>,
  context: AccountContext,
): Promise<Result<AccountView>> {
  return byTwo(changeRoleDeed(input, context), input.second, context);
}

/** The account as two others give it another role. */
export function changeRoleDeed(input: ParsedInput<'account.changeRole'>, context: AccountContext): AccountDeed {
  const { role } = input;
  return changeAccountDeed('changeRole', input, context, { shown: [role], detail: { role } }, (account) =>
    ok({ ...account, role }),
  );
}

/** As `changeRole`. Sessions of the account are over at once; what it did keeps its name. */
export function disableAccount(
  input: ParsedInput<'account.disable'>,
  context: AccountContext,
): Promise<Result<AccountView>> {
  return byTwo(disableAccountDeed(input, context), input.second, context);
}

/** The account as two others disable it. */
export function disableAccountDeed(input: ParsedInput<'account.disable'>, context: AccountContext): AccountDeed {
  return changeAccountDeed('disable', input, context, {}, (account) => ok({ ...account, disabled: true }));
}

export function enableAccount(
  input: ParsedInput<'account.enable'>,
  context: AccountContext,
): Promise<Result<AccountView>> {
  return byTwo(enableAccountDeed(input, context), input.second, context);
}

/** The account as two others enable it again. */
export function enableAccountDeed(input: ParsedInput<'account.enable'>, context: AccountContext): AccountDeed {
  return changeAccountDeed('enable', input, context, {}, (account) => ok({ ...account, disabled: false }));
}

/** Before the delay is over. */
export function unlockAccount(
  input: ParsedInput<'account.unlock'>,
  context: AccountContext,
): Promise<Result<AccountView>> {
  return byTwo(unlockAccountDeed(input, context), input.second, context);
}

/** The account as two others unlock it. */
export function unlockAccountDeed(input: ParsedInput<'account.unlock'>, context: AccountContext): AccountDeed {
  const open = { failedSignIns: 0, lockedUntil: null };
  return changeAccountDeed('unlock', input, context, {}, (account) => ok({ ...account, ...open }));
}

/** Authenticator or card; another one can be set up afterwards. */
export function removeFactor(
  input: ParsedInput<'account.removeFactor'>,
  context: AccountContext,
): Promise<Result<AccountView>> {
  return byTwo(removeFactorDeed(input, context), input.second, context);
}

/** The account as two others take its second factor away. */
export function removeFactorDeed(input: ParsedInput<'account.removeFactor'>, context: AccountContext): AccountDeed {
  return changeAccountDeed('removeFactor', input, context, {}, (account) =>
    account.totpSalt === null && account.cardKey === null
      ? fail('account.noFactor', { account: account.name })
      : ok({ ...account, ...noFactor }),
  );
}

/** What two others take away. */
export const noFactor = { totpSalt: null, totpStep: 0, cardKey: null } as const;

/** A password for who forgot theirs, to be changed at the next sign-in. */
export async function resetPassword(
  input: ParsedInput<'account.resetPassword'>,
  context: AccountContext,
): Promise<Result<GivenPassword>> {
  const password = makePassword(context.random);
  const given = { passwordHash: await context.hasher.hash(password), mustChangePassword: true };
  const open = { failedSignIns: 0, lockedUntil: null };
  const deed = changeAccountDeed('resetPassword', input, context, {}, (old) => ok({ ...old, ...given, ...open }));
  const account = await byTwo(deed, input.second, context);
  return account.ok ? ok({ account: account.value, password }) : account;
}

/** A new break-glass code in place of the one before, which ends; shown once, to be sealed. */
export function sealBreakGlass(
  { second }: ParsedInput<'account.seal'>,
  context: AccountContext,
): Promise<Result<{ readonly code: string }>> {
  const sealDeed: DeedByTwo<string | null, { readonly code: string }> = {
    action: 'account.seal',
    subjectId: 'breakGlass',
    find: (reader) => ok(reader.sealedCode('breakGlass')?.id ?? null),
    shown: (former) => ['seal', 'breakGlass', former],
    act: (tx) => ok({ code: sealCode(tx, 'breakGlass', context) }),
  };
  return byTwo(sealDeed, second, context);
}

/** Letters and digits that nobody mistakes for each other, in four groups: 79 bits, and longer than any rule asks for. */
export function makePassword(random: Random): string {
  const symbols = 'abcdefghjkmnpqrstuvwxyz23456789';
  const all = Array.from(random.bytes(16), (byte) => symbols[byte % symbols.length]).join('');
  return (all.match(/.{4}/g) ?? []).join('-');
}

export type AccountDeed = DeedByTwo<Account, AccountView>;

interface Change {
  readonly act: ChangeByTwo;
  readonly input: { readonly name: string; readonly second: SecondPerson };
  /** What both people saw beside act and name. */
  readonly shown: readonly (string | number)[];
  readonly detail: { readonly role?: Role; readonly proof?: string };
}

/** The account as its revision was when both saw it; `change` refuses what cannot be. */
export function changeAccountDeed(
  act: Exclude<ChangeByTwo, 'create'>,
  input: { readonly name: string; readonly revision: number; readonly second: SecondPerson },
  context: AccountContext,
  { shown = [], detail = {} }: Partial<Pick<Change, 'shown' | 'detail'>>,
  change: (account: Account, reader: Reader) => Result<Account>,
): AccountDeed {
  const { name, revision } = input;
  return deedOf({ act, input, shown: [revision, ...shown], detail }, context, (reader) => {
    const account = reader.account(name);
    if (account === undefined) return fail('notFound', { what: 'account' });
    if (account.revision !== revision) return fail('changedMeanwhile', { what: 'account' });
    const possible = change(account, reader);
    if (!possible.ok) return possible;
    const changed = nextRevision(account, possible.value);
    const left = reader.accounts().filter((one) => one.name !== name && isManager(one)).length;
    const isLost = isManager(account) && !isManager(changed) && left < 2;
    return isLost ? fail('account.tooFewManagers', {}) : ok(changed);
  });
}

function deedOf(change: Change, context: AccountContext, next: (reader: Reader) => Result<Account>): AccountDeed {
  const { act, input, shown } = change;
  const { name, second } = input;
  // Nobody changes an account of their own by these, and nobody agrees to a change of it.
  const isOwn = name === context.actor.account || name === second.account;
  return {
    action: `account.${act}`,
    subjectId: name,
    find: (reader) => (isOwn ? fail('account.own', { account: name }) : next(reader)),
    shown: () => [act, name, ...shown],
    act(tx, account, approval) {
      putChange(tx, account, change, approval, context);
      return ok(viewOfAccount(account));
    },
  };
}

function isManager({ role, disabled }: Account): boolean {
  return !disabled && (role === 'administrator' || role === 'supervisor');
}

function putChange(
  tx: Transaction,
  account: Account,
  { act, detail }: Change,
  approval: Approval,
  { actor, clock, digest }: AccountContext,
): void {
  const { name, revision } = account;
  const changedAt = clock.now().toISOString();
  tx.insertAccountChange({
    account: name,
    revision,
    act,
    changedBy: actor.account,
    approvalId: approval.id,
    codeId: null,
    proofId: detail.proof ?? null,
    changedAt,
  });
  const cardKey = act === 'loseCard' ? (tx.account(name)?.cardKey ?? '') : (account.cardKey ?? '');
  // While the account has it still: the database looks.
  if (act === 'loseCard') tx.insertLostCard({ publicKey: cardKey, account: name, revision });
  if (act === 'create') tx.insertAccount(account);
  else tx.updateAccount(account);
  const subject = { kind: 'account', id: name } as const;
  const by = names(approval);
  const passwordDigest = digest.sha256Hex(utf8Bytes(account.passwordHash));
  if (act === 'create') {
    const made = { role: account.role, ...by, passwordDigest };
    tx.audit({ action: accountEntries.create, subject, outcome: 'ok', detail: made });
  } else if (act === 'changeRole') {
    tx.audit({
      action: accountEntries.changeRole,
      subject,
      outcome: 'ok',
      detail: { ...by, role: detail.role ?? account.role },
    });
  } else if (act === 'resetPassword') {
    tx.audit({ action: accountEntries.resetPassword, subject, outcome: 'ok', detail: { ...by, passwordDigest } });
  } else if (act === 'enrolCard') {
    const keyDigest = digest.sha256Hex(bytesOfHex(cardKey));
    const proof = detail.proof ?? '';
    tx.audit({ action: accountEntries.enrolCard, subject, outcome: 'ok', detail: { ...by, proof, keyDigest } });
  } else if (act === 'loseCard') {
    const keyDigest = digest.sha256Hex(bytesOfHex(cardKey));
    tx.audit({ action: accountEntries.loseCard, subject, outcome: 'ok', detail: { ...by, keyDigest } });
  } else {
    tx.audit({ action: accountEntries[act], subject, outcome: 'ok', detail: by });
  }
}
