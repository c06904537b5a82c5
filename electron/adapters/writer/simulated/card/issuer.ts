/** The issuer's channel on the card's side: SCP03 of GlobalPlatform (Card Specification v2.3, Amendment D v1.1.2). */

import { status, type CommandApdu, type ResponseApdu } from '../../../../core/chip/apdu.ts';
import { bytesEqual, bytesOfHex, concatBytes, uintBytes } from '../../../../core/chip/bytes.ts';
import type { ChipApplication } from '../../../../core/chip/chip.ts';
import { aesBlockEncrypt, aesCbcDecrypt } from '../../../../core/chip/crypto/aes.ts';
import { counterMode } from '../../../../core/chip/crypto/kdf.ts';
import { applicationIds } from '../../../../core/chip/lds/files.ts';
import { unwrapCommand } from '../../../../core/chip/scp03/protection.ts';
import { cryptogram, deriveSession, securityLevel } from '../../../../core/chip/scp03/session.ts';
import { hasIssuerAccess } from './access.ts';
import { reply, replyFitting } from './reply.ts';
import { ISSUER_DOMAIN } from './select.ts';
import { noChannel, type Chip } from './session.ts';
import { ATTEMPTS, serialBytes, wear } from './state.ts';

/** Table 7-3: every level but the one without any protection, which would open nothing here. */
const levels: ReadonlySet<number> = new Set([0x01, 0x03, 0x11, 0x13, 0x33]);
/** AES (GlobalPlatform Card Specification table 11-16). */
const AES_KEY = 0x88;
const KEY_BYTES = 16;

/** INITIALIZE UPDATE (Amendment D section 7.1.1): diversification data, key information, challenge, cryptogram, counter. */
export function initializeUpdate(chip: Chip, command: CommandApdu): ResponseApdu {
  const { issuer, production } = chip.card;
  const { keys } = issuer;
  if (command.p2 !== 0) return reply(status.wrongParameters);
  if (command.data.length !== 8) return reply(status.wrongLength);
  if (command.p1 !== 0 && command.p1 !== keys.version) return reply(status.dataNotFound);
  if (issuer.attemptsLeft === 0) return reply(status.authenticationBlocked);
  if (issuer.sequence >= 0xff_ffff || !wear(chip.card, 0, 1)) return reply(status.memoryFailure);
  issuer.sequence += 1;
  const isPseudoRandom = issuer.challenge === 'pseudoRandom';
  const counter = uintBytes(issuer.sequence, 3);
  const challenge = isPseudoRandom
    ? pseudoRandomChallenge(keys.encryption, counter, nameOf(chip.session.application))
    : chip.random(8);
  const context = concatBytes(command.data, challenge);
  const session = deriveSession(keys, context, securityLevel.mac);
  chip.session.nextChannel = { kind: 'issuer', session, context, isOpen: false };
  const answer = concatBytes(
    // Section 7.1.1.6: ten bytes; here the last ten of the serial, from which the keys follow.
    serialBytes(production).slice(2),
    Uint8Array.of(keys.version, 0x03, isPseudoRandom ? 0x70 : 0x60),
    challenge,
    cryptogram(session, 'card', context),
    isPseudoRandom ? counter : new Uint8Array(),
  );
  return replyFitting(answer, command.expected);
}

/**
 * EXTERNAL AUTHENTICATE `84 82` level (section 7.1.2). The attempt is taken before it is judged, so that pulling the card
 * away gives none back.
 */
export function externalAuthenticate(chip: Chip, command: CommandApdu): ResponseApdu {
  const { channel } = chip.session;
  chip.session.channel = noChannel;
  if (channel.kind !== 'issuer' || channel.isOpen) return reply(status.conditionsNotSatisfied);
  if (!levels.has(command.p1) || command.p2 !== 0) return reply(status.wrongParameters);
  if (command.data.length !== 16) return reply(status.wrongLength);
  const { issuer } = chip.card;
  issuer.attemptsLeft -= 1;
  const opened = unwrapCommand(channel.session, command);
  const expected = cryptogram(channel.session, 'host', channel.context);
  if (opened === null || !bytesEqual(opened.data, expected)) return reply(0x63c0 + issuer.attemptsLeft);
  issuer.attemptsLeft = ATTEMPTS;
  const session = { ...channel.session, level: command.p1, commandCounter: 1 };
  chip.session.nextChannel = { kind: 'issuer', session, context: channel.context, isOpen: true };
  return reply(status.ok);
}

/** Section 6.2.2.1: from the counter, three bytes, and the name of the application that asks. */
export function pseudoRandomChallenge(key: Uint8Array, counter: Uint8Array, name: Uint8Array): Uint8Array {
  const fixed = concatBytes(new Uint8Array(11), Uint8Array.of(0x02, 0x00), uintBytes(64, 2));
  return counterMode(key, 8, (block) => concatBytes(fixed, uintBytes(block, 1), counter, name));
}

function nameOf(application: ChipApplication): Uint8Array {
  return bytesOfHex(application === 'master' ? ISSUER_DOMAIN : applicationIds[application]);
}

/** PUT KEY `80 D8` old version, `81` (Card Specification section 11.8): all three keys at once, each proven by its check value. */
export function putKey(chip: Chip, command: CommandApdu): ResponseApdu {
  const { issuer } = chip.card;
  const { channel } = chip.session;
  if (!hasIssuerAccess(chip) || channel.kind !== 'issuer' || (channel.session.level & securityLevel.encryption) === 0)
    return reply(status.securityNotSatisfied);
  if (command.p1 !== issuer.keys.version || command.p2 !== 0x81) return reply(status.wrongParameters);
  const version = command.data[0] ?? 0;
  const keys = keysOf(command.data.subarray(1), issuer.keys.dataEncryption);
  if (keys === null || version === 0 || version > 0x7f) return reply(status.wrongData);
  const [encryption, mac, dataEncryption] = keys;
  if (!wear(chip.card, 0, 1)) return reply(status.memoryFailure);
  issuer.keys = { version, encryption, mac, dataEncryption };
  issuer.sequence = 0;
  return reply(status.ok, concatBytes(Uint8Array.of(version), ...keys.map(checkValue)));
}

/** Type, length, length of the key, the key under the DEK, length of the check value, check value; three times. */
function keysOf(fields: Uint8Array, dek: Uint8Array): readonly [Uint8Array, Uint8Array, Uint8Array] | null {
  const length = 3 + KEY_BYTES + 4;
  if (fields.length !== 3 * length) return null;
  const [first, second, third] = [0, 1, 2].map((index) =>
    keyOf(fields.subarray(index * length, (index + 1) * length), dek),
  );
  return first && second && third ? [first, second, third] : null;
}

function keyOf(field: Uint8Array, dek: Uint8Array): Uint8Array | null {
  const isFormed =
    field[0] === AES_KEY && field[1] === KEY_BYTES + 1 && field[2] === KEY_BYTES && field[3 + KEY_BYTES] === 3;
  if (!isFormed) return null;
  const key = aesCbcDecrypt(dek, new Uint8Array(16), field.slice(3, 3 + KEY_BYTES));
  return bytesEqual(checkValue(key), field.subarray(4 + KEY_BYTES)) ? key : null;
}

/** Amendment D section 7.2: the first three bytes of a block of `01` under the key. */
function checkValue(key: Uint8Array): Uint8Array {
  return aesBlockEncrypt(key, new Uint8Array(16).fill(0x01)).slice(0, 3);
}
