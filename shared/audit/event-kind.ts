/** What the catalogue says of one kind of event, and how such a row is written. */

import { fields, type FieldName, type FieldValue } from './fields.ts';

export const subjectKinds = [
  'workstation',
  'account',
  'file',
  'record',
  'application',
  'job',
  'blank',
  'card',
  'device',
  'log',
  'entry',
  'stock',
  'day',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const severities = ['info', 'notice', 'warning', 'alarm'] as const;
export type Severity = (typeof severities)[number];

export const outcomes = ['begun', 'ok', 'refused', 'failed', 'unknown'] as const;
export type Outcome = (typeof outcomes)[number];

export interface EventKind<K extends SubjectKind, N extends FieldName, M extends FieldName> {
  readonly subject: K;
  readonly zh: string;
  readonly en: string;
  /** Of a good end; left out where that is nothing to look at. */
  readonly severity?: Severity;
  /** Where a failure weighs more, or less, than others do. */
  readonly failure?: Severity;
  /** Always in the detail. */
  readonly has: readonly N[];
  /** Where it is known or applies. */
  readonly may?: readonly M[];
}

export type DetailOf<N extends FieldName, M extends FieldName> = { readonly [F in N]: FieldValue<F> } & {
  readonly [F in M]?: FieldValue<F>;
};

/** One row of the catalogue. */
export function event<K extends SubjectKind, const N extends FieldName = never, const M extends FieldName = never>(
  row: EventKind<K, N, M>,
): EventKind<K, N, M> {
  return row;
}

/** The field of a detail that is not as its row has it: missing, of another form, or none of the row's. */
export function wrongField(
  { has, may = [] }: { readonly has: readonly FieldName[]; readonly may?: readonly FieldName[] },
  detail: Readonly<Record<string, unknown>>,
): string | undefined {
  const known: readonly string[] = has;
  const further: readonly string[] = may;
  for (const name of has) if (!fields[name].holds(detail[name])) return name;
  for (const name of may) if (detail[name] !== undefined && !fields[name].holds(detail[name])) return name;
  for (const name in detail) {
    if (detail[name] !== undefined && !known.includes(name) && !further.includes(name)) return name;
  }
  return undefined;
}
