/** What the catalogue says of one kind of event, and how such a row is written. */

import * as z from 'zod';
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

interface Row<K extends SubjectKind, N extends FieldName, M extends FieldName> {
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

export interface EventKind<K extends SubjectKind, N extends FieldName, M extends FieldName> extends Row<K, N, M> {
  /** The detail as it is written: these fields and no other. */
  readonly detail: z.ZodType;
}

export type DetailOf<N extends FieldName, M extends FieldName> = { readonly [F in N]: FieldValue<F> } & {
  readonly [F in M]?: FieldValue<F>;
};

/** One row of the catalogue. */
export function event<K extends SubjectKind, const N extends FieldName = never, const M extends FieldName = never>(
  row: Row<K, N, M>,
): EventKind<K, N, M> {
  const needed = row.has.map((name): [string, z.ZodType] => [name, fields[name].schema]);
  const known = (row.may ?? []).map((name): [string, z.ZodType] => [name, fields[name].schema.optional()]);
  return { ...row, detail: z.strictObject(Object.fromEntries([...needed, ...known])) };
}
