/** By which words an entry is found: ids and serials of its own, and codes that many entries share. */

import { actionTitle, severityOf, subjectTitle } from '../../../shared/audit/catalogue.ts';
import { outcomes, subjectKinds, type Outcome, type SubjectKind } from '../../../shared/audit/event-kind.ts';
import type { EntryForm } from './canonical.ts';

/** Details that tell one case from another; all other texts of a detail are codes. */
const idFields: ReadonlySet<string> = new Set([
  'application',
  'approval',
  'blank',
  'blankReleased',
  'change',
  'chipSerial',
  'first',
  'job',
  'last',
  'note',
  'oldBlank',
  'oldCard',
  'receipt',
  'subject',
]);
/** Long texts that nobody searches for, or that only repeat an id. */
const unsearched: ReadonlySet<string> = new Set(['endorsement', 'formerKey', 'verifierKey', 'printName', 'crop']);
/** Subjects of which there are few, each with many entries. */
const fewOf: ReadonlySet<string> = new Set<SubjectKind>(['workstation', 'account', 'device', 'log']);

/** Letters and digits, lower case: what stands between them parts words. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The ids that an entry is about or mentions, where each belongs to few entries. */
export function idsOf({ subject, detail }: EntryForm): readonly string[] {
  const own = fewOf.has(subject.kind) ? [] : [subject.id];
  const mentioned = Object.entries(detail).flatMap(([name, value]) =>
    idFields.has(name) && typeof value === 'string' && value !== '' ? [value] : [],
  );
  return [...own, ...mentioned];
}

/** Words that many entries share: people, devices, states, reasons, kinds of failures. */
export function sharedWords({ actor, workstation, subject, detail }: EntryForm): ReadonlySet<string> {
  const codes = Object.entries(detail).flatMap(([name, value]) =>
    typeof value === 'string' && !idFields.has(name) && !unsearched.has(name) && !name.endsWith('Digest')
      ? [value]
      : [],
  );
  const few = fewOf.has(subject.kind) ? [subject.id] : [];
  return new Set([actor, workstation, ...few, ...codes].flatMap(wordsOf));
}

/** What an entry is, as far as the catalogue names it: one of few hundred for the whole log. */
export interface KindOfEntry {
  readonly action: string;
  readonly outcome: Outcome;
  readonly subjectKind: string;
}

export function kindOf({ action, outcome, subject }: EntryForm): KindOfEntry {
  return { action, outcome: outcomes.find((one) => one === outcome) ?? 'unknown', subjectKind: subject.kind };
}

/** True where the word stands in the names, in either language, of what the entry is. */
export function isNamed(word: string, { action, outcome, subjectKind }: KindOfEntry): boolean {
  const kind = subjectKinds.find((one) => one === subjectKind);
  const names = [
    action,
    actionTitle(action, 'zh'),
    actionTitle(action, 'en'),
    outcome,
    outcomeTitles[outcome],
    severityOf(action, outcome),
    ...(kind === undefined ? [] : [subjectTitle(kind, 'zh'), subjectTitle(kind, 'en')]),
  ];
  return names.some((name) => name.toLowerCase().includes(word));
}

const outcomeTitles: Readonly<Record<Outcome, string>> = {
  begun: '开始',
  ok: '成功',
  refused: '拒绝',
  failed: '失败',
  unknown: '未知',
};
