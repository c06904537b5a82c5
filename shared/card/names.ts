/**
 * Which names the card can carry. Lengths are those of the chip's reader record: Latin 35 + 11 characters, Chinese 15
 * UTF-16 code units (a character outside the basic plane takes two). Whether a name can be printed is the fonts' matter
 * and is checked when the faces are composed.
 */

export const latinNameLimit = 46;
export const chineseNameLimit = 15;

/**
 * What is wrong with a name: a character that may not stand in it, or a place where it may not stand (`double space`),
 * or the length in UTF-16 code units.
 */
export type NameProblem =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'spelling'; readonly at: string }
  | { readonly kind: 'length'; readonly length: number };

// A Latin letter with any marks that Unicode has no single letter for, or one of the four separators.
const latinCharacter = /^[\p{Script=Latin}\u0300-\u036f ,'’-]$/u;
// Words of letters, with apostrophes in, before or after them ('t Hooft, al-'Azīz), joined by a space, a hyphen, or one
// comma between surname and given names; no other separator at an end or doubled.
const word = String.raw`['’]?\p{L}\p{M}*(?:['’]?\p{L}\p{M}*)*['’]?`;
const latinSpelling = new RegExp(`^${word}(?:(?:, |[ -])${word})*$`, 'u');

/** Checks a name as printed, `SURNAME, GIVEN NAMES`; undefined = it can stand on a card. */
export function latinNameProblem(name: string): NameProblem | undefined {
  if (name.length < 1 || name.length > latinNameLimit) return { kind: 'length', length: name.length };
  const stranger = Array.from(name).find((character) => !latinCharacter.test(character));
  if (stranger !== undefined) return { kind: 'character', character: stranger };
  // The same name must always be the same bytes, or printed, chip and record could differ unseen (Unicode UAX 15).
  if (name.normalize('NFC') !== name) return { kind: 'spelling', at: 'NFC' };
  if (name.split(',').length > 2) return { kind: 'spelling', at: ',' };
  return latinSpelling.test(name) ? undefined : { kind: 'spelling', at: separatorIn(name) };
}

/** Checks a Chinese name: ideographs of any extension, and U+00B7 between the parts of a transliterated one. */
export function chineseNameProblem(name: string): NameProblem | undefined {
  if (name.length < 1 || name.length > chineseNameLimit) return { kind: 'length', length: name.length };
  // U+3007 is the zero that serves as an ideograph in names.
  const stranger = Array.from(name).find((character) => !/^[\p{Unified_Ideograph}\u3007·]$/u.test(character));
  if (stranger !== undefined) return { kind: 'character', character: stranger };
  if (name.normalize('NFC') !== name) return { kind: 'spelling', at: 'NFC' };
  return /^[^·]+(?:·[^·]+)*$/u.test(name) ? undefined : { kind: 'spelling', at: '·' };
}

function separatorIn(name: string): string {
  return /[ ,'’-]{2,}|^[ ,'’-]|[ ,-]$|,\S/u.exec(name)?.[0] ?? name.slice(-1);
}
