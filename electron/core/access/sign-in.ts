/** Signing in by account and password: counted, locked out with growing delay, and silent about which accounts exist. */

import type { Account } from '../../../shared/model/account.ts';
import { assertNever, fail, ok, type Failure, type Result } from '../../../shared/result.ts';
import {
  askCard,
  proofHolds,
  type CardProof,
  type CardQuestion,
  type OfficerCards,
  type ProofPurpose,
} from '../officer-card/proof.ts';
import type { Actor, Clock, KeyDeriver, PasswordHasher, Random, Store, Transaction } from '../ports.ts';
import { unknown } from './system-actor.ts';
import { matchingStep, totpSecret } from './totp.ts';

export interface SignInContext {
  readonly store: Store;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
  readonly random: Random;
  /** Gives the secrets of authenticators; the office's own master key. */
  readonly keyDeriver: KeyDeriver;
  /** Where officers' cards are read; nowhere where left out. */
  readonly officerCards?: OfficerCards | undefined;
}

/** What somebody types to sign in; code or PIN where an authenticator or a card is set up for the account. */
export interface Credentials {
  readonly account: string;
  readonly password: string;
  readonly code?: string | undefined;
  /** For the officer's card in the reader, and nothing else. */
  readonly pin?: string | undefined;
  /** Whoever is signed in has given the code or the card then; only the password is asked for again. */
  readonly isSignedIn?: true;
}

/** So many wrong passwords in a row lock the account, and each one after that, twice as long each time. */
export const FAILURES_TO_LOCK = 5;
export const FIRST_LOCK_S = 30;
export const LONGEST_LOCK_S = 3600;

/** What an officer's card is asked to sign this for. */
export interface SignInPurpose {
  readonly purpose: Exclude<ProofPurpose, 'enrol'>;
  readonly subject: string;
}

const toSignIn: SignInPurpose = { purpose: 'signIn', subject: '' };

/** What the card signed for this attempt; null where the account has none, or nobody got as far as it. */
type CardAnswer = Result<CardProof> | null;

/** Of the good attempt: the row of what the card signed, for the entry. */
export interface SignedBy {
  readonly proof?: string;
}

type Verdict =
  | { readonly kind: 'signedIn'; readonly account: Account }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'locked'; readonly seconds: number };

/**
 * The account when name, password and code are right, for whatever somebody signs: `record` puts the good attempt on
 * record in the transaction that counts it. Fails with `access.wrongPassword`, the same after the same work for an unknown
 * account and a wrong password; only to who knows the password with `access.accountDisabled`, `access.codeNeeded`,
 * `access.wrongCode`, `access.cardNeeded` and as `askCard` does; with `access.lockedOut`. Every attempt is on record.
 */
export async function attemptSignIn(
  input: Credentials,
  context: SignInContext,
  record: (tx: Transaction, account: Account, by: SignedBy) => void,
  purpose: SignInPurpose = toSignIn,
): Promise<Result<Account>> {
  const matched = await comparePassword(input, context);
  const question: CardQuestion = { account: input.account, ...purpose };
  // Takes its time, so before the transaction; a card is never reached by who does not know the password.
  const card = matched === null ? null : await cardAnswer(input, question, context);
  const known = context.store.account(input.account);
  // What was typed for a name may be a password typed into the wrong field: an unknown one goes into no row.
  const actor: Actor = known === undefined ? unknown : { account: known.name, role: known.role };
  const verdict = context.store.commit(actor, (tx) =>
    ok(judge(tx, { input, matched, question, card }, context, record)),
  );
  if (!verdict.ok) return verdict;
  switch (verdict.value.kind) {
    case 'signedIn':
      return ok(verdict.value.account);
    case 'wrong':
      return fail('access.wrongPassword', { account: input.account });
    case 'refused':
      return verdict.value.failure;
    case 'locked':
      return fail('access.lockedOut', { account: input.account, seconds: verdict.value.seconds });
    default:
      return assertNever(verdict.value);
  }
}

/** The same question without a trace, for a program that only reads beside the one that writes. */
export async function checkPassword(input: Credentials, context: SignInContext): Promise<Result<Account>> {
  const matched = await comparePassword(input, context);
  const account = context.store.account(input.account);
  if (account === undefined) return fail('access.wrongPassword', { account: input.account });
  const seconds = secondsLocked(account, context.clock.now());
  if (seconds > 0) return fail('access.lockedOut', { account: input.account, seconds });
  if (matched !== account.passwordHash) return fail('access.wrongPassword', { account: input.account });
  const question: CardQuestion = { account: account.name, ...toSignIn };
  const card = await cardAnswer(input, question, context);
  const step = factorOf(account, { input, question, card }, context);
  return step.ok ? ok(account) : step;
}

/**
 * The hash that the password fits; null for none. Costs one Argon2id run whether or not the account exists, so that the time
 * says nothing either.
 */
async function comparePassword(input: Credentials, { store, hasher }: SignInContext): Promise<string | null> {
  if (input.password === '') return null;
  const account = store.account(input.account);
  if (account !== undefined) {
    return (await hasher.matches(input.password, account.passwordHash)) ? account.passwordHash : null;
  }
  await hasher.hash(input.password);
  return null;
}

async function cardAnswer(input: Credentials, question: CardQuestion, context: SignInContext): Promise<CardAnswer> {
  const account = context.store.account(input.account);
  const isAsked = account !== undefined && !account.disabled && secondsLocked(account, context.clock.now()) === 0;
  if (!isAsked || account.cardKey === null || input.isSignedIn === true) return null;
  if (input.pin === undefined || input.pin === '') return fail('access.cardNeeded', { account: account.name });
  return askCard(question, input.pin, (key) => key === account.cardKey, context);
}

interface Attempt {
  readonly input: Credentials;
  /** The hash that the password fits. */
  readonly matched: string | null;
  readonly question: CardQuestion;
  readonly card: CardAnswer;
}

/** Decides inside the transaction: attempts that run side by side are counted one after the other. */
function judge(
  tx: Transaction,
  attempt: Attempt,
  context: SignInContext,
  record: (tx: Transaction, account: Account, by: SignedBy) => void,
): Verdict {
  const { input, matched, card } = attempt;
  const now = context.clock.now();
  const account = tx.account(input.account);
  const seconds = account === undefined ? 0 : secondsLocked(account, now);
  if (account === undefined) {
    putFailure(tx, unknown.account, { locked: false });
    return { kind: 'wrong' };
  }
  if (seconds > 0) {
    // A guess at a locked account is not compared, right or wrong: the answer must not tell.
    putFailure(tx, account.name, { locked: true });
    return { kind: 'locked', seconds };
  }
  // Also where it was changed while the old one was compared.
  if (matched !== account.passwordHash) {
    countFailure(tx, account, now);
    return { kind: 'wrong' };
  }
  const step = factorOf(account, attempt, context);
  if (!step.ok) {
    // Whoever has the password and guesses codes or PINs, or shows an old one again, is counted as who guesses passwords.
    if (guesses.has(step.error.kind)) countFailure(tx, account, now);
    else putFailure(tx, account.name, { locked: false });
    return { kind: 'refused', failure: step };
  }
  const open: Account = { ...account, failedSignIns: 0, lockedUntil: null, totpStep: step.value };
  tx.updateAccount(open);
  // Before what it is for: the database takes the same signature once.
  if (card?.ok === true) tx.insertCardProof(card.value);
  record(tx, account, card?.ok === true ? { proof: card.value.id } : {});
  return { kind: 'signedIn', account: open };
}

/** Wrong, not merely missing. */
const guesses: ReadonlySet<string> = new Set(['access.wrongCode', 'officerCard.wrongPin', 'officerCard.other']);

/** In the row and in the entry: a row that a hand set back is found by `starcard diagnose`. */
function countFailure(tx: Transaction, account: Account, now: Date): void {
  const counted = afterFailure(account, now);
  tx.updateAccount(counted);
  putFailure(tx, account.name, { locked: false, attempt: counted.failedSignIns });
}

function putFailure(
  tx: Transaction,
  id: string,
  detail: { readonly locked: boolean; readonly attempt?: number },
): void {
  tx.audit({ action: 'session.signInFailed', subject: { kind: 'account', id }, outcome: 'refused', detail });
}

/** What stands beside the password: what the card signed, or the step of the code that is used up by this. */
function factorOf(
  account: Account,
  { input: { code, isSignedIn }, question, card }: Pick<Attempt, 'input' | 'question' | 'card'>,
  { keyDeriver, clock }: SignInContext,
): Result<number> {
  if (account.disabled) return fail('access.accountDisabled', { account: account.name });
  if (isSignedIn === true) return ok(account.totpStep);
  if (account.cardKey !== null) {
    const signed = card ?? fail('access.cardNeeded', { account: account.name });
    const holds = signed.ok ? proofHolds(signed.value, question, account.cardKey, clock.now()) : signed;
    return holds.ok ? ok(account.totpStep) : holds;
  }
  if (account.totpSalt === null) return ok(account.totpStep);
  if (code === undefined || code === '') return fail('access.codeNeeded', { account: account.name });
  const secret = totpSecret(keyDeriver, account.name, account.totpSalt);
  if (!secret.ok) return secret;
  const step = matchingStep(secret.value, code, clock.now(), account.totpStep);
  return step === null ? fail('access.wrongCode', { account: account.name }) : ok(step);
}

/** How long nothing is compared for it any more. */
export function secondsLocked(account: Pick<Account, 'lockedUntil'>, now: Date): number {
  if (account.lockedUntil === null) return 0;
  return Math.max(0, Math.ceil((Date.parse(account.lockedUntil) - now.getTime()) / 1000));
}

function afterFailure(account: Account, now: Date): Account {
  const failedSignIns = account.failedSignIns + 1;
  return { ...account, failedSignIns, lockedUntil: lockAfter(failedSignIns, now) };
}

/** The lock after so many failures in a row: none at first, then twice as long each time. */
export function lockAfter(failures: number, now: Date): string | null {
  if (failures < FAILURES_TO_LOCK) return null;
  const seconds = Math.min(LONGEST_LOCK_S, FIRST_LOCK_S * 2 ** (failures - FAILURES_TO_LOCK));
  return new Date(now.getTime() + seconds * 1000).toISOString();
}
