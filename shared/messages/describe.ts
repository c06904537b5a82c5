/** One failure in one language: its sentence filled with its values, and the codes among these in words as well. */

import type { AppError } from '../result.ts';
import { codeText } from './code-text.ts';
import { en } from './en.ts';
import { fill, type ErrorText, type Language } from './texts.ts';
import { zh } from './zh.ts';

/** Under which texts a value of a failure may be found, by its name in the failure's data. */
const textsOf: Readonly<Record<string, readonly string[]>> = {
  state: ['application.state', 'job.state', 'card.state', 'oldCard.state'],
  place: ['blank.place'],
  places: ['blank.place'],
  role: ['role'],
  action: ['action'],
  // A way to the keys of persons may be missing as well.
  what: ['thing', 'persons.slot'],
  by: ['persons.heldBy'],
  slot: ['persons.slot'],
  reason: ['printer.reason', 'fault', 'second'],
  doubt: ['service.doubt'],
  left: ['hsm.left'],
  guess: ['password.guess'],
  defects: ['defect'],
  fields: ['chipField'],
  profileField: ['profile.field'],
  step: ['handover.step'],
  kind: ['kind'],
  decision: ['complaint.decision'],
  flaw: ['flaw'],
  answer: ['chip.answer'],
};

export function describeError(error: AppError, language: Language): ErrorText {
  const text = (language === 'zh' ? zh : en).errors[error.kind];
  const values = Object.fromEntries(
    Object.entries(error.data).map(([name, value]) => [name, inWords(name, value, language)]),
  );
  const filled = { what: fill(text.what, values), next: fill(text.next, values) };
  return text.card === undefined ? filled : { ...filled, card: fill(text.card, values) };
}

/** The whole failure as one line, for the command line and the outcome of an import. */
export function errorLine(error: AppError, language: Language): string {
  const text = describeError(error, language);
  return [text.what, text.card, text.next].filter((part) => part !== undefined).join(' ');
}

function inWords(name: string, value: string | number, language: Language): string | number {
  if (typeof value === 'number') return value;
  const prefixes = textsOf[name];
  if (prefixes === undefined) return shown(value);
  return value
    .split(', ')
    .map((code) => prefixes.map((prefix) => codeText(language, prefix, code)).find((text) => text !== code) ?? code)
    .join(language === 'zh' ? '、' : ', ');
}

/** What has no shape of its own would be missed, or turn the sentence around it: it is named by its number. */
function shown(value: string): string {
  return value.replaceAll(/\p{C}/gu, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  });
}
