/** What an audit entry says, in words: the codes of its detail, who acted, what it is about. For the window and reports. */

import { actionTitle, fieldTitle, isAuditAction, subjectTitle } from '../audit/catalogue.ts';
import { subjectKinds } from '../audit/event-kind.ts';
import { fill, type Language } from './texts.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** Under which texts the codes of a field are found; those of `audit.code` itself come first. */
const textsOf: Readonly<Record<string, readonly string[]>> = {
  after: ['setAside'],
  defects: ['defect'],
  error: ['failure'],
  fields: ['chipField'],
  finding: ['issue.finding'],
  group: [],
  in: ['job.state'],
  kind: ['failure'],
  occasion: [],
  place: ['blank.place'],
  plastic: [],
  printer: ['printerFault'],
  problem: ['failure'],
  program: [],
  reason: ['setAside', 'printer.reason', 'fault', 'failure'],
  role: ['role'],
  setting: [],
  state: ['application.state', 'job.state'],
  value: [],
  warnings: [],
  what: ['failure'],
  writer: ['writerFault'],
};

/** Fields whose value is read letter by letter: ids, serials, digests, keys. */
const exactFields: ReadonlySet<string> = new Set([
  'application',
  'approval',
  'blank',
  'blankReleased',
  'certificate',
  'change',
  'chipSerial',
  'crop',
  'endorsement',
  'first',
  'formerKey',
  'job',
  'key',
  'last',
  'lostRoot',
  'note',
  'oldBlank',
  'oldCard',
  'printName',
  'receipt',
  'shown',
  'subject',
  'verifierKey',
]);

export function isExact(field: string): boolean {
  return exactFields.has(field) || field.endsWith('Digest');
}

/** The name of a field of the detail. */
export function detailTitle(field: string, language: Language): string {
  return textIn(language, `audit.field.${field}`) ?? fieldTitle(field, language);
}

/** The value of a field of the detail. A code that this version does not know stays as it was written. */
export function detailText(field: string, value: unknown, language: Language): string {
  if (typeof value === 'boolean') return textIn(language, `audit.code.${value ? 'yes' : 'no'}`) ?? String(value);
  if (field === 'clockBackMs') return durationText(Number(value), language);
  if (typeof value !== 'string') return String(value);
  if (value === '') return textIn(language, 'audit.code.none') ?? '';
  if (field === 'action' && isAuditAction(value)) return actionTitle(value, language);
  const prefixes = textsOf[field];
  if (prefixes === undefined) return value;
  return value
    .split(', ')
    .map((code) => codeIn(field, code, prefixes, language))
    .join(language === 'zh' ? '、' : ', ');
}

/** Of the detail, what tells one entry of a kind from the next; in the order in which it is told. */
const telling = ['group', 'service', 'reason', 'after', 'problem', 'error', 'defects', 'fields', 'finding', 'plastic'];

/** What is special about the entry, in few words; empty where nothing is. */
export function tellingText(detail: Readonly<Record<string, unknown>>, language: Language): string {
  return telling
    .filter((name) => detail[name] !== undefined && detail[name] !== '')
    .map((name) => detailText(name, detail[name], language))
    .join(' · ');
}

function codeIn(field: string, code: string, prefixes: readonly string[], language: Language): string {
  const own = textIn(language, `audit.code.${field}.${code}`);
  if (own !== undefined) return own;
  for (const prefix of prefixes) {
    const text = prefix === 'failure' ? failureTitle(code, language) : textIn(language, `${prefix}.${code}`);
    if (text !== undefined) return text;
  }
  return code;
}

/** What a failure of that kind says, without the values that only whoever met it was told. */
function failureTitle(kind: string, language: Language): string | undefined {
  const texts: Readonly<Record<string, { readonly what: string }>> = (language === 'zh' ? zh : en).errors;
  return texts[kind]?.what.replaceAll(/\{\w+\}/g, '…').replace(/[.。]$/u, '');
}

/** Who acted; the program itself acts under no person's name. `role` empty: not known. */
export function actorText({ actor, role }: { readonly actor: string; readonly role: string }, language: Language) {
  // The names of the program's own are nobody's account (core/access/system-actor.ts, training.ts).
  if (role !== 'system' && role !== '') return actor;
  return textIn(language, `audit.actor.${actor}`) ?? actor;
}

export interface SubjectWords {
  readonly kind: string;
  /** Empty where the kind alone says it. */
  readonly id: string;
  readonly isExact: boolean;
}

export function subjectWords(
  subject: { readonly kind: string; readonly id: string },
  language: Language,
): SubjectWords {
  const known = subjectKinds.find((one) => one === subject.kind);
  const kind = known === undefined ? subject.kind : subjectTitle(known, language);
  if (subject.kind === 'log') return { kind, id: '', isExact: false };
  if (subject.kind === 'entry') {
    return { kind, id: fill(textIn(language, 'audit.entryNumber') ?? '', { sequence: subject.id }), isExact: false };
  }
  const device = subject.kind === 'device' ? textIn(language, `audit.device.${subject.id}`) : undefined;
  return { kind, id: device ?? subject.id, isExact: device === undefined };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A time that went by, in the unit that a person would say it in. */
export function durationText(ms: number, language: Language): string {
  const [key, value] = unitOf(ms);
  return fill(textIn(language, `audit.duration.${key}`) ?? '{value}', { value });
}

function unitOf(ms: number): readonly [string, string] {
  if (ms < SECOND) return ['ms', String(Math.round(ms))];
  if (ms < MINUTE) return ['seconds', short(ms / SECOND)];
  if (ms < HOUR) return ['minutes', short(ms / MINUTE)];
  if (ms < DAY) return ['hours', short(ms / HOUR)];
  return ['days', short(ms / DAY)];
}

function short(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}

function textIn(language: Language, key: string): string | undefined {
  const texts: Readonly<Record<string, string>> = (language === 'zh' ? zh : en).window;
  return texts[key];
}
