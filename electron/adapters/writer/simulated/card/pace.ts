/** PACE with generic mapping on the card's side (Doc 9303-11 section 4.4): ECDH, AES-128 in CBC, CMAC, SHA-1. */

import { status, type CommandApdu, type ResponseApdu } from '../../../../core/chip/apdu.ts';
import { bytesEqual, bytesOfHex, hexOf } from '../../../../core/chip/bytes.ts';
import { aesCbcEncrypt, aesCmac } from '../../../../core/chip/crypto/aes.ts';
import {
  decodePoint,
  generateKeyPair,
  mapGenerically,
  sharedSecret,
  type CurveName,
  type CurvePoint,
} from '../../../../core/chip/crypto/curve.ts';
import { documentKey, sessionKeys, type SessionKeys } from '../../../../core/chip/crypto/kdf.ts';
import { encodeTlv, findValue, parseOnly, parseTlvs } from '../../../../core/chip/lds/tlv.ts';
import { startSession } from '../../../../core/chip/secure-messaging/session.ts';
import { curveOfParameter, keyTags } from './keys.ts';
import { reply } from './reply.ts';
import type { Chip } from './session.ts';

/** id-PACE-ECDH-GM-AES-CBC-CMAC-128, the value of its identifier (section 4.4.3). */
const PROTOCOL = '04007F00070202040202';
/** Password references of section 4.4.4.1: 01 is the machine readable zone. */
const MRZ_PASSWORD = 0x01;

/** How far a run is, with what the next step needs. */
export type PaceRun = { readonly curve: CurveName; readonly password: Uint8Array } & (
  | { readonly awaits: 'nothing' }
  | { readonly awaits: 'mapping'; readonly nonce: Uint8Array }
  | { readonly awaits: 'key'; readonly base: CurvePoint }
  | {
      readonly awaits: 'token';
      readonly keys: SessionKeys;
      readonly ownKey: Uint8Array;
      readonly terminalKey: Uint8Array;
    }
);

/** MSE:SET AT `00 22 C1 A4`: mechanism, password, and domain parameters where there could be a doubt (section 4.4.4.1). */
export function announcePace(chip: Chip, command: CommandApdu): ResponseApdu {
  const objects = parseTlvs(command.data, 'MSE:SET AT');
  if (!objects.ok || objects.value.some(({ tag }) => ![0x80, 0x83, 0x84].includes(tag))) return reply(status.wrongData);
  const mechanism = findValue(objects.value, 0x80);
  const reference = findValue(objects.value, 0x83);
  const wanted = findValue(objects.value, 0x84);
  if (mechanism === undefined || hexOf(mechanism) !== PROTOCOL) return reply(status.wrongData);
  const loaded = chip.card.applications.emrtd.keys.get(keyTags.pace);
  if (reference?.length !== 1 || reference[0] !== MRZ_PASSWORD || loaded === undefined)
    return reply(status.dataNotFound);
  const parameter = loaded[0] ?? 0;
  const curve = curveOfParameter.get(parameter);
  if (curve === undefined || (wanted !== undefined && (wanted.length !== 1 || wanted[0] !== parameter)))
    return reply(status.wrongData);
  chip.session.pace = { awaits: 'nothing', curve, password: documentKey(loaded.subarray(1), 'password', 'aes128') };
  return reply(status.ok);
}

/** One GENERAL AUTHENTICATE of the chain (section 4.4.4.2); only the last one comes without the chaining bit. */
export function continuePace(chip: Chip, run: PaceRun, command: CommandApdu, isChained: boolean): ResponseApdu {
  const template = parseOnly(command.data, 0x7c, 'GENERAL AUTHENTICATE');
  const objects = template.ok ? parseTlvs(template.value, 'GENERAL AUTHENTICATE') : template;
  if (!objects.ok || objects.value.length > 1) return reply(status.wrongData);
  if (isChained !== (run.awaits !== 'token'))
    return reply(isChained ? status.endOfChainExpected : status.conditionsNotSatisfied);
  const [object] = objects.value;
  switch (run.awaits) {
    case 'nothing':
      return object === undefined ? sendNonce(chip, run) : reply(status.wrongData);
    case 'mapping':
      return object?.tag === 0x81 ? map(chip, run, object.value) : reply(status.wrongData);
    case 'key':
      return object?.tag === 0x83 ? agree(chip, run, object.value) : reply(status.wrongData);
    case 'token':
      return object?.tag === 0x85 ? finish(chip, run, object.value) : reply(status.wrongData);
  }
}

function sendNonce(chip: Chip, run: PaceRun): ResponseApdu {
  const nonce = chip.random(16);
  chip.session.pace = { ...run, awaits: 'mapping', nonce };
  return answer(0x80, aesCbcEncrypt(run.password, new Uint8Array(16), nonce));
}

function map(chip: Chip, run: Extract<PaceRun, { awaits: 'mapping' }>, terminalKey: Uint8Array): ResponseApdu {
  const own = generateKeyPair(run.curve, chip.random);
  const base = mapGenerically(run.curve, run.nonce, own.secret, terminalKey);
  if (base === null) return reply(status.wrongData);
  chip.session.pace = { awaits: 'key', curve: run.curve, password: run.password, base };
  return answer(0x82, own.publicKey);
}

function agree(chip: Chip, run: Extract<PaceRun, { awaits: 'key' }>, terminalKey: Uint8Array): ResponseApdu {
  if (decodePoint(run.curve, terminalKey) === null) return reply(status.wrongData);
  const own = generateKeyPair(run.curve, chip.random, run.base);
  const secret = sharedSecret(run.curve, own.secret, terminalKey);
  // Section 4.4.1: both sides check that the keys differ, or a mirror would authenticate itself.
  if (secret === null || bytesEqual(own.publicKey, terminalKey)) return reply(status.authenticationFailed);
  const { curve, password } = run;
  const keys = sessionKeys(secret, 'aes128');
  chip.session.pace = { awaits: 'token', curve, password, keys, ownKey: own.publicKey, terminalKey };
  return answer(0x84, own.publicKey);
}

function finish(chip: Chip, run: Extract<PaceRun, { awaits: 'token' }>, terminalToken: Uint8Array): ResponseApdu {
  if (!bytesEqual(terminalToken, token(run.keys, run.ownKey))) return reply(status.authenticationFailed);
  chip.session.nextChannel = { kind: 'document', session: startSession('aes128', run.keys) };
  chip.session.pace = null;
  return answer(0x86, token(run.keys, run.terminalKey));
}

/** Section 4.4.3.4: over the other side's public key with the protocol's identifier, cut to eight bytes. */
function token(keys: SessionKeys, publicKey: Uint8Array): Uint8Array {
  const keyObject = encodeTlv(0x7f49, encodeTlv(0x06, bytesOfHex(PROTOCOL)), encodeTlv(0x86, publicKey));
  return aesCmac(keys.mac, keyObject).slice(0, 8);
}

function answer(tag: number, value: Uint8Array): ResponseApdu {
  return reply(status.ok, encodeTlv(0x7c, encodeTlv(tag, value)));
}
