/**
 * Accounts are made and changed by two people, neither of whom it is: rows, approval and entry in one transaction. What a
 * person changes of their own account is in `own-account.ts`.
 */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { AuditEvent } from '../../../shared/model/audit.ts';
import type { Account, AccountView, GivenPassword, Role } from '../../../shared/model/account.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { bytesOfHex, utf8Bytes } from '../chip/bytes.ts';
import type { Actor, Digest, Random, Reader, Transaction } from '../ports.ts';
import { requirePermission } from './permissions.ts';
import { nextRevision, type AccountAct } from './ports.ts';
import { sealCode } from './sealed-code.ts';
import { approve, spendApproval, type Approval, type ApprovalContext } from './second-person.ts';

export interface AccountContext extends ApprovalContext {
  readonly actor: Actor;
  readonly digest: Digest;
}

type ActByTwo = Exclude<AccountAct, 'ownPassword' | 'ownFactor' | 'firstStart' | 'recover'>;
type AccountEvent = Extract<AuditEvent, { subject: { kind: 'account' } }>['action'];

const events = {
  create: 'account.created',
  changeRole: 'account.roleChanged',
  disable: 'account.disabled',
  enable: 'account.enabled',
  resetPassword: 'account.passwordReset',
  unlock: 'account.unlocked',
  removeFactor: 'account.factorRemoved',
  enrolCard: 'account.cardEnrolled',
  loseCard: 'account.cardLost',
} as const satisfies Readonly<Record<ActByTwo, AccountEvent>>;

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

/** A new account and its first password. Fails with `account.exists`, and as `approve` does. */
export async function createAccount(
  input: ParsedInput<'account.create'>,
  context: AccountContext,
): Promise<Result<GivenPassword>> {
  const password = makePassword(context.random);
  const { name, displayName, role } = input;
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
  const made = await byTwo(
    { act: 'create', name, second: input.second, shown: [displayName, role], detail: { role } },
    context,
    (tx) => (tx.account(name) === undefined ? ok(account) : fail('account.exists', { account: name })),
  );
  return made.ok ? ok({ account: viewOfAccount(made.value), password }) : made;
}

/** Fails with `account.tooFewManagers` where fewer than two would be left who may change accounts. */
export function changeRole(
  input: ParsedInput<'account.changeRole'>,
  context: AccountContext,
): Promise<Result<AccountView>> {
  const { role } = input;
  return changeByTwo('changeRole', input, context, { shown: [role], detail: { role } }, (account) =>
    ok({ ...account, role }),
  );
}

/** As `changeRole`. Sessions of the account are over at once; what it did keeps its name. */
export function disableAccount(
  input: ParsedInput<'account.disable'>,
  context: AccountContext,
): Promise<Result<AccountView>> {
  return changeByTwo('disable', input, context, {}, (account) => ok({ ...account, disabled: true }));
}

export function enableAccount(
  input: ParsedInput<'account.enable'>,
  context: AccountContext,
): Promise<Result<AccountView>> {
  return changeByTwo('enable', input, context, {}, (account) => ok({ ...account, disabled: false }));
}

/** Before the delay is over. */
export function unlockAccount(
  input: ParsedInput<'account.unlock'>,
  context: AccountContext,
): Promise<Result<AccountView>> {
  const open = { failedSignIns: 0, lockedUntil: null };
  return changeByTwo('unlock', input, context, {}, (account) => ok({ ...account, ...open }));
}

/** Authenticator or card; another one can be set up afterwards. */
export function removeFactor(
  input: ParsedInput<'account.removeFactor'>,
  context: AccountContext,
): Promise<Result<AccountView>> {
  return changeByTwo('removeFactor', input, context, {}, (account) =>
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
  const account = await changeByTwo('resetPassword', input, context, {}, (old) => ok({ ...old, ...given, ...open }));
  return account.ok ? ok({ account: account.value, password }) : account;
}

/** A new break-glass code in place of the one before, which ends; shown once, to be sealed. */
export async function sealBreakGlass(
  { second }: ParsedInput<'account.seal'>,
  context: AccountContext,
): Promise<Result<{ readonly code: string }>> {
  const { actor, store, clock } = context;
  const permitted = requirePermission(actor, 'account.seal');
  if (!permitted.ok) return permitted;
  const question = questionOf('seal', 'breakGlass', [store.sealedCode('breakGlass')?.id ?? null], context);
  const approval = await approve(question, actor, second, context);
  if (!approval.ok) return approval;
  return store.commit(actor, (tx) => {
    const spent = spendApproval(tx, approval.value, question, clock.now());
    return spent.ok ? ok({ code: sealCode(tx, 'breakGlass', context) }) : spent;
  });
}

/** Letters and digits that nobody mistakes for each other, in four groups: 79 bits, and longer than any rule asks for. */
export function makePassword(random: Random): string {
  const symbols = 'abcdefghjkmnpqrstuvwxyz23456789';
  const all = Array.from(random.bytes(16), (byte) => symbols[byte % symbols.length]).join('');
  return (all.match(/.{4}/g) ?? []).join('-');
}

interface Change {
  readonly act: ActByTwo;
  readonly name: string;
  readonly second: SecondPerson;
  /** What both people saw beside act and name. */
  readonly shown: readonly (string | number)[];
  readonly detail: { readonly role?: Role; readonly proof?: string };
}

/** The act as `byTwo` does it, for an account as its revision was when both saw it; `change` refuses what cannot be. */
export async function changeByTwo(
  act: Exclude<ActByTwo, 'create'>,
  { name, revision, second }: { readonly name: string; readonly revision: number; readonly second: SecondPerson },
  context: AccountContext,
  { shown = [], detail = {} }: Partial<Pick<Change, 'shown' | 'detail'>>,
  change: (account: Account, reader: Reader) => Result<Account>,
): Promise<Result<AccountView>> {
  const next = (reader: Reader): Result<Account> => {
    const account = reader.account(name);
    if (account === undefined) return fail('notFound', { what: 'account' });
    if (account.revision !== revision) return fail('changedMeanwhile', { what: 'account' });
    const possible = change(account, reader);
    if (!possible.ok) return possible;
    const changed = nextRevision(account, possible.value);
    const left = reader.accounts().filter((one) => one.name !== name && isManager(one)).length;
    const isLost = isManager(account) && !isManager(changed) && left < 2;
    return isLost ? fail('account.tooFewManagers', {}) : ok(changed);
  };
  const done = await byTwo({ act, name, second, shown: [revision, ...shown], detail }, context, next);
  return done.ok ? ok(viewOfAccount(done.value)) : done;
}

function isManager({ role, disabled }: Account): boolean {
  return !disabled && (role === 'administrator' || role === 'supervisor');
}

/** What cannot be done is said before anybody's password is asked for; it is asked again in the transaction. */
async function byTwo(
  change: Change,
  context: AccountContext,
  next: (reader: Reader) => Result<Account>,
): Promise<Result<Account>> {
  const { act, name, second } = change;
  const { actor, store, clock } = context;
  const permitted = requirePermission(actor, `account.${act}`);
  if (!permitted.ok) return permitted;
  // Nobody changes an account of their own by these, and nobody agrees to a change of it.
  if (name === actor.account || name === second.account) return fail('account.own', { account: name });
  const possible = next(store);
  if (!possible.ok) return possible;
  const question = questionOf(act, name, change.shown, context);
  const approval = await approve(question, actor, second, context);
  if (!approval.ok) return approval;
  return store.commit(actor, (tx) => {
    const account = next(tx);
    if (!account.ok) return account;
    const spent = spendApproval(tx, approval.value, question, clock.now());
    if (!spent.ok) return spent;
    putChange(tx, account.value, change, approval.value, context);
    return account;
  });
}

function putChange(
  tx: Transaction,
  account: Account,
  { act, detail }: Change,
  { id: approvalId, approver: approvedBy }: Approval,
  { actor, clock, digest }: AccountContext,
): void {
  const { name, revision } = account;
  const changedAt = clock.now().toISOString();
  tx.insertAccountChange({
    account: name,
    revision,
    act,
    changedBy: actor.account,
    approvalId,
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
  const by = { approval: approvalId, approvedBy };
  const passwordDigest = digest.sha256Hex(utf8Bytes(account.passwordHash));
  if (act === 'create') {
    const made = { role: account.role, ...by, passwordDigest };
    tx.audit({ action: events.create, subject, outcome: 'ok', detail: made });
  } else if (act === 'changeRole') {
    tx.audit({
      action: events.changeRole,
      subject,
      outcome: 'ok',
      detail: { ...by, role: detail.role ?? account.role },
    });
  } else if (act === 'resetPassword') {
    tx.audit({ action: events.resetPassword, subject, outcome: 'ok', detail: { ...by, passwordDigest } });
  } else if (act === 'enrolCard') {
    const keyDigest = digest.sha256Hex(bytesOfHex(cardKey));
    const proof = detail.proof ?? '';
    tx.audit({ action: events.enrolCard, subject, outcome: 'ok', detail: { ...by, proof, keyDigest } });
  } else if (act === 'loseCard') {
    const keyDigest = digest.sha256Hex(bytesOfHex(cardKey));
    tx.audit({ action: events.loseCard, subject, outcome: 'ok', detail: { ...by, keyDigest } });
  } else {
    tx.audit({ action: events[act], subject, outcome: 'ok', detail: by });
  }
}

function questionOf(
  act: ActByTwo | 'seal',
  name: string,
  shown: readonly (string | number | null)[],
  { digest }: Pick<AccountContext, 'digest'>,
) {
  const text = JSON.stringify([act, name, ...shown]);
  return { action: `account.${act}`, subjectId: name, shown: digest.sha256Hex(utf8Bytes(text)) } as const;
}
