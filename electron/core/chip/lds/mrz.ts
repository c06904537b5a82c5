/** The machine readable zone of an ID-1 card, three lines of 30 characters (Doc 9303-5 section 4.2). */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import { transliterateName, type MrzName } from './transliteration.ts';

const LINE = 30;
/** Doc 9303-5 section 4.2.2.3: three positions stay free for `<<` and one letter of the secondary identifier. */
const LONGEST_PRIMARY = LINE - 3;

export interface MrzInput {
  readonly documentCode: string;
  readonly issuingState: string;
  readonly documentNumber: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
  readonly expiryDate: string;
  readonly sex: 'M' | 'F';
  /** ISO 3166-1 alpha-3. */
  readonly nationality: string;
  /** As printed, `SURNAME, GIVEN NAMES`. */
  readonly name: string;
}

/** What a zone says; the name only as far as the zone holds it. */
export interface MrzContent {
  readonly documentCode: string;
  readonly issuingState: string;
  readonly documentNumber: string;
  /** `YYMMDD`: the zone names no century. */
  readonly birthDate: string;
  readonly expiryDate: string;
  readonly sex: 'M' | 'F' | 'X';
  readonly nationality: string;
  readonly primary: string;
  readonly secondary: string;
}

/** The 90 characters without line ends, as DG1 holds them. Fails with `chip.fieldInvalid` where a value cannot be shown. */
export function composeMrz(input: MrzInput): Result<string> {
  const number = numberField(input.documentNumber);
  if (!number.ok) return number;
  const name = transliterateName(input.name);
  if (!name.ok) return name;
  const upper = fill(input.documentCode, 2) + fill(stateCode(input.issuingState), 3) + number.value;
  const birth = shortDate(input.birthDate);
  const expiry = shortDate(input.expiryDate);
  const middle =
    birth +
    checkDigit(birth) +
    input.sex +
    expiry +
    checkDigit(expiry) +
    fill(stateCode(input.nationality), 3) +
    fill('', 11);
  const zone = upper + middle + compositeDigit(upper, middle) + fill(nameField(name.value), LINE);
  if (!/^[A-Z0-9<]{90}$/.test(zone)) return fail('chip.fieldInvalid', { field: 'mrz', problem: zone });
  return ok(zone);
}

/** Reads a zone and verifies every check digit. Fails with `chip.malformed`. */
export function parseMrz(zone: string): Result<MrzContent> {
  if (!/^[A-Z0-9<]{90}$/.test(zone)) return broken('not 90 characters of the zone');
  const upper = zone.slice(0, LINE);
  const middle = zone.slice(LINE, 2 * LINE);
  const documentNumber = numberOf(upper);
  if (documentNumber === null) return broken('check digit of the number');
  const birthDate = middle.slice(0, 6);
  if (checkDigit(birthDate) !== middle[6]) return broken('check digit of the birth date');
  const expiryDate = middle.slice(8, 14);
  if (checkDigit(expiryDate) !== middle[14]) return broken('check digit of the expiry date');
  if (compositeDigit(upper, middle.slice(0, 29)) !== middle[29]) return broken('composite check digit');
  const sex = middle[7];
  if (sex !== 'M' && sex !== 'F' && sex !== '<') return broken('sex');
  const [primary = '', secondary = ''] = zone.slice(2 * LINE).split('<<', 2);
  return ok({
    documentCode: unfill(upper.slice(0, 2)),
    issuingState: unfill(upper.slice(2, 5)),
    documentNumber,
    birthDate,
    expiryDate,
    sex: sex === '<' ? 'X' : sex,
    nationality: unfill(middle.slice(15, 18)) === 'D' ? 'DEU' : unfill(middle.slice(15, 18)),
    primary: unfill(primary),
    secondary: unfill(secondary),
  });
}

/** Doc 9303-3 section 4.9: weights 7 3 1, letters from A = 10, filler 0, modulo 10. */
export function checkDigit(field: string): string {
  let sum = 0;
  for (let index = 0; index < field.length; index += 1) {
    const character = field.charAt(index);
    const value = character === '<' ? 0 : Number.parseInt(character, 36);
    sum += value * ([7, 3, 1][index % 3] ?? 0);
  }
  return String(sum % 10);
}

/** Germany stands as `D` in the zone (Doc 9303-3 section 5). */
export function stateCode(alpha3: string): string {
  return alpha3 === 'DEU' ? 'D' : alpha3;
}

/**
 * Positions 6 to 30 of the upper line. Doc 9303-5 section 4.2.2, note j: of a number over 9 characters the first 9 stand
 * in the field, a filler in place of the check digit, the rest and the check digit over all of it in the optional data.
 */
function numberField(number: string): Result<string> {
  if (!/^[A-Z0-9]{1,22}$/.test(number)) return fail('chip.fieldInvalid', { field: 'documentNumber', problem: number });
  if (number.length <= 9) return ok(fill(fill(number, 9) + checkDigit(number), 25));
  return ok(fill(`${number.slice(0, 9)}<${number.slice(9)}${checkDigit(number)}`, 25));
}

function numberOf(upper: string): string | null {
  const first = upper.slice(5, 14);
  if (upper[14] !== '<') return checkDigit(first) === upper[14] ? unfill(first) : null;
  const [overflow = ''] = upper.slice(15).split('<', 1);
  const number = first + overflow.slice(0, -1);
  if (overflow.length < 2 || checkDigit(number) !== overflow.slice(-1)) return null;
  return number;
}

/** Doc 9303-5 section 4.2.4: upper line 6 to 30, middle line 1 to 7, 9 to 15 and 19 to 29. */
function compositeDigit(upper: string, middle: string): string {
  return checkDigit(upper.slice(5, 30) + middle.slice(0, 7) + middle.slice(8, 15) + middle.slice(18, 29));
}

/**
 * At most 30 characters of name. Too long a name keeps its first components whole and the last ones as initials, the
 * first of the offered methods (Doc 9303-5 section 4.2.3.1 a and 4.2.3.2 a), and ends with a letter in position 30.
 */
function nameField(name: MrzName): string {
  const primary = name.primary.join('<');
  const secondary = name.secondary.join('<');
  if (secondary === '') return primary.length <= LINE ? primary : shorten(name.primary, LINE);
  if (primary.length + 2 + secondary.length <= LINE) return `${primary}<<${secondary}`;
  if (primary.length <= LONGEST_PRIMARY) {
    const cut = shorten(name.secondary, LINE - 2 - primary.length);
    if (primary.length + 2 + cut.length === LINE) return `${primary}<<${cut}`;
    // Initials alone would leave a filler in position 30: one letter of the primary identifier makes room for one more.
    const less = shorten(name.primary, primary.length - 1);
    return `${less}<<${shorten(name.secondary, LINE - 2 - less.length)}`;
  }
  const initials = shorten(name.primary, LONGEST_PRIMARY, 'initials');
  const cut =
    secondary.length <= LINE - 2 - initials.length ? secondary : shorten(name.secondary, LINE - 2 - initials.length);
  return `${shorten(name.primary, LINE - 2 - cut.length)}<<${cut}`;
}

/**
 * Shortens components from the last to the first to their initials until they fit; the component shortened last gets
 * back what room is left, unless `initials` is asked for. Components that do not fit even so are left out.
 */
function shorten(components: readonly string[], room: number, rest: 'fill' | 'initials' = 'fill'): string {
  const kept = components.slice(0, Math.floor((room + 1) / 2));
  for (let index = kept.length - 1; index >= 0; index -= 1) {
    const over = kept.join('<').length - room;
    if (over <= 0) break;
    const whole = kept[index] ?? '';
    const length = rest === 'fill' ? Math.max(1, whole.length - over) : 1;
    kept[index] = whole.slice(0, length);
  }
  return kept.join('<');
}

function shortDate(date: string): string {
  return date.slice(2).replaceAll('-', '');
}

function fill(text: string, length: number): string {
  return text.padEnd(length, '<');
}

function unfill(text: string): string {
  return text.replace(/<+$/, '').replaceAll('<', ' ');
}

function broken(problem: string): ReturnType<typeof fail> {
  return fail('chip.malformed', { what: 'MRZ', problem });
}
