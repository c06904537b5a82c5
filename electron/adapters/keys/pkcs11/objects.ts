/** Keys in a token: found by their label, and made there so that they never leave it. */

import type { Handle, Template } from 'pkcs11js';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Signer } from '../../../core/ports.ts';
import type { TokenSession } from './token.ts';

/** Object classes, attributes, key types and mechanisms of PKCS#11 2.40 and (Edwards curves) 3.0 that are used here. */
const classes = { publicKey: 0x02, privateKey: 0x03, secretKey: 0x04 } as const;
const attributes = {
  class: 0x00,
  token: 0x01,
  private: 0x02,
  label: 0x03,
  keyType: 0x100,
  id: 0x102,
  sensitive: 0x103,
  sign: 0x108,
  verify: 0x10a,
  valueLength: 0x161,
  extractable: 0x162,
  curve: 0x180,
  point: 0x181,
} as const;
const AES = 0x1f;
const AES_KEY_GEN = 0x1080;

/** What each algorithm is in the token: how a pair is made, how it signs, and the DER of its curve's name. */
export const kinds = {
  ES256: { keyType: 0x03, makePair: 0x1040, sign: 0x1041, curve: '06082a8648ce3d030107' },
  Ed25519: { keyType: 0x40, makePair: 0x1055, sign: 0x1057, curve: '06032b6570' },
} as const satisfies Readonly<Record<Signer['algorithm'], object>>;

/** CKM_AES_CMAC. */
export const AES_CMAC = 0x108a;

type Wanted = 'publicKey' | 'privateKey' | 'secretKey';

/** Null where there is none. Fails with `hsm.keyUnusable` where two bear the label: nobody could say which is meant. */
export function findKey(
  { module, session }: TokenSession,
  token: string,
  wanted: Wanted,
  label: string,
): Result<Handle | null> {
  module.C_FindObjectsInit(session, [
    { type: attributes.class, value: classes[wanted] },
    { type: attributes.label, value: label },
  ]);
  const found = module.C_FindObjects(session, 2);
  module.C_FindObjectsFinal(session);
  const [only, ...others] = found;
  if (others.length > 0) return fail('hsm.keyUnusable', { token, key: label, problem: 'label stands twice' });
  return ok(only ?? null);
}

export interface KeyEntry {
  readonly name: string;
  readonly kind: 'private' | 'master';
}

/** Most keys that are listed; an office has fewer than ten. */
const MOST_LISTED = 200;

/** The private and secret keys by their labels, in the token's order. */
export function listKeys({ module, session }: TokenSession): readonly KeyEntry[] {
  return (['privateKey', 'secretKey'] as const).flatMap((wanted) => {
    module.C_FindObjectsInit(session, [{ type: attributes.class, value: classes[wanted] }]);
    const found = module.C_FindObjects(session, MOST_LISTED);
    module.C_FindObjectsFinal(session);
    return found.map((key) => {
      const [label] = module.C_GetAttributeValue(session, key, [{ type: attributes.label }]);
      const name = Buffer.isBuffer(label?.value) ? label.value.toString('utf8') : '';
      return { name, kind: wanted === 'privateKey' ? ('private' as const) : ('master' as const) };
    });
  });
}

export function makePair({ module, session }: TokenSession, label: string, algorithm: Signer['algorithm']): void {
  const { keyType, makePair: mechanism, curve } = kinds[algorithm];
  module.C_GenerateKeyPair(
    session,
    { mechanism },
    [
      ...named(label),
      { type: attributes.keyType, value: keyType },
      { type: attributes.verify, value: true },
      { type: attributes.curve, value: Buffer.from(curve, 'hex') },
    ],
    [...named(label), ...locked(), { type: attributes.keyType, value: keyType }],
  );
}

/** AES of 256 bits that does nothing but CMAC. */
export function makeMasterKey({ module, session }: TokenSession, label: string): void {
  module.C_GenerateKey(session, { mechanism: AES_KEY_GEN }, [
    ...named(label),
    ...locked(),
    { type: attributes.class, value: classes.secretKey },
    { type: attributes.keyType, value: AES },
    { type: attributes.valueLength, value: 32 },
  ]);
}

/** The public point as the token states it: uncompressed (P-256, 65 bytes) or 32 bytes (Ed25519). Null for another key. */
export function publicPoint(
  { module, session }: TokenSession,
  key: Handle,
  algorithm: Signer['algorithm'],
): Uint8Array | null {
  const [curve, point] = module.C_GetAttributeValue(session, key, [
    { type: attributes.curve },
    { type: attributes.point },
  ]);
  if (!Buffer.isBuffer(curve?.value) || !Buffer.isBuffer(point?.value)) return null;
  if (curve.value.toString('hex') !== kinds[algorithm].curve) return null;
  const length = algorithm === 'ES256' ? 65 : 32;
  // The standard wraps the point into an OCTET STRING; some tokens do not.
  const isWrapped = point.value.length === length + 2 && point.value[0] === 0x04 && point.value[1] === length;
  const bytes = new Uint8Array(isWrapped ? point.value.subarray(2) : point.value);
  return bytes.length === length ? bytes : null;
}

function named(label: string): Template {
  return [
    { type: attributes.token, value: true },
    { type: attributes.label, value: label },
    { type: attributes.id, value: Buffer.from(label, 'utf8') },
  ];
}

/** Never shown, never copied out, and good for one thing. */
function locked(): Template {
  return [
    { type: attributes.private, value: true },
    { type: attributes.sensitive, value: true },
    { type: attributes.extractable, value: false },
    { type: attributes.sign, value: true },
  ];
}
