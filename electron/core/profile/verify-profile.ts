/**
 * From a signed file to a profile that may be worked by: form, signature, certificate path to a root that is compiled in,
 * canonical bytes, and the rules of training but for a live one (docs/formats.md, Profile).
 */

import type { Profile } from '../../../shared/model/profile.ts';
import type { Sha256 } from '../../../shared/model/ids.ts';
import type { Instant } from '../../../shared/model/time.ts';
import { profileLimitBytes, signedProfileSchema } from '../../../shared/model/signed-profile.ts';
import { fail, ok, type AppError, type Failure, type Result } from '../../../shared/result.ts';
import { canonicalText } from '../audit/canonical.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import { decodeBase64 } from '../intake/base64.ts';
import { checkPathAt } from '../intake/certificate-path.ts';
import { readCertificate } from '../intake/certificate.ts';
import { firstField, openJws } from '../intake/jws.ts';
import { readRevocationList } from '../intake/revocation-list.ts';
import { parseStrictJson } from '../intake/strict-json.ts';
import type { Digest, Verifier } from '../ports.ts';
import type { ProfileRoot } from './roots.ts';
import { notTraining } from './training-rules.ts';

export interface ProfileTrust {
  readonly roots: readonly ProfileRoot[];
  readonly verifier: Verifier;
  readonly digest: Digest;
}

export interface ProvenProfile {
  readonly jws: string;
  /** SHA-256 of the file, its signature included. */
  readonly digest: Sha256;
  readonly serial: number;
  readonly validFrom: Instant;
  readonly profile: Profile;
}

/**
 * `now`: when it is taken in, at which the certificates have to hold too; left out for a profile that was taken in before,
 * which stays in force when its signer's time is over. Fails with `profile.unreadable`, `profile.notProven`,
 * `profile.trainingOnly`.
 */
export async function verifyProfile(jws: string, trust: ProfileTrust, now?: Date): Promise<Result<ProvenProfile>> {
  if (jws.length > profileLimitBytes) return fail('profile.unreadable', { problem: 'oversized' });
  const { roots, verifier, digest } = trust;
  const known = roots.flatMap((root) => {
    const read = readCertificate(decodeBase64(root.certificate) ?? new Uint8Array());
    return read.ok ? [{ root, certificate: read.value }] : [];
  });
  const certificates = known.map(({ certificate }) => certificate);
  const opened = await openJws(jws, 'profile', { roots: certificates, verifier, knownPaths: new Map() });
  if (!opened.ok) return asProfile(opened.error);
  const { payload, path } = opened.value;
  const root = known.find(({ certificate }) => certificate === path.root)?.root;
  if (root === undefined) throw new Error('a path to a root that was not given');

  const json = parseStrictJson(payload);
  if (!json.ok) return asProfile(json.error);
  const parsed = signedProfileSchema.safeParse(json.value);
  if (!parsed.success) return fail('profile.unreadable', { problem: firstField(parsed.error) });
  const { serial, validFrom, profile } = parsed.data;
  // RFC 8785: one profile, one text, so that two people and two programs mean the same bytes.
  if (canonicalText(json.value) !== new TextDecoder().decode(payload))
    return fail('profile.unreadable', { problem: 'not canonical' });

  const lists = root.revocationLists.flatMap(
    (text) => readRevocationList(decodeBase64(text) ?? new Uint8Array()) ?? [],
  );
  const from = new Date(validFrom);
  const holds = checkPathAt(path, from, now ?? from, lists, verifier);
  if (!holds.ok) return asProfile(holds.error);

  // Whoever signs it: what is no live profile makes SPECIMEN cards, and says so everywhere.
  const mayBeReal = root.proves === 'live' && profile.live;
  const field = mayBeReal ? undefined : notTraining(profile, digest);
  if (field !== undefined) return fail('profile.trainingOnly', { profileField: field });
  return ok({ jws, digest: digest.sha256Hex(utf8Bytes(jws)), serial, validFrom, profile });
}

const formProblems: ReadonlySet<string> = new Set([
  'intake.notJws',
  'intake.truncated',
  'intake.header',
  'intake.notText',
  'intake.schema',
]);

/** The line is opened as records are; what is wrong with it is a profile's own matter. */
function asProfile({ kind, data }: AppError): Failure {
  const detail = 'field' in data ? ` ${data.field}` : '';
  const problem = kind.replace(/^intake\./, '') + detail;
  return formProblems.has(kind) ? fail('profile.unreadable', { problem }) : fail('profile.notProven', { problem });
}
