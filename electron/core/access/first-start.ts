/** How an office gets its first people, and how it gets them back: by a sealed code, each used once. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { accountSchema, type Account, type GivenPassword, type Role } from '../../../shared/model/account.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import type { Transaction } from '../ports.ts';
import { makePassword, noFactor, viewOfAccount, type AccountContext } from './accounts.ts';
import { checkNewPassword } from './password-rules.ts';
import { nextRevision, type SealedCode } from './ports.ts';
import { endCode, findCode, keepRefusal, readCode, sealCode } from './sealed-code.ts';
import { isProgram, system } from './system-actor.ts';

type Context = Omit<AccountContext, 'actor'>;

/**
 * Makes the first administrator and the first supervisor, who each chose a password unseen by the other, and answers the
 * break-glass code, which is shown once and sealed. Fails with `office.started`, `account.samePeople`,
 * `account.ofProgram`, the rules of passwords, and as `readCode` and `findCode` do.
 */
export async function startOffice(
  input: ParsedInput<'office.firstStart'>,
  context: Context,
): Promise<Result<CallOutput<'office.firstStart'>>> {
  const { store, hasher } = context;
  const possible = mayStart(input, context);
  if (!possible.ok) return possible;
  const code = readCode(input.code);
  if (!code.ok) return code;
  const people = [
    { ...input.administrator, role: 'administrator' },
    { ...input.supervisor, role: 'supervisor' },
  ] as const;
  const accounts = await Promise.all(
    people.map(async (person) => newAccount(person, person.role, await hasher.hash(person.password))),
  );
  return keepRefusal(
    store.commit<Result<CallOutput<'office.firstStart'>>>(system, (tx) => {
      const found = findCode(tx, 'firstStart', code.value, context);
      if ('refusal' in found) return ok(found.refusal);
      const changedAt = context.clock.now().toISOString();
      endCode(tx, found.code, changedAt);
      const by = { act: 'firstStart', codeId: found.code.id, proofId: null, changedAt } as const;
      for (const account of accounts) {
        tx.insertAccountChange({ ...by, account: account.name, revision: 1, changedBy: 'system', approvalId: null });
        tx.insertAccount(account);
        const detail = { role: account.role, passwordDigest: digestOf(account, context) };
        tx.audit({ action: 'account.created', subject: { kind: 'account', id: account.name }, outcome: 'ok', detail });
      }
      return ok(ok({ breakGlass: sealCode(tx, 'breakGlass', context) }));
    }),
  );
}

function mayStart({ administrator, supervisor }: ParsedInput<'office.firstStart'>, { store }: Context): Result<void> {
  if (store.accounts().length > 0) return fail('office.started', {});
  if (administrator.name === supervisor.name || administrator.password === supervisor.password)
    return fail('account.samePeople', {});
  const program = [administrator, supervisor].find(({ name }) => isProgram(name));
  if (program !== undefined) return fail('account.ofProgram', { account: program.name });
  const first = checkNewPassword(administrator.password, administrator);
  return first.ok ? checkNewPassword(supervisor.password, supervisor) : first;
}

function newAccount(
  { name, displayName }: { readonly name: string; readonly displayName: string },
  role: Role,
  passwordHash: string,
): Account {
  return accountSchema.parse({ name, displayName, role, passwordHash, failedSignIns: 0, lockedUntil: null });
}

/**
 * The sealed envelope was opened: the account of an administrator or supervisor gets a new password, is open and enabled,
 * and has no second factor. One code, one account; the log shows an alarm. Fails with `account.notRecoverable`, and as
 * `readCode` and `findCode` do.
 */
export async function recoverAccount(
  { code: typed, account: name }: ParsedInput<'account.recover'>,
  context: Context,
): Promise<Result<GivenPassword>> {
  const { store, hasher, random } = context;
  const code = readCode(typed);
  if (!code.ok) return code;
  const password = makePassword(random);
  const passwordHash = await hasher.hash(password);
  return keepRefusal(
    store.commit<Result<GivenPassword>>(system, (tx) => {
      const found = findCode(tx, 'breakGlass', code.value, context);
      if ('refusal' in found) return ok(found.refusal);
      const before = tx.account(name);
      const isManager = before?.role === 'administrator' || before?.role === 'supervisor';
      // A slip of the pen must not cost the only code there is: it is not used up before this.
      if (before === undefined || !isManager) return fail('account.notRecoverable', { account: name });
      const open = { failedSignIns: 0, lockedUntil: null, disabled: false, ...noFactor };
      const account = nextRevision(before, { ...open, passwordHash, mustChangePassword: true });
      putRecovered(tx, account, found.code, context);
      return ok(ok({ account: viewOfAccount(account), password }));
    }),
  );
}

function putRecovered(tx: Transaction, account: Account, code: SealedCode, context: Context): void {
  const { name, revision } = account;
  const changedAt = context.clock.now().toISOString();
  endCode(tx, code, changedAt);
  const by = { changedBy: 'system', approvalId: null, codeId: code.id, proofId: null, changedAt } as const;
  tx.insertAccountChange({ ...by, account: name, revision, act: 'recover' });
  tx.updateAccount(account);
  tx.audit({
    action: 'account.recovered',
    subject: { kind: 'account', id: name },
    outcome: 'ok',
    detail: { sealedCode: code.id, passwordDigest: digestOf(account, context) },
  });
}

function digestOf({ passwordHash }: Account, { digest }: Pick<Context, 'digest'>) {
  return digest.sha256Hex(utf8Bytes(passwordHash));
}
