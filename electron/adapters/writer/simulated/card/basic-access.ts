/** Basic Access Control on the card's side (Doc 9303-11 section 4.3): GET CHALLENGE and EXTERNAL AUTHENTICATE. */

import { status, type CommandApdu, type ResponseApdu } from '../../../../core/chip/apdu.ts';
import { bytesEqual, concatBytes } from '../../../../core/chip/bytes.ts';
import { retailMac, tripleDesCbcDecrypt, tripleDesCbcEncrypt } from '../../../../core/chip/crypto/des.ts';
import { sessionKeys } from '../../../../core/chip/crypto/kdf.ts';
import { startSession } from '../../../../core/chip/secure-messaging/session.ts';
import { keyTags } from './keys.ts';
import { reply } from './reply.ts';
import type { Chip } from './session.ts';

const CHALLENGE = 8;
/** RND.IFD || RND.IC || K.IFD, then the MAC (section 4.3.4.2). */
const CRYPTOGRAM = 32;

export function getChallenge(chip: Chip, command: CommandApdu): ResponseApdu {
  if (command.p1 !== 0 || command.p2 !== 0) return reply(status.wrongParameters);
  // Le 00 asks for what there is: eight bytes.
  const isAskedFor = command.expected === CHALLENGE || command.expected === 256 || command.expected === 65_536;
  if (!isAskedFor || command.data.length > 0) return reply(status.wrongLength);
  const challenge = chip.random(CHALLENGE);
  chip.session.challenge = challenge;
  return reply(status.ok, challenge);
}

/** `challenge` is that of the command before, used up whatever comes of it. */
export function mutualAuthenticate(chip: Chip, command: CommandApdu, challenge: Uint8Array | null): ResponseApdu {
  const { card, session } = chip;
  if (command.p1 !== 0 || command.p2 !== 0) return reply(status.wrongParameters);
  if (command.data.length !== CRYPTOGRAM + 8) return reply(status.wrongLength);
  const seed = card.applications.emrtd.keys.get(keyTags.basicAccess);
  if (seed === undefined) return reply(status.dataNotFound);
  // Within secure messaging there is nothing to open any more (section 4.2).
  if (challenge === null || session.application !== 'emrtd' || session.channel.kind !== 'none')
    return reply(status.conditionsNotSatisfied);
  const keys = sessionKeys(seed, '3des');
  const cryptogram = command.data.subarray(0, CRYPTOGRAM);
  if (!bytesEqual(retailMac(keys.mac, cryptogram), command.data.subarray(CRYPTOGRAM)))
    return reply(status.authenticationFailed);
  const opened = tripleDesCbcDecrypt(keys.encryption, cryptogram);
  const terminalRandom = opened.subarray(0, 8);
  if (!bytesEqual(opened.subarray(8, 16), challenge)) return reply(status.authenticationFailed);
  const terminalKey = opened.subarray(16);
  const ownKey = chip.random(16);
  const answer = tripleDesCbcEncrypt(keys.encryption, concatBytes(challenge, terminalRandom, ownKey));
  const secret = ownKey.map((byte, index) => byte ^ (terminalKey[index] ?? 0));
  // Section 9.8.6.3: the counter starts at the last four bytes of both challenges.
  const counter = concatBytes(challenge.subarray(4), terminalRandom.subarray(4));
  session.nextChannel = { kind: 'document', session: startSession('3des', sessionKeys(secret, '3des'), counter) };
  return reply(status.ok, concatBytes(answer, retailMac(keys.mac, answer)));
}
