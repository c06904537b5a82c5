/** A failure as the person at the desk reads it: codes inside its sentence are put into their language as well. */

import { describeError, type Language } from '../shared/messages/describe.ts';
import type { ErrorText } from '../shared/messages/texts.ts';
import type { AppError } from '../shared/result.ts';
import { codeText } from './language.tsx';

/** Under which texts a value of a failure may be found, by its name in the failure's data. */
const textsOf: Readonly<Record<string, readonly string[]>> = {
  state: ['application.state', 'job.state', 'card.state'],
  place: ['blank.place'],
  role: ['role'],
  action: ['action'],
  what: ['thing'],
  reason: ['printer.reason', 'fault'],
  defects: ['defect'],
  fields: ['chipField'],
};

export function describeFailure(error: AppError, language: Language): ErrorText {
  const values = Object.fromEntries(
    Object.entries(error.data).map(([name, value]) => [name, inWords(name, value, language)]),
  );
  return describeError(error, language, values);
}

function inWords(name: string, value: string | number, language: Language): string | number {
  if (typeof value === 'number') return value;
  const prefixes = textsOf[name];
  if (prefixes === undefined) return value;
  return value
    .split(', ')
    .map((code) => prefixes.map((prefix) => codeText(language, prefix, code)).find((text) => text !== code) ?? code)
    .join(language === 'zh' ? '、' : ', ');
}
