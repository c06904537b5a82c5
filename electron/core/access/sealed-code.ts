/** Codes that are printed once and sealed in an envelope: the first start of an office, and the way back into it. */

import { fail, ok, type Result } from '../../../shared/result.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import type { Clock, Digest, Random, Transaction } from '../ports.ts';
import type { SealedCode, SealedCodeKind } from './ports.ts';
import { checkDigits, holdsCheck } from './check-digits.ts';
import { lockAfter, secondsLocked } from './sign-in.ts';

export interface CodeContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly digest: Digest;
}

/** Digits and letters that nobody mistakes for each other on paper: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 5;
const GROUP_LENGTH = 5;

/**
 * Makes a code of 125 random bits, keeps its hash and ends the one before it. The code itself is in the answer and nowhere
 * else. A plain hash is enough for what nobody can guess (docs/adr/0102).
 */
export function sealCode(tx: Transaction, kind: SealedCodeKind, context: CodeContext): string {
  const { clock, random, digest } = context;
  const symbols = Array.from(random.bytes(GROUPS * GROUP_LENGTH), (byte) => alphabet[byte % alphabet.length]);
  const code = symbols.join('');
  const now = clock.now().toISOString();
  const before = tx.sealedCode(kind);
  if (before !== undefined) tx.updateSealedCode({ ...before, endedAt: now });
  const id = random.id();
  const hash = digest.sha256Hex(utf8Bytes(code));
  tx.insertSealedCode({ id, kind, hash, madeAt: now, endedAt: null, failures: 0, lockedUntil: null });
  const detail = { sealedCode: id, codeDigest: digest.sha256Hex(utf8Bytes(hash)) };
  tx.audit({ action: 'code.sealed', subject: { kind: 'log', id: kind }, outcome: 'ok', detail });
  return printedCode(code);
}

/** As it stands on paper: groups of five, and two check digits. */
export function printedCode(code: string): string {
  return [...(code.match(/.{5}/g) ?? []), checkDigits(numberOf(code))].join('-');
}

/** Two digits for each sign, its place among them: so one sign that is wrong, or two that changed places, always show. */
function numberOf(code: string): string {
  return Array.from(code, (sign) => String(alphabet.indexOf(sign)).padStart(2, '0')).join('');
}

/**
 * What was typed, without its check digits. Fails with `access.codeMistyped`, which costs nothing: whoever guesses can
 * work the digits out, whoever reads a five for an S is told so.
 */
export function readCode(typed: string): Result<string> {
  const text = asPrinted(typed);
  const code = text.slice(0, -2);
  const isWhole = code.length === GROUPS * GROUP_LENGTH && holdsCheck(numberOf(code) + text.slice(-2));
  return isWhole ? ok(code) : fail('access.codeMistyped', {});
}

/**
 * Looks at what was typed; `endCode` uses the code up. Fails with `access.noSealedCode`, also where the row is not the
 * code that the log has as the newest, with `access.codeLocked`, `access.wrongSealedCode`; a wrong one is counted and on record as an alarm, so its transaction must be kept: hence a
 * verdict in the value.
 */
export function findCode(
  tx: Transaction,
  kind: SealedCodeKind,
  /** As `readCode` answers it. */
  read: string,
  { clock, digest }: Pick<CodeContext, 'clock' | 'digest'>,
): { readonly code: SealedCode } | { readonly refusal: Result<never> } {
  const now = clock.now();
  const code = tx.sealedCode(kind);
  if (code === undefined || !isOnRecord(tx, code, digest))
    return { refusal: refused(tx, kind, 'access.noSealedCode', 0) };
  const seconds = secondsLocked(code, now);
  if (seconds > 0) return { refusal: refused(tx, kind, 'access.codeLocked', seconds) };
  if (digest.sha256Hex(utf8Bytes(read)) !== code.hash) {
    const failures = code.failures + 1;
    tx.updateSealedCode({ ...code, failures, lockedUntil: lockAfter(failures, now) });
    return { refusal: refused(tx, kind, 'access.wrongSealedCode', 0) };
  }
  return { code };
}

/** By the log: a row that a hand put into the file, or one that was used, is no code, whatever its hash. */
function isOnRecord(tx: Transaction, { id, kind, hash }: SealedCode, digest: Digest): boolean {
  const [sealed] = tx.auditEntries({ action: 'code.sealed', subjectId: kind, limit: 1 });
  const [used] = tx.auditEntries({ action: 'code.used', outcome: 'ok', subjectId: kind, limit: 1 });
  if (sealed === undefined || (used !== undefined && used.sequence > sealed.sequence)) return false;
  const { sealedCode, codeDigest } = sealed.detail;
  return sealedCode === id && codeDigest === digest.sha256Hex(utf8Bytes(hash));
}

/** Once and for ever; the row of what it was used for follows at the same instant. */
export function endCode(tx: Transaction, code: SealedCode, endedAt: string): void {
  tx.updateSealedCode({ ...code, endedAt });
  const detail = { sealedCode: code.id };
  tx.audit({ action: 'code.used', subject: { kind: 'log', id: code.kind }, outcome: 'ok', detail });
}

function refused(
  tx: Transaction,
  kind: SealedCodeKind,
  why: 'access.noSealedCode' | 'access.codeLocked' | 'access.wrongSealedCode',
  seconds: number,
): Result<never> {
  tx.audit({ action: 'code.used', subject: { kind: 'log', id: kind }, outcome: 'failed', detail: { error: why } });
  return why === 'access.codeLocked' ? fail(why, { seconds }) : fail(why, {});
}

/** As people read it aloud and type it: any case, with or without dashes, O for 0 and I or L for 1. */
function asPrinted(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

/** A refusal inside a transaction that was kept, so that it is on record, comes out as the failure. */
export function keepRefusal<T>(outcome: Result<Result<T>>): Result<T> {
  return outcome.ok ? outcome.value : outcome;
}
