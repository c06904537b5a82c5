/** One failure in one language, filled with its values. */

import type { AppError } from '../result.ts';
import { en } from './en.ts';
import { fill, type ErrorText } from './texts.ts';
import { zh } from './zh.ts';

export type Language = 'zh' | 'en';

/** `values`: what fills the sentence; the window gives the failure's own data with its codes put into words. */
export function describeError(
  error: AppError,
  language: Language,
  values: Readonly<Record<string, string | number>> = error.data,
): ErrorText {
  const text = (language === 'zh' ? zh : en).errors[error.kind];
  const filled = { what: fill(text.what, values), next: fill(text.next, values) };
  return text.card === undefined ? filled : { ...filled, card: fill(text.card, values) };
}

/** The whole failure as one line, for the command line and logs of intake. */
export function errorLine(error: AppError, language: Language): string {
  const text = describeError(error, language);
  return [text.what, text.card, text.next].filter((part) => part !== undefined).join(' ');
}
