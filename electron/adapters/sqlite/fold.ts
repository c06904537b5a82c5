/** Texts as the search compares them: lower case, without diacritics, so that `lodz` finds `ŁÓDŹ`. */

/** Letters that Unicode does not take apart into a base letter and a mark. */
const undecomposed: ReadonlyMap<string, string> = new Map([
  ['ł', 'l'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ŧ', 't'],
  ['ə', 'e'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
]);

export function fold(text: string): string {
  const lower = text.toLowerCase();
  // Most of what is on file is plain ASCII, and an index of a whole office is folded at once.
  if (/^[\x20-\x7e]*$/.test(lower)) return lower;
  const plain = lower.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.replace(/[^\x20-\x7e]/g, (letter) => undecomposed.get(letter) ?? letter);
}
