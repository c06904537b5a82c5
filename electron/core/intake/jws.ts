/**
 * One signed line: a JWS in compact form (RFC 7515 section 7.1), ES256, with its certificates in `x5c`. `jose` checks the
 * signature; it does not look at `x5c`, so the path is ours (certificate-path.ts). The header is held to exactly three
 * members: anything else (`crit`, `jku`, `x5u`, `jwk`, `kid`) would be another way to say which key to believe.
 */

import { compactVerify, errors, importSPKI } from 'jose';
import * as z from 'zod';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { decodeBase64, decodeBase64Url, encodeBase64 } from './base64.ts';
import { buildPath, longestPath, type CertificatePath } from './certificate-path.ts';
import { parseStrictJson } from './strict-json.ts';
import { purposes, type KnownPath, type RecordTrust } from './trust.ts';

/** No record is longer, in bytes of the line without its end (docs/design.md section 6). */
export const recordLimitBytes = 2 * 1024 * 1024;
export const recordLimitMiB = 2;

/** What a signed line can be: its `typ` and the key purpose of who may sign it. */
export const lineTypes = {
  approval: { typ: 'starcard-approval+jws', purpose: purposes.approval },
  acknowledgement: { typ: 'starcard-acknowledgement+jws', purpose: purposes.acknowledgement },
  profile: { typ: 'starcard-profile+jws', purpose: purposes.profile },
} as const;

export type LineType = keyof typeof lineTypes;

/** What it takes to believe a line. */
export type LineTrust = Pick<RecordTrust, 'roots' | 'verifier' | 'knownPaths'>;

export interface OpenedJws {
  readonly payload: Uint8Array;
  readonly path: CertificatePath;
}

const headerSchema = z.strictObject({
  alg: z.literal('ES256'),
  typ: z.string(),
  // 8 KiB of base64 a certificate is four times what a P-256 certificate with long names takes.
  x5c: z.array(z.base64().max(8192)).min(1).max(longestPath),
});

/**
 * Opens a line: form, header, certificate path (but for time, see `checkPathAt`) and signature.
 * Fails with one of `intake.oversized`, `notJws`, `truncated`, `header`, `certificatePath`, `certificateUntrusted`,
 * `certificateUsage`, `signature`.
 */
export async function openJws(jws: string, type: LineType, trust: LineTrust): Promise<Result<OpenedJws>> {
  if (jws.length > recordLimitBytes) return fail('intake.oversized', { limitMiB: recordLimitMiB });
  const parts = jws.split('.');
  const [headerPart = '', payloadPart = '', signaturePart = ''] = parts;
  const headerBytes = decodeBase64Url(headerPart);
  const header = headerBytes === undefined ? undefined : parseStrictJson(headerBytes);
  if (header === undefined || !header.ok || parts.length > 3) return fail('intake.notJws', {});
  const payload = decodeBase64Url(payloadPart);
  const signature = decodeBase64Url(signaturePart);
  // RFC 7518 section 3.4: 64 bytes. What is shorter, or stops within a byte, was cut off on its way.
  const isCutOff = parts.length < 3 || (signaturePart.length < 86 && /^[\w-]+$/.test(signaturePart));
  if (isCutOff) return fail('intake.truncated', {});
  if (signaturePart === '') return fail('intake.signature', {});
  if (payload === undefined || signature?.length !== 64) return fail('intake.notJws', {});

  const read = headerSchema.safeParse(header.value);
  if (!read.success) return fail('intake.header', { field: firstField(read.error) });
  if (read.data.typ !== lineTypes[type].typ) return fail('intake.header', { field: 'typ' });

  const known = await pathOf(read.data.x5c, type, trust);
  if (!known.ok) return known;
  try {
    await compactVerify(jws, known.value.key, { algorithms: ['ES256'] });
  } catch (problem) {
    if (!(problem instanceof errors.JOSEError)) throw problem;
    return fail('intake.signature', {});
  }
  return ok({ payload, path: known.value.path });
}

/**
 * The payload of a line whose signature was checked before, or is another's to check; undefined where it has none.
 * What is kept may have been altered by a hand: it need not be what came in.
 */
export function payloadOf(jws: string): Uint8Array | undefined {
  return decodeBase64Url(jws.split('.')[1] ?? '');
}

/** The same, read; undefined where it is no JSON. */
export function contentOf(jws: string): unknown {
  const payload = payloadOf(jws);
  const json = payload === undefined ? undefined : parseStrictJson(payload);
  return json?.ok === true ? json.value : undefined;
}

async function pathOf(x5c: readonly string[], type: LineType, trust: LineTrust): Promise<Result<KnownPath>> {
  const name = [type, ...x5c].join(' ');
  const known = trust.knownPaths.get(name);
  if (known !== undefined) return ok(known);
  const ders = x5c.map((text) => decodeBase64(text));
  if (!ders.every((der) => der !== undefined)) return fail('intake.certificatePath', { problem: 'encoding' });
  const path = buildPath(ders, trust.roots, lineTypes[type].purpose, trust.verifier);
  if (!path.ok) return path;
  const key = await importSPKI(pem(path.value.signer.publicKey), 'ES256');
  // Only good paths are kept, so no file can fill this; the bound is for a root with very many signers.
  if (trust.knownPaths.size >= 64) trust.knownPaths.clear();
  trust.knownPaths.set(name, { path: path.value, key });
  return ok({ path: path.value, key });
}

function pem(publicKey: Uint8Array): string {
  return `-----BEGIN PUBLIC KEY-----\n${encodeBase64(publicKey)}\n-----END PUBLIC KEY-----`;
}

/** The member that breaks the rule, by name. */
export function firstField(problem: z.ZodError): string {
  const [issue] = problem.issues;
  if (issue === undefined) return '-';
  const names = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  return names.join('.').slice(0, 60) || '-';
}
