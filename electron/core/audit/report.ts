/** The daily and the monthly report: figures, what stands out, and the checkpoint that is to be kept elsewhere. */

import { actionTitle } from '../../../shared/audit/catalogue.ts';
import type { AuditReport } from '../../../shared/audit/shown.ts';
import type { EntryForm } from './canonical.ts';
import { figuresOf } from './figures.ts';
import { officeHours, unusualPatterns } from './patterns.ts';

/** The instants between which a day or a month of the office's calendar lies. */
export function periodOf(period: string, offsetMinutes = officeHours.offsetMinutes) {
  const [year = 0, month = 1, day] = period.split('-').map(Number);
  const start = Date.UTC(year, month - 1, day ?? 1) - offsetMinutes * 60_000;
  const end =
    (day === undefined ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day + 1)) - offsetMinutes * 60_000;
  return { from: new Date(start).toISOString(), to: new Date(end).toISOString() };
}

/** `entries`: of the period, by sequence. `checkpoint`: the newest, whole. */
export function reportOf(
  period: string,
  workstation: string,
  entries: readonly EntryForm[],
  checkpoint: string,
): AuditReport {
  return {
    period,
    workstation,
    first: entries[0]?.sequence ?? null,
    last: entries.at(-1)?.sequence ?? null,
    figures: figuresOf(entries, officeHours.offsetMinutes),
    patterns: unusualPatterns(entries),
    checkpoint,
  };
}

/** As plain text in both languages; the checkpoint stands at its end, byte for byte. */
export function reportText({ period, workstation, first, last, figures, patterns, checkpoint }: AuditReport): string {
  const { days, spoiltBy, reprintsBy, steps, entries } = figures;
  const rows = (counts: Readonly<Record<string, number>>): readonly string[] =>
    Object.entries(counts).map(([name, count]) => `  ${name}: ${count}`);
  return [
    `${workstation}  ${period}`,
    `审计记录 audit entries: ${entries}${first === null ? '' : ` (${first} - ${last})`}`,
    '',
    '日期 day: 收到 received, 入库 stored, 发放 handed over, 作废 set aside',
    ...days.map((day) => `  ${day.day}: ${day.received}, ${day.stored}, ${day.handedOver}, ${day.spoilt}`),
    '作废原因 set aside because of',
    ...rows(spoiltBy),
    '换卡重做 begun again by',
    ...rows(reprintsBy),
    '用时（毫秒） time in ms: 次数 count, 中位 median, 最长 longest',
    ...Object.entries(steps).map(
      ([step, { count, medianMs, longestMs }]) =>
        `  ${actionTitle(step, 'zh')} ${actionTitle(step, 'en')}: ${count}, ${medianMs}, ${longestMs}`,
    ),
    '值得查看 worth a look',
    ...patterns.map(({ kind, actors, count }) => `  ${[kind, ...actors].join(' ')}: ${count}`),
    '',
    '检查点 checkpoint',
    '',
    checkpoint,
  ].join('\n');
}
