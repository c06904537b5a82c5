/** Basic Access Control (Doc 9303-11 section 4.3), from the terminal's side. */

import { error, ok } from '../../../../shared/result.ts';
import { status, statusText } from '../apdu.ts';
import { bytesEqual, concatBytes } from '../bytes.ts';
import { answered, type Answer, type Channel } from '../channel.ts';
import { retailMac, tripleDesCbcDecrypt, tripleDesCbcEncrypt } from '../crypto/des.ts';
import { sessionKeys, type SessionKeys } from '../crypto/kdf.ts';
import { secureChannel } from '../secure-messaging/channel.ts';
import { startSession, type SecureSession } from '../secure-messaging/session.ts';

/** RND.IFD of 8 bytes and K.IFD of 16. */
export interface TerminalChance {
  readonly challenge: Uint8Array;
  readonly key: Uint8Array;
}

/** The eMRTD application has to be selected. Fails with `chip.accessDenied` where the chip does not know the secret. */
export async function openByBasicAccess(
  inner: Channel,
  seed: Uint8Array,
  chance: TerminalChance,
): Promise<Answer<Channel>> {
  const get = { cla: 0x00, ins: 0x84, p1: 0, p2: 0, data: new Uint8Array(), expected: 8 };
  const challenge = await inner.transmit(get);
  if (!challenge.ok) return challenge;
  if (challenge.value.status !== status.ok || challenge.value.data.length !== 8) return denied('BAC, GET CHALLENGE');
  const keys = sessionKeys(seed, '3des');
  const data = terminalToken(keys, challenge.value.data, chance);
  const reply = await inner.transmit({ cla: 0x00, ins: 0x82, p1: 0, p2: 0, data, expected: 40 });
  if (!reply.ok) return reply;
  if (reply.value.status !== status.ok) return denied(`BAC ${statusText(reply.value.status)}`);
  const session = basicAccessSession(keys, challenge.value.data, chance, reply.value.data);
  return session === null ? denied('BAC') : ok(secureChannel(inner, session));
}

/** E.IFD || M.IFD (section 4.3.1 step 2). */
export function terminalToken(keys: SessionKeys, challenge: Uint8Array, chance: TerminalChance): Uint8Array {
  const enciphered = tripleDesCbcEncrypt(keys.encryption, concatBytes(chance.challenge, challenge, chance.key));
  return concatBytes(enciphered, retailMac(keys.mac, enciphered));
}

/** The session that the chip's token opens (section 4.3.1 step 4, 4.3.3.2); null where the token is not good. */
export function basicAccessSession(
  keys: SessionKeys,
  challenge: Uint8Array,
  chance: TerminalChance,
  token: Uint8Array,
): SecureSession | null {
  if (token.length !== 40) return null;
  const enciphered = token.subarray(0, 32);
  if (!bytesEqual(retailMac(keys.mac, enciphered), token.subarray(32))) return null;
  const plain = tripleDesCbcDecrypt(keys.encryption, enciphered);
  if (!bytesEqual(plain.subarray(0, 8), challenge) || !bytesEqual(plain.subarray(8, 16), chance.challenge)) return null;
  const shared = chance.key.map((byte, index) => byte ^ (plain[16 + index] ?? 0));
  // Section 9.8.6.3: the low halves of both challenges, the chip's first.
  const counter = concatBytes(challenge.subarray(4), chance.challenge.subarray(4));
  return startSession('3des', sessionKeys(shared, '3des'), counter);
}

function denied(problem: string): Answer<never> {
  return answered(error('chip.accessDenied', { problem }));
}
