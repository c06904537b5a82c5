/** Every kind of event that the log knows, once: what it is about, what it tells, how much it weighs, its name. */

import type { Language } from '../messages/texts.ts';
import { cardEvents } from './events-card.ts';
import { caseEvents } from './events-case.ts';
import { handOverEvents } from './events-hand-over.ts';
import { officeEvents } from './events-office.ts';
import { peopleEvents } from './events-people.ts';
import { personEvents } from './events-person.ts';
import { stockEvents } from './events-stock.ts';
import { fields, type FieldName } from './fields.ts';
import {
  wrongField,
  type DetailOf,
  type EventKind,
  type Outcome,
  type Severity,
  type SubjectKind,
} from './event-kind.ts';

export const catalogue = {
  ...officeEvents,
  ...peopleEvents,
  ...caseEvents,
  ...cardEvents,
  ...handOverEvents,
  ...stockEvents,
  ...personEvents,
} as const;

type Catalogue = typeof catalogue;
export type AuditAction = keyof Catalogue;

type EventOf<A extends AuditAction> =
  Catalogue[A] extends EventKind<infer K, infer N, infer M>
    ? {
        readonly action: A;
        readonly subject: { readonly kind: K; readonly id: string };
        readonly outcome: Outcome;
        readonly detail: DetailOf<N, M>;
      }
    : never;

/** What a use case says happened; the log adds sequence, time, actor and place. */
export type AuditEvent = { readonly [A in AuditAction]: EventOf<A> }[AuditAction];

export const auditActions: readonly AuditAction[] = Object.keys(catalogue).filter(isAuditAction);

export function isAuditAction(name: string): name is AuditAction {
  return Object.hasOwn(catalogue, name);
}

/** Throws on an event that is not as the catalogue has it: a bug of the use case, found before anything is written. */
export function checkEvent({ action, subject, detail }: AuditEvent): void {
  const kind = catalogue[action];
  if (subject.kind !== kind.subject) throw new Error(`${action} is about ${kind.subject}, not ${subject.kind}`);
  const wrong = wrongField(kind, detail);
  if (wrong !== undefined) throw new Error(`${action}: ${wrong}`);
}

const ofOutcome: Readonly<Record<Outcome, Severity>> = {
  begun: 'info',
  ok: 'info',
  refused: 'notice',
  failed: 'warning',
  unknown: 'warning',
};

/** How much an entry weighs for who looks at the log: the kind of event and how it ended. */
export function severityOf(action: string, outcome: Outcome): Severity {
  const kind = isAuditAction(action) ? known(action) : undefined;
  if (outcome === 'ok') return kind?.severity ?? 'info';
  if (outcome === 'failed') return kind?.failure ?? ofOutcome.failed;
  return outcome === 'unknown' ? (kind?.severity ?? ofOutcome.unknown) : ofOutcome[outcome];
}

/** The name of a kind of event; the code itself where this version does not know it. */
export function actionTitle(action: string, language: Language): string {
  return isAuditAction(action) ? catalogue[action][language] : action;
}

function known(action: AuditAction): { readonly severity?: Severity; readonly failure?: Severity } {
  return catalogue[action];
}

const subjectTitles: Readonly<Record<SubjectKind, Readonly<Record<Language, string>>>> = {
  workstation: { zh: '工作站', en: 'workstation' },
  account: { zh: '账号', en: 'account' },
  file: { zh: '文件', en: 'file' },
  record: { zh: '记录', en: 'record' },
  application: { zh: '申请', en: 'application' },
  job: { zh: '任务', en: 'job' },
  blank: { zh: '空白卡', en: 'blank' },
  card: { zh: '证件', en: 'card' },
  device: { zh: '设备', en: 'device' },
  log: { zh: '日志', en: 'log' },
  entry: { zh: '日志条目', en: 'log entry' },
  stock: { zh: '库存', en: 'stock' },
  day: { zh: '工作日', en: 'working day' },
};

export function subjectTitle(kind: SubjectKind, language: Language): string {
  return subjectTitles[kind][language];
}

/** The name of a field of the detail; the field's own where this version does not know it. */
export function fieldTitle(name: string, language: Language): string {
  return isField(name) ? fields[name][language] : name;
}

function isField(name: string): name is FieldName {
  return Object.hasOwn(fields, name);
}
