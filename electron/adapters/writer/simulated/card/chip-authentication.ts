/** Chip Authentication version 1 on the card's side (Doc 9303-11 section 6.2): new session keys from the chip's static key. */

import { status, type CommandApdu, type ResponseApdu } from '../../../../core/chip/apdu.ts';
import { hexOf } from '../../../../core/chip/bytes.ts';
import { sharedSecret } from '../../../../core/chip/crypto/curve.ts';
import { sessionKeys, type CipherSuite } from '../../../../core/chip/crypto/kdf.ts';
import { encodeTlv, findValue, parseOnly, parseTlvs, type Tlv } from '../../../../core/chip/lds/tlv.ts';
import { startSession } from '../../../../core/chip/secure-messaging/session.ts';
import { hasDocumentAccess } from './access.ts';
import { keyOf, keyTags } from './keys.ts';
import { reply } from './reply.ts';
import type { Chip } from './session.ts';

/** id-CA-ECDH-3DES-CBC-CBC and id-CA-ECDH-AES-CBC-CMAC-128 (section 6.2.3). */
const suites: ReadonlyMap<string, CipherSuite> = new Map<string, CipherSuite>([
  ['04007F00070202030201', '3des'],
  ['04007F00070202030202', 'aes128'],
]);

/** MSE:SET KAT `00 22 41 A6`: one command, 3DES only (section 6.2.4.1). */
export function agreeByKat(chip: Chip, command: CommandApdu): ResponseApdu {
  if (!hasDocumentAccess(chip)) return reply(status.securityNotSatisfied);
  const objects = parseTlvs(command.data, 'MSE:SET KAT');
  const ephemeral = objects.ok ? findValue(objects.value, 0x91) : undefined;
  if (!objects.ok || ephemeral === undefined || objects.value.some(({ tag }) => tag !== 0x91 && tag !== 0x84))
    return reply(status.wrongData);
  if (namesKey(objects.value)) return reply(status.dataNotFound);
  return agree(chip, '3des', ephemeral, new Uint8Array());
}

/** MSE:SET AT `00 22 41 A4`, the first of two commands (section 6.2.4.2). */
export function announceChipAuthentication(chip: Chip, command: CommandApdu): ResponseApdu {
  if (!hasDocumentAccess(chip)) return reply(status.securityNotSatisfied);
  const objects = parseTlvs(command.data, 'MSE:SET AT');
  if (!objects.ok || objects.value.some(({ tag }) => tag !== 0x80 && tag !== 0x84)) return reply(status.wrongData);
  const suite = suites.get(hexOf(findValue(objects.value, 0x80) ?? new Uint8Array()));
  if (suite === undefined) return reply(status.wrongData);
  const hasKey = keyOf(chip.card, 'emrtd', keyTags.chipAuthentication) !== null;
  if (!hasKey || namesKey(objects.value)) return reply(status.dataNotFound);
  chip.session.chipAuthentication = suite;
  return reply(status.ok);
}

/** DO'84' chooses among several keys by the number in DG14 (section 6.2.4); the one key of this chip has none. */
function namesKey(objects: readonly Tlv[]): boolean {
  return objects.some(({ tag }) => tag === 0x84);
}

/** GENERAL AUTHENTICATE with the terminal's key in DO'80'; the answer is empty. */
export function continueChipAuthentication(chip: Chip, suite: CipherSuite, command: CommandApdu): ResponseApdu {
  const template = parseOnly(command.data, 0x7c, 'GENERAL AUTHENTICATE');
  const ephemeral = template.ok ? parseOnly(template.value, 0x80, 'GENERAL AUTHENTICATE') : template;
  if (!ephemeral.ok) return reply(status.wrongData);
  return agree(chip, suite, ephemeral.value, encodeTlv(0x7c));
}

/** The answer still goes out under the old keys (section 6.2.2). */
function agree(chip: Chip, suite: CipherSuite, ephemeral: Uint8Array, answer: Uint8Array): ResponseApdu {
  if (!hasDocumentAccess(chip)) return reply(status.securityNotSatisfied);
  const key = keyOf(chip.card, 'emrtd', keyTags.chipAuthentication);
  if (key === null) return reply(status.dataNotFound);
  const secret = sharedSecret(key.curve, key.secret, ephemeral);
  if (secret === null) return reply(status.wrongData);
  chip.session.nextChannel = { kind: 'document', session: startSession(suite, sessionKeys(secret, suite)) };
  return reply(status.ok, answer);
}
