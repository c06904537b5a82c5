/** What a reviewer should look at, in one sentence: for the review, the outcome of an import and the command line. */

import type { Warning } from '../model/application.ts';
import { codeText } from './code-text.ts';
import { en } from './en.ts';
import { fill, type Language } from './texts.ts';
import { zh } from './zh.ts';

export function warningText({ kind, data }: Warning, language: Language): string {
  const texts = (language === 'zh' ? zh : en).window;
  const { state } = data;
  const values = typeof state === 'string' ? { ...data, state: codeText(language, 'card.state', state) } : data;
  return fill(texts[`warning.${kind}`], values);
}
