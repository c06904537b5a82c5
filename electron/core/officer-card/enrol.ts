/**
 * An officer's card and its account: the card shows that it is there and signs for this account, then two others set it
 * up; two others report it lost, and it is never taken again.
 */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { Account, AccountView } from '../../../shared/model/account.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { changeAccountDeed, noFactor, type AccountContext, type AccountDeed } from '../access/accounts.ts';
import { byTwo } from '../access/by-two.ts';
import { requirePermission } from '../access/permissions.ts';
import { bytesOfHex } from '../chip/bytes.ts';
import type { Clock, Reader } from '../ports.ts';
import { askCard, fingerprintOf, type CardProof } from './proof.ts';

/** Long enough for two people to compare the fingerprint and to sign in, each perhaps with a card of their own. */
const ENROL_WITHIN_MS = 600_000;

/**
 * The person's card signs for their account, by their PIN. Nothing is set up yet. Fails as `askCard` does, with
 * `officerCard.taken` where the only card is somebody's already (it does not get the PIN), `officerCard.lost`.
 */
export async function proveCard(
  { name, pin }: ParsedInput<'account.proveCard'>,
  context: AccountContext,
): Promise<Result<CallOutput<'account.proveCard'>>> {
  const { actor, store, digest } = context;
  const permitted = requirePermission(actor, 'account.proveCard');
  if (!permitted.ok) return permitted;
  if (name === actor.account) return fail('account.own', { account: name });
  if (store.account(name) === undefined) return fail('notFound', { what: 'account' });
  const question = { account: name, purpose: 'enrol', subject: '' } as const;
  let refusal: Result<void> = ok(undefined);
  const isFree = (key: string): boolean => {
    refusal = mayEnrol(key, store);
    return refusal.ok;
  };
  const proof = await askCard(question, pin, isFree, context);
  if (!proof.ok) return proof.error.kind === 'officerCard.other' && !refusal.ok ? refusal : proof;
  const { id, publicKey } = proof.value;
  return store.commit(actor, (tx) => {
    tx.insertCardProof(proof.value);
    const subject = { kind: 'account', id: name } as const;
    const detail = { proof: id, keyDigest: digest.sha256Hex(bytesOfHex(publicKey)) };
    tx.audit({ action: 'account.cardProven', subject, outcome: 'ok', detail });
    return ok({ proof: id, fingerprint: fingerprintOf(publicKey) });
  });
}

/** By what the card signed; in place of an authenticator. Fails with `officerCard.proofSpent`, and as changes by two do. */
export function enrolCard(
  input: ParsedInput<'account.enrolCard'>,
  context: AccountContext,
): Promise<Result<AccountView>> {
  const { proof: id, name } = input;
  const { store, clock } = context;
  const shown = store.openCardProof(id)?.publicKey ?? '';
  const change = { shown: [shown], detail: { proof: id } };
  const enrolDeed = changeAccountDeed('enrolCard', input, context, change, (account, reader) => {
    const proof = reader.openCardProof(id);
    if (proof === undefined || !isFresh(proof, name, clock)) return fail('officerCard.proofSpent', {});
    const possible = mayEnrol(proof.publicKey, reader);
    return possible.ok ? ok(withCard(account, proof.publicKey)) : possible;
  });
  return byTwo(enrolDeed, input.second, context);
}

/** The key is on record as lost, whoever finds the card; the account has no second factor before another is set up. */
export function loseCard(
  input: ParsedInput<'account.loseCard'>,
  context: AccountContext,
): Promise<Result<AccountView>> {
  return byTwo(loseCardDeed(input, context), input.second, context);
}

/** The account as two others report its card lost. */
export function loseCardDeed(input: ParsedInput<'account.loseCard'>, context: AccountContext): AccountDeed {
  return changeAccountDeed('loseCard', input, context, {}, (account) =>
    account.cardKey === null ? fail('notFound', { what: 'officerCard' }) : ok({ ...account, ...noFactor }),
  );
}

function withCard(account: Account, cardKey: string): Account {
  return { ...account, ...noFactor, cardKey };
}

function isFresh({ account, purpose, provenAt }: CardProof, name: string, clock: Clock): boolean {
  const age = clock.now().getTime() - Date.parse(provenAt);
  return account === name && purpose === 'enrol' && age >= 0 && age <= ENROL_WITHIN_MS;
}

function mayEnrol(publicKey: string, reader: Reader): Result<void> {
  if (reader.isLostCard(publicKey)) return fail('officerCard.lost', {});
  const isTaken = reader.accounts().some(({ cardKey }) => cardKey === publicKey);
  return isTaken ? fail('officerCard.taken', {}) : ok(undefined);
}
