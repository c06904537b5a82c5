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

/**
 * id-CA-ECDH-AES-CBC-CMAC-128 (section 6.2.3), the one that EF.DG14 announces. Triple DES, also by MSE:SET KAT, is not offered:
 * it would let a reader step down from what the chip says of itself.
 */
const PROTOCOL = '04007F00070202030202';
const SUITE = 'aes128' satisfies CipherSuite;

/** MSE:SET AT `00 22 41 A4`, the first of two commands (section 6.2.4.2). */
export function announceChipAuthentication(chip: Chip, command: CommandApdu): ResponseApdu {
  if (!hasDocumentAccess(chip)) return reply(status.securityNotSatisfied);
  const objects = parseTlvs(command.data, 'MSE:SET AT');
  if (!objects.ok || objects.value.some(({ tag }) => tag !== 0x80 && tag !== 0x84)) return reply(status.wrongData);
  if (hexOf(findValue(objects.value, 0x80) ?? new Uint8Array()) !== PROTOCOL) return reply(status.wrongData);
  const hasKey = keyOf(chip.card, 'emrtd', keyTags.chipAuthentication) !== null;
  if (!hasKey || namesKey(objects.value)) return reply(status.dataNotFound);
  chip.session.isChipAuthenticationAnnounced = true;
  return reply(status.ok);
}

/** DO'84' chooses among several keys by the number in DG14 (section 6.2.4); the one key of this chip has none. */
function namesKey(objects: readonly Tlv[]): boolean {
  return objects.some(({ tag }) => tag === 0x84);
}

/** GENERAL AUTHENTICATE with the terminal's key in DO'80'; the answer is empty. */
export function continueChipAuthentication(chip: Chip, command: CommandApdu): ResponseApdu {
  const template = parseOnly(command.data, 0x7c, 'GENERAL AUTHENTICATE');
  const ephemeral = template.ok ? parseOnly(template.value, 0x80, 'GENERAL AUTHENTICATE') : template;
  if (!ephemeral.ok) return reply(status.wrongData);
  return agree(chip, ephemeral.value);
}

/** The answer still goes out under the old keys (section 6.2.2). */
function agree(chip: Chip, ephemeral: Uint8Array): ResponseApdu {
  if (!hasDocumentAccess(chip)) return reply(status.securityNotSatisfied);
  const key = keyOf(chip.card, 'emrtd', keyTags.chipAuthentication);
  if (key === null) return reply(status.dataNotFound);
  const secret = sharedSecret(key.curve, key.secret, ephemeral);
  if (secret === null) return reply(status.wrongData);
  chip.session.nextChannel = { kind: 'document', session: startSession(SUITE, sessionKeys(secret, SUITE)) };
  return reply(status.ok, encodeTlv(0x7c));
}
