/**
 * What a profile may say that is below the SPECIMEN root, or not live: docs/design.md section 2, rule 5, SPECIMEN unless
 * proven otherwise. Its key is public, so anybody can sign one; what could make a training card look like a real one is
 * therefore not its to say.
 */

import type { Profile } from '../../../shared/model/profile.ts';
import type { ProfileField } from '../../../shared/model/signed-profile.ts';
import { decodeBase64 } from '../intake/base64.ts';
import { readRevocationList } from '../intake/revocation-list.ts';
import type { Digest } from '../ports.ts';
import { specimenProfile } from '../specimen/profile.ts';
import { profileDifferences } from './fields.ts';

/** How the office works and with which devices; nothing of what a card, its chip or its approval says. */
const open: ReadonlySet<ProfileField> = new Set([
  'officeName.zh',
  'officeName.en',
  'revocationLists',
  'chip.photoBudgetBytes',
  'writers',
  'staffing.overrideByTwo',
  'staffing.idleLockSeconds',
  'retention.cardIssued',
  'retention.cardNeverLeft',
  'retention.noCard',
]);

/** The first field that a training profile may not have so, if any. */
export function notTraining(profile: Profile, digest: Digest): ProfileField | undefined {
  const fixed = profileDifferences(specimenProfile, profile, digest).find(({ field }) => !open.has(field));
  if (fixed !== undefined) return fixed.field;
  // The name stands on receipts and reports, which leave the office; at its start the mark cannot be cut off or overlooked.
  if (!profile.officeName.zh.startsWith('样本')) return 'officeName.zh';
  if (!/^specimen\b/i.test(profile.officeName.en)) return 'officeName.en';
  return profile.revocationLists.every(isList) ? undefined : 'revocationLists';
}

function isList(text: string): boolean {
  return readRevocationList(decodeBase64(text) ?? new Uint8Array()) !== undefined;
}
