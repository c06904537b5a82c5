/** The list of services of one card in DER, encoded and strictly decoded (docs/formats.md, service access). */

import { chipSerialSchema, sha256Schema, type ChipSerial, type Sha256 } from '../../../shared/model/ids.ts';
import { serviceDetailsSchema, type ServiceId, type ServiceStatus } from '../../../shared/model/service.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { bytesEqual, bytesOfHex, hexOf, uintBytes, uintOf, utf8Bytes, utf8Text } from '../chip/bytes.ts';
import { instantOf, octetString, printableString, sequence, smallInteger, time, utf8String } from '../chip/lds/der.ts';
import { members } from '../chip/lds/signed-data.ts';
import { encodeTlv, malformed, parseOnly, type Tlv } from '../chip/lds/tlv.ts';

/** One service of one card. */
export interface ServiceEntry {
  readonly id: ServiceId;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly endpoint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly status: ServiceStatus;
  /** DER of the holder certificate; null exactly where the entry is withdrawn. */
  readonly certificate: Uint8Array | null;
}

export interface ServiceList {
  /** One higher with every list that was ever signed for the card. */
  readonly number: number;
  readonly chipSerial: ChipSerial;
  readonly sodHash: Sha256;
  /** In ascending order of id, no id twice. */
  readonly entries: readonly ServiceEntry[];
}

export const what = 'EF.SERVICES';
const STATUSES: readonly ServiceStatus[] = ['active', 'withdrawn'];
const LARGEST_NUMBER = 0x7fff_ffff;

const IA5_STRING = 0x16;
const ENUMERATED = 0x0a;

export function encodeServiceList(list: ServiceList): Uint8Array {
  return sequence(
    smallInteger(0),
    smallInteger(list.number),
    octetString(bytesOfHex(list.chipSerial)),
    octetString(bytesOfHex(list.sodHash)),
    sequence(...list.entries.map(encodeEntry)),
  );
}

function encodeEntry(entry: ServiceEntry): Uint8Array {
  return sequence(
    printableString(entry.id),
    utf8String(entry.nameZh),
    utf8String(entry.nameEn),
    encodeTlv(IA5_STRING, utf8Bytes(entry.endpoint)),
    sequence(time(entry.notBefore), time(entry.notAfter)),
    encodeTlv(ENUMERATED, uintBytes(STATUSES.indexOf(entry.status), 1)),
    entry.certificate === null ? new Uint8Array() : encodeTlv(0xa0, entry.certificate),
  );
}

/** Fails with `chip.malformed` for everything that `encodeServiceList` does not write. */
export function decodeServiceList(bytes: Uint8Array): Result<ServiceList> {
  const fields = members(what, bytes, 0x30);
  if (!fields.ok) return fields;
  const [version, number, chip, sod, entries, ...rest] = fields.value;
  if (version?.tag !== 0x02 || uintOf(version.value) !== 0 || rest.length > 0) return malformed(what, 'version');
  if (number?.tag !== 0x02 || number.value.length > 5) return malformed(what, 'number');
  const chipSerial = chipSerialSchema.safeParse(hexOf(chip?.value ?? new Uint8Array()));
  const sodHash = sha256Schema.safeParse(hexOf(sod?.value ?? new Uint8Array()).toLowerCase());
  if (!chipSerial.success || !sodHash.success) return malformed(what, 'card');
  const list = decodeEntries(entries);
  if (!list.ok) return list;
  const decoded: ServiceList = {
    number: uintOf(number.value),
    chipSerial: chipSerial.data,
    sodHash: sodHash.data,
    entries: list.value,
  };
  if (decoded.number < 1 || decoded.number > LARGEST_NUMBER) return malformed(what, 'number');
  // One list, one form: what was signed is what we would have written, tag for tag.
  return bytesEqual(encodeServiceList(decoded), bytes) ? ok(decoded) : malformed(what, 'not in canonical form');
}

function decodeEntries(field: Tlv | undefined): Result<readonly ServiceEntry[]> {
  const parts = members(what, field?.raw ?? new Uint8Array(), 0x30);
  if (!parts.ok) return parts;
  const entries: ServiceEntry[] = [];
  for (const part of parts.value) {
    const entry = decodeEntry(part);
    if (!entry.ok) return entry;
    const before = entries.at(-1);
    if (before !== undefined && before.id >= entry.value.id) return malformed(what, 'order of the entries');
    entries.push(entry.value);
  }
  return ok(entries);
}

function decodeEntry(part: Tlv): Result<ServiceEntry> {
  const fields = members(what, part.raw, 0x30);
  if (!fields.ok) return fields;
  const [id, nameZh, nameEn, endpoint, validity, status, certificate, ...rest] = fields.value;
  const times = members(what, validity?.raw ?? new Uint8Array(), 0x30);
  if (!times.ok) return times;
  const [notBefore, notAfter, ...more] = times.value.map((one) => instantOf(one.tag, utf8Text(one.value) ?? ''));
  if (!(notBefore instanceof Date) || !(notAfter instanceof Date) || rest.length + more.length > 0)
    return malformed(what, 'validity');
  const details = serviceDetailsSchema.omit({ from: true, until: true }).safeParse({
    id: textOf(id),
    nameZh: textOf(nameZh),
    nameEn: textOf(nameEn),
    endpoint: textOf(endpoint),
  });
  if (!details.success) return malformed(what, details.error.issues[0]?.path.join('.') ?? 'entry');
  const stated = status?.value.length === 1 ? STATUSES[uintOf(status.value)] : undefined;
  if (stated === undefined) return malformed(what, 'status');
  const holder = certificateOf(certificate, stated);
  return holder.ok ? ok({ ...details.data, notBefore, notAfter, status: stated, certificate: holder.value }) : holder;
}

function certificateOf(field: Tlv | undefined, status: ServiceStatus): Result<Uint8Array | null> {
  if ((field === undefined) !== (status === 'withdrawn')) return malformed(what, 'certificate and status');
  if (field === undefined) return ok(null);
  const content = parseOnly(field.value, 0x30, what);
  return content.ok ? ok(field.value.slice()) : content;
}

function textOf(field: Tlv | undefined): string | null {
  return field === undefined ? null : utf8Text(field.value);
}

/** The entries with one put in or replaced, in order. */
export function withEntry(entries: readonly ServiceEntry[], entry: ServiceEntry): readonly ServiceEntry[] {
  const others = entries.filter((one) => one.id !== entry.id);
  return [...others, entry].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
