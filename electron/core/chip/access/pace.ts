/** PACE with generic mapping on elliptic curves (Doc 9303-11 section 4.4), from the terminal's side. */

import { error, ok } from '../../../../shared/result.ts';
import { status, statusText } from '../apdu.ts';
import { bytesEqual, concatBytes } from '../bytes.ts';
import { answered, type Answer, type Channel } from '../channel.ts';
import { AES_BLOCK, aesCbcDecrypt, aesCmac } from '../crypto/aes.ts';
import { generateKeyPair, mapGenerically, sharedSecret, type CurvePoint, type KeyPair } from '../crypto/curve.ts';
import { documentKey, sessionKeys } from '../crypto/kdf.ts';
import { encodeTlv, parseOnly } from '../lds/tlv.ts';
import { secureChannel } from '../secure-messaging/channel.ts';
import { startSession } from '../secure-messaging/session.ts';
import type { PaceInfo } from './security-infos.ts';

/** MSE:Set AT names the password: 01 is the MRZ (section 4.4.4.1). */
const MRZ = Uint8Array.of(0x01);

/**
 * The master file has to be selected. `password` is f(pi) of 20 bytes, `random` gives the secrets of the two key pairs;
 * `isOneOfMany` where EF.CardAccess offers several domain parameters, so that the chip has to be told which. Fails with
 * `chip.accessDenied` where the chip does not know the password.
 */
export async function openByPace(
  inner: Channel,
  info: PaceInfo,
  password: Uint8Array,
  isOneOfMany: boolean,
  random: (count: number) => Uint8Array,
): Promise<Answer<Channel>> {
  const set = await setAuthenticationTemplate(inner, info, isOneOfMany);
  if (!set.ok) return set;
  const encrypted = await step(inner, [], 0x80, false);
  if (!encrypted.ok) return encrypted;
  if (encrypted.value.length !== AES_BLOCK) return denied('PACE, nonce');
  const passwordKey = documentKey(password, 'password', info.suite);
  const nonce = aesCbcDecrypt(passwordKey, new Uint8Array(AES_BLOCK), encrypted.value);
  const base = await map(inner, info, nonce, random);
  if (!base.ok) return base;
  return agree(inner, info, base.value, random);
}

/** The token over a public key of the other side (section 4.4.3.4): the first 8 bytes of a CMAC. */
export function paceToken(macKey: Uint8Array, protocol: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return aesCmac(macKey, encodeTlv(0x7f49, encodeTlv(0x06, protocol), encodeTlv(0x86, publicKey))).slice(0, 8);
}

async function setAuthenticationTemplate(inner: Channel, info: PaceInfo, isOneOfMany: boolean): Promise<Answer<void>> {
  const which = isOneOfMany ? encodeTlv(0x84, Uint8Array.of(info.parameterId)) : new Uint8Array();
  const data = concatBytes(encodeTlv(0x80, info.protocol), encodeTlv(0x83, MRZ), which);
  const answer = await inner.transmit({ cla: 0x00, ins: 0x22, p1: 0xc1, p2: 0xa4, data, expected: null });
  if (!answer.ok) return answer;
  return answer.value.status === status.ok ? ok(undefined) : denied(`PACE ${statusText(answer.value.status)}`);
}

/** Step 2: mapping keys are exchanged and give a base point that only those who know the password have. */
async function map(
  inner: Channel,
  { curve }: PaceInfo,
  nonce: Uint8Array,
  random: (count: number) => Uint8Array,
): Promise<Answer<CurvePoint>> {
  const pair = generateKeyPair(curve, random);
  const theirs = await step(inner, [[0x81, pair.publicKey]], 0x82, false);
  if (!theirs.ok) return theirs;
  const base = mapGenerically(curve, nonce, pair.secret, theirs.value);
  return base === null ? denied('PACE, mapping') : ok(base);
}

/** Steps 3 and 4: key agreement on that base, then both sides prove that they have the same keys. */
async function agree(
  inner: Channel,
  info: PaceInfo,
  base: CurvePoint,
  random: (count: number) => Uint8Array,
): Promise<Answer<Channel>> {
  const pair = generateKeyPair(info.curve, random, base);
  const theirs = await step(inner, [[0x83, pair.publicKey]], 0x84, false);
  if (!theirs.ok) return theirs;
  const secret = agreedSecret(info, pair, theirs.value);
  if (secret === null) return denied('PACE, key agreement');
  const keys = sessionKeys(secret, info.suite);
  const token = await step(inner, [[0x85, paceToken(keys.mac, info.protocol, theirs.value)]], 0x86, true);
  if (!token.ok) return token;
  if (!bytesEqual(token.value, paceToken(keys.mac, info.protocol, pair.publicKey))) return denied('PACE');
  return ok(secureChannel(inner, startSession(info.suite, keys)));
}

function agreedSecret({ curve }: PaceInfo, pair: KeyPair, theirs: Uint8Array): Uint8Array | null {
  // Section 4.4.3.4: public keys of both sides have to differ.
  return bytesEqual(pair.publicKey, theirs) ? null : sharedSecret(curve, pair.secret, theirs);
}

/** One GENERAL AUTHENTICATE: dynamic authentication data both ways, chained but for the last (section 4.4.4.2). */
async function step(
  inner: Channel,
  objects: readonly (readonly [tag: number, value: Uint8Array])[],
  answerTag: number,
  isLast: boolean,
): Promise<Answer<Uint8Array>> {
  const data = encodeTlv(0x7c, ...objects.map(([tag, value]) => encodeTlv(tag, value)));
  const answer = await inner.transmit({ cla: isLast ? 0x00 : 0x10, ins: 0x86, p1: 0, p2: 0, data, expected: 256 });
  if (!answer.ok) return answer;
  if (answer.value.status !== status.ok) return denied(`PACE ${statusText(answer.value.status)}`);
  const content = parseOnly(answer.value.data, 0x7c, 'PACE');
  if (!content.ok) return answered(content.error);
  const value = parseOnly(content.value, answerTag, 'PACE');
  return value.ok ? value : answered(value.error);
}

function denied(problem: string): Answer<never> {
  return answered(error('chip.accessDenied', { problem }));
}
