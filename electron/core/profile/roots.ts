/** By whose signature a profile is believed: roots that are compiled in and never read from a data folder. */

import { specimenProfileRoot } from '../specimen/profile-root.ts';

export interface ProfileRoot {
  /** The most that a profile below it may be: a training root proves nothing that makes a real card. */
  readonly proves: 'training' | 'live';
  /** DER, base64. */
  readonly certificate: string;
  /** DER CRLs of the authorities below and of the root itself, base64 (RFC 5280 section 5). */
  readonly revocationLists: readonly string[];
}

/**
 * The authority's own roots. Whoever builds a program for live cards writes them here (docs/design.md section 2, rule 5);
 * this repository has none, so a live profile can be proven by nothing.
 */
export const authorityProfileRoots: readonly ProfileRoot[] = [];

export const profileRoots: readonly ProfileRoot[] = [specimenProfileRoot, ...authorityProfileRoots];
