/** Chip Authentication (Doc 9303-11 section 6.2) and Active Authentication (section 6.1), from the terminal's side. */

import { error, ok } from '../../../../shared/result.ts';
import { status } from '../apdu.ts';
import { concatBytes } from '../bytes.ts';
import { answered, refusal, type Answer, type Channel } from '../channel.ts';
import { generateKeyPair, sharedSecret, verifyPlain, type CurveName } from '../crypto/curve.ts';
import { sessionKeys } from '../crypto/kdf.ts';
import { encodeTlv } from '../lds/tlv.ts';
import { secureChannel } from '../secure-messaging/channel.ts';
import { startSession } from '../secure-messaging/session.ts';
import type { ChipAuthenticationInfo } from './security-infos.ts';

/**
 * Agrees on new session keys with the chip's static key. Only a chip that holds it can answer the next command over the
 * channel that comes back, so that command is the proof. `outer` is the session so far, `plain` what lies below it.
 */
export async function openByChipAuthentication(
  outer: Channel,
  plain: Channel,
  info: ChipAuthenticationInfo,
  random: (count: number) => Uint8Array,
): Promise<Answer<Channel>> {
  const pair = generateKeyPair(info.curve, random);
  const secret = sharedSecret(info.curve, pair.secret, info.publicKey);
  if (secret === null) return answered(error('chip.malformed', { what: 'EF.DG14', problem: 'public key' }));
  const agreed =
    info.suite === '3des' ? await agreeAtOnce(outer, pair.publicKey, info) : await agree(outer, pair.publicKey, info);
  if (!agreed.ok) return agreed;
  return ok(secureChannel(plain, startSession(info.suite, sessionKeys(secret, info.suite))));
}

/** Section 6.2.4.2: MSE:Set AT, then GENERAL AUTHENTICATE with the terminal's key. */
async function agree(outer: Channel, publicKey: Uint8Array, info: ChipAuthenticationInfo): Promise<Answer<void>> {
  const data = concatBytes(encodeTlv(0x80, info.protocol), keyReference(info));
  const set = await outer.transmit({ cla: 0x00, ins: 0x22, p1: 0x41, p2: 0xa4, data, expected: null });
  if (!set.ok) return set;
  if (set.value.status !== status.ok) return refusal('MSE:Set AT', set.value);
  const key = encodeTlv(0x7c, encodeTlv(0x80, publicKey));
  const done = await outer.transmit({ cla: 0x00, ins: 0x86, p1: 0, p2: 0, data: key, expected: 256 });
  if (!done.ok) return done;
  return done.value.status === status.ok ? ok(undefined) : refusal('GENERAL AUTHENTICATE', done.value);
}

/** Section 6.2.4.1: with 3DES one MSE:Set KAT does it. */
async function agreeAtOnce(outer: Channel, publicKey: Uint8Array, info: ChipAuthenticationInfo): Promise<Answer<void>> {
  const data = concatBytes(encodeTlv(0x91, publicKey), keyReference(info));
  const done = await outer.transmit({ cla: 0x00, ins: 0x22, p1: 0x41, p2: 0xa6, data, expected: null });
  if (!done.ok) return done;
  return done.value.status === status.ok ? ok(undefined) : refusal('MSE:Set KAT', done.value);
}

function keyReference({ keyId }: ChipAuthenticationInfo): Uint8Array {
  return keyId === null ? new Uint8Array() : encodeTlv(0x84, keyId);
}

/** True where the chip signs the challenge of 8 bytes with the private half of `publicKey` (section 6.1.4). */
export async function authenticateActively(
  channel: Channel,
  key: { readonly curve: CurveName; readonly publicKey: Uint8Array },
  challenge: Uint8Array,
): Promise<Answer<boolean>> {
  const answer = await channel.transmit({ cla: 0x00, ins: 0x88, p1: 0, p2: 0, data: challenge, expected: 256 });
  if (!answer.ok) return answer;
  if (answer.value.status !== status.ok) return refusal('INTERNAL AUTHENTICATE', answer.value);
  return ok(verifyPlain(key.curve, key.publicKey, challenge, answer.value.data));
}
