/** Names into the letters of the machine readable zone: A to Z and the filler (Doc 9303-3 sections 4.6 and 6.A). */

import { fail, ok, type Result } from '../../../../shared/result.ts';

/**
 * Letters whose base letter alone would be wrong. Where section 6.A offers a choice, the longer form is taken, as the
 * states that use the letter do; Ñ becomes N. Ə is in no table of the document: the practice of the passports that
 * carry it. Letters with plain diacritics need no row: they lose the diacritic.
 */
const ownForm: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Å: 'AA',
  Æ: 'AE',
  Ð: 'D',
  Đ: 'D',
  Ə: 'A',
  Ħ: 'H',
  ı: 'I',
  Ĳ: 'IJ',
  Ŀ: 'L',
  Ł: 'L',
  Ŋ: 'N',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  ẞ: 'SS',
  ß: 'SS',
  Þ: 'TH',
  Ŧ: 'T',
  Ü: 'UE',
};

/** A holder's name in its two parts, each as components of A to Z only. */
export interface MrzName {
  readonly primary: readonly string[];
  readonly secondary: readonly string[];
}

/**
 * Splits a name as printed (`SURNAME, GIVEN NAMES`) at its first comma and transliterates both parts. Fails with
 * `chip.fieldInvalid` for a digit (Doc 9303-3 section 4.6: not allowed in a name), a letter without a Latin form, and a
 * name without any letter before the comma.
 */
export function transliterateName(printed: string): Result<MrzName> {
  const comma = printed.indexOf(',');
  const primary = componentsOf(comma === -1 ? printed : printed.slice(0, comma));
  if (!primary.ok) return primary;
  const secondary = componentsOf(comma === -1 ? '' : printed.slice(comma + 1));
  if (!secondary.ok) return secondary;
  if (primary.value.length === 0) return fail('chip.fieldInvalid', { field: 'latinName', problem: 'no surname' });
  return ok({ primary: primary.value, secondary: secondary.value });
}

function componentsOf(part: string): Result<readonly string[]> {
  let text = '';
  for (const character of part.normalize('NFC').toUpperCase()) {
    const letters = lettersFor(character);
    if (letters === null) return fail('chip.fieldInvalid', { field: 'latinName', problem: character });
    text += letters;
  }
  return ok(text.split(' ').filter((component) => component !== ''));
}

/** What one character becomes: letters, a space between components, nothing, or null where there is no rule. */
function lettersFor(character: string): string | null {
  if (/^[A-Z]$/.test(character)) return character;
  const own = ownForm[character];
  if (own !== undefined) return own;
  // Doc 9303-3 section 4.6: hyphens and further commas separate components; other punctuation is left out.
  if (/^[\s,\p{Dash_Punctuation}]$/u.test(character)) return ' ';
  if (/^[\p{Punctuation}\p{Modifier_Symbol}\p{Modifier_Letter}]$/u.test(character)) return '';
  const base = character.normalize('NFD').replaceAll(/\p{Mark}/gu, '');
  if (/^[A-Z]*$/.test(base)) return base;
  return ownForm[base] ?? null;
}
