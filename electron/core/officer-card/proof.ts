/**
 * What an officer's card signs: who it is, for which purpose, on what, when, under a number that is new each time. Its
 * row is the one place where such a number is spent, and lasts as evidence that the card was there (docs/adr/0107).
 */

import { sha256 } from '@noble/hashes/sha2.js';
import type { Instant } from '../../../shared/model/time.ts';
import { error, fail, ok, type Result } from '../../../shared/result.ts';
import { bytesOfHex, hexOf, utf8Bytes } from '../chip/bytes.ts';
import { verifyPlain } from '../chip/crypto/curve.ts';
import type { Clock, Random } from '../ports.ts';
import { givePin, isPin, readKey, selectPiv, signDigest, type Transmit } from './piv.ts';

/** Where officers' cards are put in. */
export interface OfficerCards {
  /** Every reader but the writer, with a card in it or not, chosen or not. Fails with `officerCard.noReader`. */
  present(): Promise<Result<readonly string[]>>;
  /**
   * The readers with a card in them, without the writer of residents' cards. Fails with `officerCard.noReader` and
   * `officerCard.inWriter`.
   */
  readers(): Promise<Result<readonly string[]>>;
  /** Powers the card in that reader for as long as `work` takes; nobody else speaks to it meanwhile. */
  inReader<T>(reader: string, work: (transmit: Transmit) => Promise<Result<T>>): Promise<Result<T>>;
}

export const proofPurposes = ['enrol', 'signIn', 'unlock', 'approve'] as const;
export type ProofPurpose = (typeof proofPurposes)[number];

/** What the card is asked to sign. */
export interface CardQuestion {
  readonly account: string;
  readonly purpose: ProofPurpose;
  /** SHA-256, lower-case hex, of what is approved; empty where the purpose says it all. */
  readonly subject: string;
}

/** A signature by an officer's card, as its row keeps it. */
export interface CardProof extends CardQuestion {
  /** Random: 128 bits, lower-case hex. */
  readonly id: string;
  readonly provenAt: Instant;
  /** Uncompressed point, upper-case hex. */
  readonly publicKey: string;
  /** r || s, upper-case hex. */
  readonly signature: string;
}

export interface CardContext {
  /** Nowhere where left out. */
  readonly officerCards?: OfficerCards | undefined;
  readonly clock: Clock;
  readonly random: Random;
}

/** As long as an approval (`second-person.ts`): what a card signed is of no use to anybody later. */
const HOLDS_MS = 120_000;

/** The bytes that are signed: no other program or purpose has a text that begins so. */
export function challengeOf({ id, account, purpose, subject, provenAt }: Omit<CardProof, 'publicKey' | 'signature'>) {
  return utf8Bytes(JSON.stringify(['starcard officer card', 1, id, account, purpose, subject, provenAt]));
}

/** SHA-256 of something that is approved, as a question names it. */
export function subjectOf(text: string): string {
  return hexOf(sha256(utf8Bytes(text))).toLowerCase();
}

/** True where the card with that key signed exactly this. */
export function isProven(proof: CardProof): boolean {
  return verifyPlain('p256', bytesOfHex(proof.publicKey), challengeOf(proof), bytesOfHex(proof.signature));
}

/**
 * Has the card sign. Of several cards the one whose key `isWanted`: no other gets the PIN. Fails with
 * `officerCard.pinForm` before any card is touched, `officerCard.absent`, `.other`, `.notOne`, `.wrongPin`, `.blocked`.
 */
export async function askCard(
  question: CardQuestion,
  pin: string,
  isWanted: (publicKey: string) => boolean,
  { officerCards, clock, random }: CardContext,
): Promise<Result<CardProof>> {
  if (!isPin(pin)) return fail('officerCard.pinForm', {});
  if (officerCards === undefined) return fail('officerCard.noReader', { reason: '-' });
  const readers = await officerCards.readers();
  if (!readers.ok) return readers;
  let refusal: Result<never> = fail('officerCard.absent', {});
  for (const reader of readers.value) {
    const proof = await officerCards.inReader(reader, (transmit) =>
      prove(transmit, question, pin, isWanted, clock, random),
    );
    if (proof.ok || !isOfAnotherCard(proof.error.kind)) return proof;
    // Somebody else's card may lie in another reader: that is said only where there is no better news.
    if (refusal.ok || refusal.error.kind !== 'officerCard.other') refusal = proof;
  }
  return refusal;
}

async function prove(
  transmit: Transmit,
  question: CardQuestion,
  pin: string,
  isWanted: (publicKey: string) => boolean,
  clock: Clock,
  random: Random,
): Promise<Result<CardProof>> {
  const selected = await selectPiv(transmit);
  if (!selected.ok) return selected;
  const point = await readKey(transmit);
  if (!point.ok) return point;
  const publicKey = hexOf(point.value);
  if (!isWanted(publicKey)) return fail('officerCard.other', { account: question.account });
  const given = await givePin(transmit, pin);
  if (!given.ok) return given;
  const asked = { ...question, id: random.id(), provenAt: clock.now().toISOString() };
  const signature = await signDigest(transmit, sha256(challengeOf(asked)));
  if (!signature.ok) return signature;
  const proof = { ...asked, publicKey, signature: hexOf(signature.value) };
  return isProven(proof) ? ok(proof) : { ok: false, error: error('officerCard.failed', { problem: 'signature' }) };
}

function isOfAnotherCard(kind: string): boolean {
  return kind === 'officerCard.other' || kind === 'officerCard.notOne';
}

/**
 * Whether a proof is for exactly this, by the key that the account has now, and still fresh. Its row is put in by whoever
 * uses it; the database holds each number once. Fails with `officerCard.proofSpent`.
 */
export function proofHolds(proof: CardProof, question: CardQuestion, key: string | null, now: Date): Result<void> {
  const age = now.getTime() - Date.parse(proof.provenAt);
  const isSame =
    proof.account === question.account && proof.purpose === question.purpose && proof.subject === question.subject;
  const holds = isSame && proof.publicKey === key && age >= 0 && age <= HOLDS_MS && isProven(proof);
  return holds ? ok(undefined) : fail('officerCard.proofSpent', {});
}

/** So that two people can compare a card with what is set up: the first 64 bits of SHA-256 of its key, in groups. */
export function fingerprintOf(publicKey: string): string {
  return (
    hexOf(sha256(bytesOfHex(publicKey)))
      .slice(0, 16)
      .match(/.{4}/g) ?? []
  ).join(' ');
}
