/**
 * What leaves the office signed: one JWS in compact form (RFC 7515, ES256) by the key of the results. `kid` is SHA-256 of its
 * DER SubjectPublicKeyInfo in hex. Who reads it was given the public key by another way, so no certificate travels along.
 */

import * as z from 'zod';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import { decodeBase64Url, encodeBase64Url } from '../intake/base64.ts';
import { hex } from '../intake/certificate.ts';
import { parseStrictJson } from '../intake/strict-json.ts';
import type { Digest, Signer, Verifier } from '../ports.ts';

export type PaperType =
  | 'starcard-result+jws'
  | 'starcard-revocations+jws'
  | 'starcard-dispatch+jws'
  | 'starcard-number+jws'
  | 'starcard-erasure+jws';

export function signPaper(typ: PaperType, content: object, signer: Signer, digest: Digest): Result<string> {
  return paperSigner(typ, signer, digest)(content);
}

/** Signs as many of one type as there are, under one header. */
export function paperSigner(typ: PaperType, signer: Signer, digest: Digest): (content: object) => Result<string> {
  if (signer.algorithm !== 'ES256') throw new Error('papers are signed with ES256');
  const header = part({ alg: 'ES256', typ, kid: hex(digest.sha256(signer.publicKey())) });
  return (content) => {
    const input = `${header}.${part(content)}`;
    const signature = signer.sign(utf8Bytes(input));
    return signature.ok ? ok(`${input}.${encodeBase64Url(signature.value)}`) : signature;
  };
}

const headerSchema = z.strictObject({ alg: z.literal('ES256'), typ: z.string(), kid: z.string() });

/** The content when that key signed it as that type. Fails with `dispatch.untrusted`, naming what is wrong. */
export function readPaper<S extends z.ZodType>(
  text: string,
  typ: PaperType,
  schema: S,
  trust: { readonly publicKey: Uint8Array; readonly digest: Digest; readonly verifier: Verifier },
): Result<z.output<S>> {
  const parts = text.trim().split('.');
  const [header, payload, signature] = parts.map((one) => decodeBase64Url(one));
  if (parts.length !== 3 || header === undefined || payload === undefined || signature === undefined)
    return fail('dispatch.untrusted', { flaw: 'form' });
  const said = parseStrictJson(header);
  const named = headerSchema.safeParse(said.ok ? said.value : undefined);
  if (!named.success || named.data.typ !== typ) return fail('dispatch.untrusted', { flaw: 'type' });
  if (named.data.kid !== hex(trust.digest.sha256(trust.publicKey))) return fail('dispatch.untrusted', { flaw: 'key' });
  const input = utf8Bytes(`${parts[0] ?? ''}.${parts[1] ?? ''}`);
  if (!trust.verifier.verify('ES256', trust.publicKey, input, signature))
    return fail('dispatch.untrusted', { flaw: 'signature' });
  const content = parseStrictJson(payload);
  const parsed = schema.safeParse(content.ok ? content.value : undefined);
  return parsed.success ? ok(parsed.data) : fail('dispatch.untrusted', { flaw: 'content' });
}

function part(value: object): string {
  return encodeBase64Url(utf8Bytes(JSON.stringify(value)));
}
