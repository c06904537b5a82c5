/** Reads SecurityInfos (Doc 9303-11 section 9.2): what EF.CardAccess and DG14 say the chip can do. */

import { ok, type Result } from '../../../../shared/result.ts';
import { bytesEqual, hexOf, uintOf } from '../bytes.ts';
import type { CurveName } from '../crypto/curve.ts';
import type { CipherSuite } from '../crypto/kdf.ts';
import { malformed, parseOnly, parseTlvs, type Tlv } from '../lds/tlv.ts';

export interface PaceInfo {
  /** Value of the object identifier, without tag and length. */
  readonly protocol: Uint8Array;
  readonly suite: CipherSuite;
  readonly curve: CurveName;
  readonly parameterId: number;
}

export interface CurveKey {
  readonly curve: CurveName;
  /** Uncompressed point of 65 bytes. */
  readonly publicKey: Uint8Array;
}

export interface ChipAuthenticationInfo extends CurveKey {
  readonly protocol: Uint8Array;
  readonly suite: CipherSuite;
  /** Null where there is one key only and it has no number. */
  readonly keyId: Uint8Array | null;
}

export interface SecurityInfos {
  /** In the order of the file; only what this program speaks: generic mapping on the two curves with AES. */
  readonly pace: readonly PaceInfo[];
  /** How many PACEInfos the file holds, spoken here or not. */
  readonly paceOffered: number;
  readonly chipAuthentication: ChipAuthenticationInfo | null;
  readonly namesActiveAuthentication: boolean;
  /** Each info as it stands in the file, to hold two files against each other. */
  readonly raw: readonly Uint8Array[];
}

/** id-PACE-ECDH-GM 0.4.0.127.0.7.2.2.4.2; the last arc is the cipher. */
const PACE_GENERIC = '04007F000702020402';
const PACE = '04007F0007020204';
/** id-CA-ECDH 0.4.0.127.0.7.2.2.3.2 and id-PK-ECDH 0.4.0.127.0.7.2.2.1.2. */
const CHIP_AUTHENTICATION = '04007F000702020302';
const CHIP_KEY = '04007F000702020102';
/** id-icao-mrtd-security-aaProtocolObject 2.23.136.1.1.5. */
const ACTIVE_AUTHENTICATION = '678108010105';

const suites: ReadonlyMap<string, CipherSuite> = new Map([
  ['01', '3des'],
  ['02', 'aes128'],
  ['03', 'aes192'],
  ['04', 'aes256'],
]);

const curvesByParameter: ReadonlyMap<number, CurveName> = new Map([
  [12, 'p256'],
  [13, 'brainpoolP256r1'],
]);

interface Info {
  readonly protocol: Uint8Array;
  readonly rest: readonly Tlv[];
  readonly raw: Uint8Array;
}

/** Fails with `chip.malformed`; `what` names the file. Infos of protocols unknown here are passed over, as they must be. */
export function decodeSecurityInfos(bytes: Uint8Array, what: string): Result<SecurityInfos> {
  const set = parseOnly(bytes, 0x31, what);
  if (!set.ok) return set;
  const members = parseTlvs(set.value, what);
  if (!members.ok) return members;
  const infos: Info[] = [];
  for (const member of members.value) {
    const info = infoOf(member, what);
    if (!info.ok) return info;
    infos.push(info.value);
  }
  return ok({
    pace: infos.flatMap(paceInfo),
    paceOffered: infos.filter(({ protocol }) => hexOf(protocol).startsWith(PACE) && protocol.length === 10).length,
    chipAuthentication: chipAuthentication(infos),
    namesActiveAuthentication: infos.some(({ protocol }) => hexOf(protocol) === ACTIVE_AUTHENTICATION),
    raw: infos.map(({ raw }) => raw),
  });
}

/** Every info of `some` stands in `all` too, byte for byte. */
export function isRepeatedIn(some: SecurityInfos, all: SecurityInfos): boolean {
  return some.raw.every((info) => all.raw.some((other) => bytesEqual(info, other)));
}

function infoOf(member: Tlv, what: string): Result<Info> {
  const parts = parseTlvs(member.value, what);
  if (!parts.ok) return parts;
  const [protocol, ...rest] = parts.value;
  if (member.tag !== 0x30 || protocol?.tag !== 0x06) return malformed(what, 'SecurityInfo');
  return ok({ protocol: protocol.value, rest, raw: member.raw });
}

function paceInfo({ protocol, rest }: Info): readonly PaceInfo[] {
  const [version, parameter] = rest;
  const suite = suiteOf(protocol, PACE_GENERIC);
  if (suite === undefined || suite === '3des' || !isNumber(version, 2) || parameter?.tag !== 0x02) return [];
  const parameterId = uintOf(parameter.value);
  const curve = curvesByParameter.get(parameterId);
  return curve === undefined ? [] : [{ protocol, suite, curve, parameterId }];
}

function chipAuthentication(infos: readonly Info[]): ChipAuthenticationInfo | null {
  const info = infos.find(({ protocol }) => suiteOf(protocol, CHIP_AUTHENTICATION) !== undefined);
  const key = infos.find(({ protocol }) => hexOf(protocol) === CHIP_KEY);
  const suite = info === undefined ? undefined : suiteOf(info.protocol, CHIP_AUTHENTICATION);
  if (info === undefined || suite === undefined || key === undefined) return null;
  const point = publicPoint(key.rest[0]);
  if (point === null) return null;
  const keyId = key.rest[1]?.tag === 0x02 ? key.rest[1].value : null;
  return { protocol: info.protocol, suite, keyId, ...point };
}

/** The prime of brainpoolP256r1, by which explicit parameters are told apart (RFC 5639 section 3.4). */
const BRAINPOOL_PRIME = 'A9FB57DBA1EEA9BC3E660A909D838D726E3BF623D52620282013481D1F6E5377';
/** 1.3.36.3.3.2.8.1.1.7, and standardised domain parameters by number (section 9.5.1). */
const BRAINPOOL_NAME = '2B2403030208010107';

/** Of one whole SubjectPublicKeyInfo, as DG15 holds it; null where it is no key on a curve spoken here. */
export function decodeCurveKey(bytes: Uint8Array): CurveKey | null {
  const objects = parseTlvs(bytes, 'public key');
  return objects.ok && objects.value.length === 1 ? publicPoint(objects.value[0]) : null;
}

/** Of a SubjectPublicKeyInfo whose curve is named, numbered or written out: P-256 or brainpoolP256r1. */
function publicPoint(key: Tlv | undefined): CurveKey | null {
  const parts = key?.tag === 0x30 ? parseTlvs(key.value, 'public key') : null;
  if (parts === null || !parts.ok) return null;
  const [algorithm, bits] = parts.value;
  if (algorithm === undefined || bits?.tag !== 0x03) return null;
  const publicKey = bits.value.slice(1);
  if (publicKey.length !== 65 || publicKey[0] !== 4) return null;
  const form = hexOf(algorithm.value);
  const isBrainpool = form.includes(BRAINPOOL_PRIME) || form.includes(BRAINPOOL_NAME) || form.endsWith('02010D');
  return { publicKey, curve: isBrainpool ? 'brainpoolP256r1' : 'p256' };
}

function suiteOf(protocol: Uint8Array, family: string): CipherSuite | undefined {
  const text = hexOf(protocol);
  return text.length === family.length + 2 && text.startsWith(family) ? suites.get(text.slice(-2)) : undefined;
}

function isNumber(object: Tlv | undefined, value: number): boolean {
  return object?.tag === 0x02 && uintOf(object.value) === value;
}
