// The window's own words, so that a test names what a person reads, and goes on naming it when a text is put better.

import type { Language } from '../../shared/messages/texts.ts';
import { en } from '../../shared/messages/en.ts';
import { fill } from '../../shared/messages/texts.ts';
import { zh } from '../../shared/messages/zh.ts';
import type { WindowTexts } from '../../shared/messages/zh/window.ts';

const languages = { zh, en } as const;

export const bothLanguages: readonly Language[] = ['zh', 'en'];

export function words(
  language: Language,
  key: keyof WindowTexts,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return fill(languages[language].window[key], values);
}

/** What a failure says happened: the longest part of its sentence that no value fills. */
export function failureWords(language: Language, kind: keyof typeof zh.errors): string {
  const parts = languages[language].errors[kind].what.split(/\{\w+\}/);
  return parts.toSorted((a, b) => b.length - a.length)[0]?.trim() ?? '';
}
