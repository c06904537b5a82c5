/** A code (`setAside`, `media-empty`, `ENOENT`) in words; an unknown one is shown as it is. */

import { en } from './en.ts';
import { reasonText } from './reason-text.ts';
import type { Language } from './texts.ts';
import { zh } from './zh.ts';

export function codeText(language: Language, prefix: string, code: string): string {
  const texts: Readonly<Record<string, string>> = (language === 'zh' ? zh : en).window;
  const own = texts[`${prefix}.${code}`];
  if (own !== undefined) return own;
  return prefix === 'printer.reason' ? reasonText(code, language).words : code;
}

/** Codes in a row (`latinName, photo`), as a list in words. */
export function codeList(language: Language, prefix: string, codes: string): string {
  return codes
    .split(', ')
    .map((code) => codeText(language, prefix, code))
    .join(language === 'zh' ? '、' : ', ');
}
