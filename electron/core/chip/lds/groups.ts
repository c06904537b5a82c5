/** The elementary files of text and small data: EF.COM, DG1, DG11, DG12, EF.DIR, EF.ATR/INFO (Doc 9303-10 sections 3 and 4). */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import { bytesOfHex, concatBytes, uintBytes, utf8Bytes, utf8Text } from '../bytes.ts';
import { applicationIds, groups, type GroupKind } from './files.ts';
import { encodeTlv, findValue, malformed, parseOnly, parseTlvs } from './tlv.ts';

/** LDS version 1.7 and Unicode 4.0.0, the pair of the first LDS (Doc 9303-10 section 4.6.1). */
const LDS_VERSION = '0107';
const UNICODE_VERSION = '040000';

/** EF.COM: versions and the tags of the groups present. */
export function encodeCom(present: readonly GroupKind[]): Uint8Array {
  return encodeTlv(
    0x60,
    encodeTlv(0x5f01, utf8Bytes(LDS_VERSION)),
    encodeTlv(0x5f36, utf8Bytes(UNICODE_VERSION)),
    encodeTlv(
      0x5c,
      Uint8Array.from(present, (group) => group.tag),
    ),
  );
}

/** The groups that EF.COM names, in its order. Fails for a tag that names none of ours. */
export function decodeCom(file: Uint8Array): Result<readonly GroupKind[]> {
  const fields = fieldsOf(file, 0x60, 'EF.COM');
  if (!fields.ok) return fields;
  const tags = findValue(fields.value, 0x5c);
  if (tags === undefined) return malformed('EF.COM', 'no tag list');
  const present: GroupKind[] = [];
  for (const tag of tags) {
    const group = Object.values(groups).find((known) => known.tag === tag);
    if (group === undefined) return malformed('EF.COM', `unknown group ${tag.toString(16).toUpperCase()}`);
    present.push(group);
  }
  return ok(present);
}

export function encodeDg1(mrz: string): Uint8Array {
  return encodeTlv(0x61, encodeTlv(0x5f1f, utf8Bytes(mrz)));
}

/** The 90 characters of the zone. */
export function decodeDg1(file: Uint8Array): Result<string> {
  const fields = fieldsOf(file, 0x61, 'EF.DG1');
  if (!fields.ok) return fields;
  return textOf(findValue(fields.value, 0x5f1f), 'EF.DG1');
}

/** DG11: the names in full, which DG1 may hold shortened only. */
export interface HolderDetails {
  /** As printed, `SURNAME, GIVEN NAMES`. */
  readonly latinName: string;
  readonly chineseName: string | null;
  /** `YYYY-MM-DD`, with the century that the machine readable zone lacks. */
  readonly birthDate: string;
  readonly cardNumber: string;
}

export function encodeDg11(details: HolderDetails): Uint8Array {
  const otherNames =
    details.chineseName === null
      ? []
      : [encodeTlv(0xa0, encodeTlv(0x02, uintBytes(1, 1)), encodeTlv(0x5f0f, utf8Bytes(details.chineseName)))];
  const tags = bytesOfHex(details.chineseName === null ? '5F0E5F105F2B' : '5F0E5F0F5F105F2B');
  return encodeTlv(
    0x6b,
    encodeTlv(0x5c, tags),
    encodeTlv(0x5f0e, utf8Bytes(nameWithFillers(details.latinName))),
    ...otherNames,
    encodeTlv(0x5f10, utf8Bytes(details.cardNumber)),
    encodeTlv(0x5f2b, utf8Bytes(details.birthDate.replaceAll('-', ''))),
  );
}

export function decodeDg11(file: Uint8Array): Result<HolderDetails> {
  const fields = fieldsOf(file, 0x6b, 'EF.DG11');
  if (!fields.ok) return fields;
  const name = textOf(findValue(fields.value, 0x5f0e), 'EF.DG11');
  if (!name.ok) return name;
  const number = textOf(findValue(fields.value, 0x5f10), 'EF.DG11');
  if (!number.ok) return number;
  const birth = textOf(findValue(fields.value, 0x5f2b), 'EF.DG11');
  if (!birth.ok) return birth;
  const birthDate = longDate(birth.value);
  if (birthDate === null) return malformed('EF.DG11', 'date of birth');
  const chineseName = otherNameOf(findValue(fields.value, 0xa0));
  if (!chineseName.ok) return chineseName;
  return ok({
    latinName: nameWithoutFillers(name.value),
    chineseName: chineseName.value,
    birthDate,
    cardNumber: number.value,
  });
}

/** DG12: who issued the card and from when it is valid. */
export interface IssueDetails {
  readonly issuingAuthority: string;
  /** `YYYY-MM-DD`. */
  readonly issuedOn: string;
}

export function encodeDg12(details: IssueDetails): Uint8Array {
  return encodeTlv(
    0x6c,
    encodeTlv(0x5c, bytesOfHex('5F195F26')),
    encodeTlv(0x5f19, utf8Bytes(details.issuingAuthority)),
    encodeTlv(0x5f26, utf8Bytes(details.issuedOn.replaceAll('-', ''))),
  );
}

export function decodeDg12(file: Uint8Array): Result<IssueDetails> {
  const fields = fieldsOf(file, 0x6c, 'EF.DG12');
  if (!fields.ok) return fields;
  const issuingAuthority = textOf(findValue(fields.value, 0x5f19), 'EF.DG12');
  if (!issuingAuthority.ok) return issuingAuthority;
  const issued = textOf(findValue(fields.value, 0x5f26), 'EF.DG12');
  if (!issued.ok) return issued;
  const issuedOn = longDate(issued.value);
  if (issuedOn === null) return malformed('EF.DG12', 'date of issue');
  return ok({ issuingAuthority: issuingAuthority.value, issuedOn });
}

/** EF.DIR: one application template for each application (ISO/IEC 7816-4 section 12.2.2). */
export function encodeDirectory(): Uint8Array {
  const template = (aid: string): Uint8Array => encodeTlv(0x61, encodeTlv(0x4f, bytesOfHex(aid)));
  return concatBytes(template(applicationIds.emrtd), template(applicationIds.service));
}

/**
 * EF.ATR/INFO (Doc 9303-10 section 3.11.1): the card capabilities as the chip's historical bytes state them too
 * (selection by name and file identifier, short identifiers; data units of one byte; command chaining, extended length),
 * then the longest command and answer.
 */
export function encodeCardInfo(longest: { readonly command: number; readonly response: number }): Uint8Array {
  const lengths = [longest.command, longest.response].map((length) => encodeTlv(0x02, uintBytes(length, 2)));
  return concatBytes(encodeTlv(0x47, bytesOfHex('D421E0')), encodeTlv(0x7f66, ...lengths));
}

/** Doc 9303-10 section 4.7.11: parts of a name are separated by `<<`, components by `<`. */
function nameWithFillers(printed: string): string {
  return printed.replace(', ', '<<').replaceAll(' ', '<');
}

function nameWithoutFillers(stored: string): string {
  return stored.replace('<<', ', ').replaceAll('<', ' ');
}

function otherNameOf(template: Uint8Array | undefined): Result<string | null> {
  if (template === undefined) return ok(null);
  const names = parseTlvs(template, 'EF.DG11');
  if (!names.ok) return names;
  return textOf(findValue(names.value, 0x5f0f), 'EF.DG11');
}

function fieldsOf(file: Uint8Array, tag: number, what: string): ReturnType<typeof parseTlvs> {
  const content = parseOnly(file, tag, what);
  return content.ok ? parseTlvs(content.value, what) : content;
}

function textOf(value: Uint8Array | undefined, what: string): Result<string> {
  if (value === undefined) return malformed(what, 'a mandatory field is missing');
  const text = utf8Text(value);
  return text === null ? fail('chip.malformed', { what, problem: 'not UTF-8' }) : ok(text);
}

function longDate(digits: string): string | null {
  return /^\d{8}$/.test(digits) ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` : null;
}
