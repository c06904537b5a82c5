/**
 * What the chip says it can do (Doc 9303-11 section 9.2): EF.CardAccess for everybody, and again in DG14, where the
 * security object vouches for it; and the public keys of both authentications in DG14 and DG15.
 */

import { objectIdentifier, sequence, setOf, smallInteger } from './der.ts';
import { explicitKey } from './p256.ts';
import { encodeTlv } from './tlv.ts';

/** id-PACE-ECDH-GM-AES-CBC-CMAC-128 in version 2, with the standardised parameters 12: P-256 (section 9.5.1). */
const PACE_INFO = sequence(objectIdentifier('0.4.0.127.0.7.2.2.4.2.2'), smallInteger(2), smallInteger(12));

/** id-CA-ECDH-AES-CBC-CMAC-128 in version 1; the chip has one key, so neither it nor the info has a number. */
const CHIP_AUTHENTICATION_INFO = sequence(objectIdentifier('0.4.0.127.0.7.2.2.3.2.2'), smallInteger(1));

/** id-icao-mrtd-security-aaProtocolObject in version 1 with ecdsa-plain-SHA256, which an elliptic key must name. */
const ACTIVE_AUTHENTICATION_INFO = sequence(
  objectIdentifier('2.23.136.1.1.5'),
  smallInteger(1),
  objectIdentifier('0.4.0.127.0.7.1.1.4.1.3'),
);

const CHIP_PUBLIC_KEY = objectIdentifier('0.4.0.127.0.7.2.2.1.2');

/** Uncompressed points on P-256, 65 bytes each. */
export interface ChipPublicKeys {
  readonly activeAuthentication: Uint8Array;
  readonly chipAuthentication: Uint8Array;
}

/** The SecurityInfos without a tag of the file's own (Doc 9303-10 section 3.11.3). */
export function encodeCardAccess(): Uint8Array {
  return setOf(PACE_INFO);
}

/**
 * The PACEInfo of EF.CardAccess once more, Chip Authentication with its key, and how Active Authentication signs. The
 * key's curve is written out: names are ruled out where domain parameters are not standardised ones (BSI TR-03110-3
 * section A.2.1.2).
 */
export function encodeDg14(keys: ChipPublicKeys): Uint8Array {
  const chipKey = sequence(CHIP_PUBLIC_KEY, explicitKey(keys.chipAuthentication));
  return encodeTlv(0x6e, setOf(PACE_INFO, CHIP_AUTHENTICATION_INFO, chipKey, ACTIVE_AUTHENTICATION_INFO));
}

/** The key of Active Authentication as SubjectPublicKeyInfo (Doc 9303-10 section 4.7.15). */
export function encodeDg15(keys: ChipPublicKeys): Uint8Array {
  return encodeTlv(0x6f, explicitKey(keys.activeAuthentication));
}
