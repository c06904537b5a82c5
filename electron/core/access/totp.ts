/**
 * One-time codes of an authenticator: RFC 6238 over RFC 4226, SHA-1, six digits, thirty seconds, which is what every
 * authenticator speaks (docs/adr/0101).
 */

import { sha1 } from '@noble/hashes/legacy.js';
import { hmac } from '@noble/hashes/hmac.js';
import type { Result } from '../../../shared/result.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import type { KeyDeriver } from '../ports.ts';

const STEP_MS = 30_000;
const DIGITS = 6;
/** RFC 4226 section 4, R6: 160 bits are recommended. */
const SECRET_BYTES = 20;
/** RFC 4648 section 6. */
const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 6238 section 4.2, counted from 1970. */
export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / STEP_MS);
}

/** RFC 4226 section 5.3: six digits of HMAC-SHA-1 over the step as eight bytes. */
export function totpCode(secret: Uint8Array, step: number): string {
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(step));
  const mac = hmac(sha1, secret, message);
  const offset = (mac[19] ?? 0) & 0x0f;
  const number = new DataView(mac.buffer, mac.byteOffset).getUint32(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/**
 * The step that the code is of: this one, the one before or the one after (RFC 6238 sections 5.2 and 6: delay and clocks
 * that differ); null where it is of none, or of one that is not after `last` and so was used.
 */
export function matchingStep(secret: Uint8Array, code: string, now: Date, last: number): number | null {
  const present = stepAt(now);
  const typed = code.replaceAll(/\s/g, '');
  return [present - 1, present, present + 1].find((step) => step > last && totpCode(secret, step) === typed) ?? null;
}

/** The secret of an account's authenticator. In no database: whoever has a copy of one can make no code. */
export function totpSecret(keys: KeyDeriver, account: string, salt: string): Result<Uint8Array> {
  return keys.derive('starcard officer totp', utf8Bytes(`${account} ${salt}`), SECRET_BYTES);
}

/** RFC 4648 section 6, without padding: 20 bytes need none. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => base32Alphabet[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** What authenticators take as an address: `otpauth://totp/ISSUER:ACCOUNT?secret=...`. */
export function totpAddress(secret: Uint8Array, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
