/** Entries as a table for other programs (RFC 4180): one row each, the detail as JSON in the last column. */

import { severityOf } from '../../../shared/audit/catalogue.ts';
import type { EntryForm } from './canonical.ts';
import { canonicalText } from './canonical.ts';
import { kindOf } from './words.ts';

const columns = [
  'sequence',
  'time',
  'actor',
  'role',
  'workstation',
  'action',
  'outcome',
  'severity',
  'subjectKind',
  'subjectId',
  'detail',
] as const;

/** With a byte order mark, without which spreadsheets take it for another encoding. */
export function csvOf(entries: readonly EntryForm[]): string {
  const rows = entries.map((entry) =>
    [
      entry.sequence,
      entry.time,
      entry.actor,
      entry.role,
      entry.workstation,
      entry.action,
      entry.outcome,
      severityOf(entry.action, kindOf(entry).outcome),
      entry.subject.kind,
      entry.subject.id,
      canonicalText(entry.detail),
    ].map((value) => cell(String(value))),
  );
  return `\uFEFF${[[...columns], ...rows].map((row) => `${row.join(',')}\r\n`).join('')}`;
}

/** A cell that begins like a formula would be run by a spreadsheet. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
