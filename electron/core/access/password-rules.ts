/**
 * Whether a password may be chosen: by its length and by what is known to be guessed first; no rule of composition and no
 * date of expiry (NIST SP 800-63B-4 section 3.1.1.2).
 */

import { fail, ok, type Result } from '../../../shared/result.ts';
import { commonWords, keyRuns } from './common-passwords.ts';

/** NIST SP 800-63B-4 section 3.1.1.2: at least 15 characters where a password is the only factor, as it may be here. */
export const SHORTEST_PASSWORD = 15;
/** Section 3.1.1.2 asks for at least 64; the contract carries no more than this. */
const LONGEST_PASSWORD = 256;
/** So much has to be left once everything is taken out that is guessed first. */
const LEAST_OWN = 5;
/** Fewer different characters than these make a pattern, not a password. */
const LEAST_DIFFERENT = 5;

/** Of whom it must not speak. */
export interface PasswordOwner {
  readonly name: string;
  readonly displayName: string;
}

/** Fails with `access.passwordShort`, or with `access.passwordGuessable` and how it would be guessed. */
export function checkNewPassword(password: string, owner: PasswordOwner): Result<void> {
  const { name: account } = owner;
  const normal = password.normalize('NFKC');
  const length = Array.from(normal).length;
  if (length < SHORTEST_PASSWORD) return fail('access.passwordShort', { account, length, least: SHORTEST_PASSWORD });
  if (length > LONGEST_PASSWORD) return fail('access.passwordGuessable', { account, guess: 'long' });
  const folded = fold(normal);
  if (new Set(folded).size < LEAST_DIFFERENT || isRepeated(folded))
    return fail('access.passwordGuessable', { account, guess: 'repeated' });
  if (partsOf(owner).some((part) => folded.includes(part)))
    return fail('access.passwordGuessable', { account, guess: 'name' });
  const own = Math.min(ownLength(folded), ownLength(asLetters(folded)));
  return own < LEAST_OWN ? fail('access.passwordGuessable', { account, guess: 'common' }) : ok(undefined);
}

/** Small letters and digits, and whatever is beyond ASCII; what people put for a letter is that letter. */
function fold(text: string): string {
  const stands: Readonly<Record<string, string>> = { '@': 'a', $: 's', '!': 'i' };
  return Array.from(text.toLowerCase(), (character) => stands[character] ?? character)
    .join('')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** `w0rd` is `word` to whoever guesses. */
function asLetters(folded: string): string {
  const stands: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };
  return folded.replaceAll(/[013457]/g, (digit) => stands[digit] ?? digit);
}

/** `abcabcabcabcabc`: a short part over and over, the last time perhaps cut off. */
function isRepeated(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const part = text.slice(0, length);
    if (part.repeat(Math.ceil(text.length / length)).startsWith(text)) return true;
  }
  return false;
}

function partsOf({ name, displayName }: PasswordOwner): readonly string[] {
  const parts = [name, ...displayName.split(/\s+/)].map(fold);
  return parts.filter((part) => part.length >= 4 && !/^\d+$/.test(part));
}

/** How much is left without words, runs of keys, years and runs of digits or letters. */
function ownLength(folded: string): number {
  const longestFirst = [...keyRuns, ...commonWords].map(fold).toSorted((a, b) => b.length - a.length);
  let rest = folded.replaceAll(/(19|20)\d{2}(0[1-9]|1[0-2])?([0-2]\d|3[01])?/g, ' ');
  for (const known of longestFirst) if (known.length >= 3) rest = rest.replaceAll(known, ' ');
  return rest
    .split(/\s+/)
    .map((part) => withoutRuns(part).length)
    .reduce((sum, length) => sum + length, 0);
}

/** `3456` and `ggg` are one thing to guess, whatever their length. */
function withoutRuns(part: string): string {
  return Array.from(part)
    .filter((character, at, all) => {
      const step = codeOf(character) - codeOf(all[at - 1]);
      const before = codeOf(all[at - 1]) - codeOf(all[at - 2]);
      return !(at >= 2 && step === before && Math.abs(step) <= 1);
    })
    .join('');
}

function codeOf(character: string | undefined): number {
  return character?.codePointAt(0) ?? Number.NaN;
}
