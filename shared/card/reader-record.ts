/**
 * The 256-byte record that card readers of industry systems parse: UTF-16LE, space-padded, two layouts. Offsets as the
 * reader vendors publish them: `Y` for the card of 2023, `I` for that of 2017.
 */

import { fail, ok, type Result } from '../result.ts';

/** The values of one record. Dates as `YYYY-MM-DD`. */
export type ReaderRecord = ReaderRecord2023 | ReaderRecord2017;

interface Common {
  /** As printed, at most 46 characters in `Y` and 60 in `I`. */
  readonly latinName: string;
  /** At most 15 UTF-16 code units. */
  readonly chineseName: string | null;
  readonly sex: 'M' | 'F';
  readonly birthDate: string;
  readonly number: string;
  readonly validFrom: string;
  readonly validUntil: string;
  /** ISO 3166-1 alpha-3. */
  readonly nationality: string;
}

export interface ReaderRecord2023 extends Common {
  readonly layout: 'Y';
  readonly renewalCount: number;
  /** Three digits; null where there is no former number. */
  readonly relation: string | null;
}

export interface ReaderRecord2017 extends Common {
  readonly layout: 'I';
}

const SIZE = 256;

/** Where a field stands: offset and length in bytes. */
type Place = readonly [offset: number, bytes: number];

const placesY = {
  chineseName: [0, 30],
  sex: [30, 2],
  renewalCount: [32, 4],
  birthDate: [36, 16],
  latinNameStart: [52, 70],
  number: [122, 36],
  validFrom: [188, 16],
  validUntil: [204, 16],
  latinNameRest: [220, 22],
  nationality: [242, 6],
  layout: [248, 2],
  relation: [250, 6],
} as const satisfies Readonly<Record<string, Place>>;

const placesI = {
  latinName: [0, 120],
  sex: [120, 2],
  number: [122, 30],
  nationality: [152, 6],
  chineseName: [158, 30],
  validFrom: [188, 16],
  validUntil: [204, 16],
  birthDate: [220, 16],
  version: [236, 4],
  authority: [240, 8],
  layout: [248, 2],
} as const satisfies Readonly<Record<string, Place>>;

/** Code units of the first Latin name field of `Y`; the rest goes to the second. */
const LATIN_START = placesY.latinNameStart[1] / 2;

/** The values that stand in every record of 2017. */
const VERSION_I = '01';
const AUTHORITY_I = '1500';

/** Fails with `chip.fieldInvalid` where a value does not fit its field or could not be read back as it was. */
export function encodeReaderRecord(record: ReaderRecord): Result<Uint8Array> {
  const bytes = blank();
  const fields = record.layout === 'Y' ? fieldsOfY(record) : fieldsOfI(record);
  for (const { name, place, text } of fields) {
    const problem = writeText(bytes, place, text);
    if (problem !== null) return fail('chip.fieldInvalid', { field: name, problem });
  }
  const back = decodeReaderRecord(bytes);
  if (!back.ok) return fail('chip.fieldInvalid', { field: 'readerRecord', problem: 'has no form in this record' });
  // Padding is by spaces, so a value that ends with one would come back as another.
  const lost = changedField(record, back.value);
  return lost === null
    ? ok(bytes)
    : fail('chip.fieldInvalid', { field: lost, problem: 'cannot be read back as it is' });
}

/** Fails with `chip.malformed`: wrong size, unknown layout, or a field that cannot be what it should be. */
export function decodeReaderRecord(bytes: Uint8Array): Result<ReaderRecord> {
  if (bytes.length !== SIZE) return broken('length');
  const layout = readText(bytes, placesY.layout);
  if (layout === 'Y') return decodeY(bytes);
  return layout === 'I' ? decodeI(bytes) : broken('layout');
}

function changedField(before: ReaderRecord, after: ReaderRecord): string | null {
  const values = new Map<string, unknown>(Object.entries(after));
  return Object.entries(before).find(([name, value]) => values.get(name) !== value)?.[0] ?? null;
}

interface Field {
  readonly name: string;
  readonly place: Place;
  readonly text: string;
}

function fieldsOfY(record: ReaderRecord2023): readonly Field[] {
  return [
    { name: 'chineseName', place: placesY.chineseName, text: record.chineseName ?? '' },
    { name: 'sex', place: placesY.sex, text: record.sex === 'M' ? '1' : '2' },
    { name: 'renewalCount', place: placesY.renewalCount, text: String(record.renewalCount).padStart(2, '0') },
    { name: 'birthDate', place: placesY.birthDate, text: compact(record.birthDate) },
    { name: 'latinName', place: placesY.latinNameStart, text: record.latinName.slice(0, LATIN_START) },
    { name: 'number', place: placesY.number, text: record.number },
    { name: 'validFrom', place: placesY.validFrom, text: compact(record.validFrom) },
    { name: 'validUntil', place: placesY.validUntil, text: compact(record.validUntil) },
    { name: 'latinName', place: placesY.latinNameRest, text: record.latinName.slice(LATIN_START) },
    { name: 'nationality', place: placesY.nationality, text: record.nationality },
    { name: 'layout', place: placesY.layout, text: 'Y' },
    { name: 'relation', place: placesY.relation, text: record.relation ?? '' },
  ];
}

function fieldsOfI(record: ReaderRecord2017): readonly Field[] {
  return [
    { name: 'latinName', place: placesI.latinName, text: record.latinName },
    { name: 'sex', place: placesI.sex, text: record.sex === 'M' ? '1' : '2' },
    { name: 'number', place: placesI.number, text: record.number },
    { name: 'nationality', place: placesI.nationality, text: record.nationality },
    { name: 'chineseName', place: placesI.chineseName, text: record.chineseName ?? '' },
    { name: 'validFrom', place: placesI.validFrom, text: compact(record.validFrom) },
    { name: 'validUntil', place: placesI.validUntil, text: compact(record.validUntil) },
    { name: 'birthDate', place: placesI.birthDate, text: compact(record.birthDate) },
    { name: 'version', place: placesI.version, text: VERSION_I },
    { name: 'authority', place: placesI.authority, text: AUTHORITY_I },
    { name: 'layout', place: placesI.layout, text: 'I' },
  ];
}

function decodeY(bytes: Uint8Array): Result<ReaderRecord> {
  const text = (place: Place): string => readText(bytes, place);
  const common = commonOf({
    ...mapPlaces(text, placesY),
    // The first field keeps its trailing spaces while a second one follows: a name may have its space at position 35.
    latinName: (rawText(bytes, placesY.latinNameStart) + rawText(bytes, placesY.latinNameRest)).replace(/ +$/, ''),
  });
  if (!common.ok) return common;
  const renewals = text(placesY.renewalCount);
  if (!/^\d{2}$/.test(renewals)) return broken('renewalCount');
  const relation = text(placesY.relation);
  if (!/^(\d{3})?$/.test(relation)) return broken('relation');
  return ok({
    layout: 'Y',
    ...common.value,
    renewalCount: Number(renewals),
    relation: relation === '' ? null : relation,
  });
}

function decodeI(bytes: Uint8Array): Result<ReaderRecord> {
  const text = (place: Place): string => readText(bytes, place);
  if (text(placesI.version) !== VERSION_I) return broken('version');
  if (text(placesI.authority) !== AUTHORITY_I) return broken('authority');
  const common = commonOf({ ...mapPlaces(text, placesI), latinName: text(placesI.latinName) });
  return common.ok ? ok({ layout: 'I', ...common.value }) : common;
}

type CommonPlaces = Readonly<
  Record<'sex' | 'chineseName' | 'birthDate' | 'number' | 'validFrom' | 'validUntil' | 'nationality', Place>
>;
type CommonTexts = Readonly<Record<keyof CommonPlaces | 'latinName', string>>;

function mapPlaces(text: (place: Place) => string, places: CommonPlaces): Omit<CommonTexts, 'latinName'> {
  return {
    sex: text(places.sex),
    chineseName: text(places.chineseName),
    birthDate: text(places.birthDate),
    number: text(places.number),
    validFrom: text(places.validFrom),
    validUntil: text(places.validUntil),
    nationality: text(places.nationality),
  };
}

function commonOf(texts: CommonTexts): Result<Common> {
  const birthDate = expand(texts.birthDate);
  const validFrom = expand(texts.validFrom);
  const validUntil = expand(texts.validUntil);
  if (birthDate === null) return broken('birthDate');
  if (validFrom === null) return broken('validFrom');
  if (validUntil === null) return broken('validUntil');
  if (texts.sex !== '1' && texts.sex !== '2') return broken('sex');
  if (!/^[A-Z]{3}$/.test(texts.nationality)) return broken('nationality');
  if (!/^[A-Z0-9]{15,18}$/.test(texts.number)) return broken('number');
  if (texts.latinName === '') return broken('latinName');
  return ok({
    latinName: texts.latinName,
    chineseName: texts.chineseName === '' ? null : texts.chineseName,
    sex: texts.sex === '1' ? 'M' : 'F',
    birthDate,
    number: texts.number,
    validFrom,
    validUntil,
    nationality: texts.nationality,
  });
}

function blank(): Uint8Array {
  return Uint8Array.from({ length: SIZE }, (_, index) => (index % 2 === 0 ? 0x20 : 0));
}

/** Writes UTF-16LE; answers what is wrong, or null. */
function writeText(bytes: Uint8Array, [offset, length]: Place, text: string): string | null {
  if (text.length * 2 > length) return `${text.length} > ${length / 2}`;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20) return 'control character';
    bytes[offset + index * 2] = unit & 0xff;
    bytes[offset + index * 2 + 1] = unit >> 8;
  }
  return null;
}

function rawText(bytes: Uint8Array, [offset, length]: Place): string {
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes.subarray(offset, offset + length));
}

function readText(bytes: Uint8Array, place: Place): string {
  return rawText(bytes, place).replace(/ +$/, '');
}

function compact(date: string): string {
  return date.replaceAll('-', '');
}

function expand(digits: string): string | null {
  return /^\d{8}$/.test(digits) ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` : null;
}

function broken(problem: string): ReturnType<typeof fail> {
  return fail('chip.malformed', { what: 'EF.READER', problem });
}
