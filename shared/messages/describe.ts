/** One failure in one language, filled with its values. */

import type { AppError } from '../result.ts';
import { en } from './en.ts';
import { fill, type ErrorText } from './texts.ts';
import { zh } from './zh.ts';

export type Language = 'zh' | 'en';

export function describeError(error: AppError, language: Language): ErrorText {
  const text = (language === 'zh' ? zh : en).errors[error.kind];
  const filled = { what: fill(text.what, error.data), next: fill(text.next, error.data) };
  return text.card === undefined ? filled : { ...filled, card: fill(text.card, error.data) };
}

/** The whole failure as one line, for the command line and logs of intake. */
export function errorLine(error: AppError, language: Language): string {
  const text = describeError(error, language);
  return [text.what, text.card, text.next].filter((part) => part !== undefined).join(' ');
}
