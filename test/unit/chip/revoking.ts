/** Revocation lists of a country signing CA (RFC 5280 section 5.1), in DER. */

import type { SpecimenChipTrust } from '../../../electron/adapters/keys/software/chip-trust.ts';
import { bitString, objectIdentifier, sequence, smallInteger, time } from '../../../electron/core/chip/lds/der.ts';
import { ECDSA_SHA256, signatureToDer } from '../../../electron/core/chip/lds/p256.ts';
import { readCertificate } from '../../../electron/core/chip/lds/read-certificate.ts';
import { value } from './sample.ts';

/** A full list in the name of `root` that revokes those serial numbers (INTEGERs in DER), signed by `by`. */
export function revocationList(
  root: SpecimenChipTrust,
  revoked: readonly Uint8Array[],
  [from, until]: readonly [Date, Date],
  by = root,
): Uint8Array {
  const algorithm = sequence(objectIdentifier(ECDSA_SHA256));
  const entries = revoked.map((serial) => sequence(serial, time(from)));
  const body = sequence(
    smallInteger(1),
    algorithm,
    value(readCertificate(root.csca.certificate)).subject,
    time(from),
    time(until),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
  );
  const signature = signatureToDer(value(by.csca.signer.sign(body)));
  return sequence(body, algorithm, bitString(signature));
}
