/** A profile field by field, as people read it, and what differs between two. */

import type { Profile } from '../../../shared/model/profile.ts';
import {
  profileFields,
  type ProfileDifference,
  type ProfileField,
  type ProfileValue,
} from '../../../shared/model/signed-profile.ts';
import type { Digest } from '../ports.ts';
import { decodeBase64 } from '../intake/base64.ts';

type Value = string | number | boolean | readonly string[];

/** Certificates and lists: nobody compares them but by their digests. */
interface Encoded {
  readonly base64: readonly string[];
}

const readers: Readonly<Record<ProfileField, (profile: Profile) => Value | Encoded>> = {
  id: ({ id }) => id,
  live: ({ live }) => live,
  office: ({ office }) => office,
  'officeName.zh': ({ officeName }) => officeName.zh,
  'officeName.en': ({ officeName }) => officeName.en,
  workstation: ({ workstation }) => workstation,
  template: ({ template }) => template,
  approvalRoots: ({ approvalRoots }) => ({ base64: approvalRoots }),
  revocationLists: ({ revocationLists }) => ({ base64: revocationLists }),
  'chip.documentCode': ({ chip }) => chip.documentCode,
  'chip.issuingState': ({ chip }) => chip.issuingState,
  'chip.certificateCountry': ({ chip }) => chip.certificateCountry,
  'chip.certificateCurve': ({ chip }) => chip.certificateCurve,
  'chip.photoBudgetBytes': ({ chip }) => chip.photoBudgetBytes,
  'seal.signer': ({ seal }) => seal.signer,
  'seal.featureDefinition': ({ seal }) => seal.featureDefinition,
  'seal.documentCategory': ({ seal }) => seal.documentCategory,
  writers: ({ writers }) =>
    writers.map(({ name, vendorId, productId, usagePage, usage, framing }) =>
      [name, `${hex(vendorId)}:${hex(productId)}`, `${hex(usagePage)}/${hex(usage)}`, framing].join(' '),
    ),
  'staffing.overrideByTwo': ({ staffing }) => staffing.overrideByTwo,
  'staffing.idleLockSeconds': ({ staffing }) => staffing.idleLockSeconds,
  'retention.cardIssued': ({ retention }) => retention.cardIssued,
  'retention.cardNeverLeft': ({ retention }) => retention.cardNeverLeft,
  'retention.noCard': ({ retention }) => retention.noCard,
  'issuingAuthority.zh': ({ issuingAuthority }) => issuingAuthority.zh,
  'issuingAuthority.en': ({ issuingAuthority }) => issuingAuthority.en,
};

export function profileValues(profile: Profile, digest: Digest): readonly ProfileValue[] {
  return profileFields.map((field) => ({ field, value: shown(readers[field](profile), digest) }));
}

/** Nothing where both say the same. */
export function profileDifferences(from: Profile, to: Profile, digest: Digest): readonly ProfileDifference[] {
  const before = profileValues(from, digest);
  return profileValues(to, digest).flatMap(({ field, value }, index) => {
    const former = before[index]?.value ?? [];
    return JSON.stringify(former) === JSON.stringify(value) ? [] : [{ field, from: former, to: value }];
  });
}

function shown(value: Value | Encoded, digest: Digest): readonly string[] {
  if (typeof value !== 'object') return [String(value)];
  if (!('base64' in value)) return value;
  return value.base64.map((text) => digest.sha256Hex(decodeBase64(text) ?? new Uint8Array()));
}

/** As vendors write their numbers. */
function hex(number: number): string {
  return number.toString(16).padStart(4, '0');
}
