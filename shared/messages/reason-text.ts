/** A reason of a printer in words with what to do about it; one that is not registered is shown as the printer gave it. */

import {
  conditions,
  jobReasons,
  printerReasons,
  units,
  type Condition,
  type JobReason,
  type PrinterReason,
  type Remedy,
  type Unit,
} from '../printing/reason-keywords.ts';
import { plainReason } from '../printing/reasons.ts';
import { printReasons as en } from './en/print-reasons.ts';
import type { Language } from './texts.ts';
import { printReasons as zh } from './zh/print-reasons.ts';

export interface ReasonWords {
  readonly remedies: Readonly<Record<Remedy, string>>;
  readonly printer: Readonly<Record<PrinterReason, string>>;
  /** Put in front of a condition. */
  readonly units: Readonly<Record<Unit, string>>;
  readonly conditions: Readonly<Record<Condition, string>>;
  readonly job: Readonly<Record<JobReason, string>>;
}

export interface ReasonText {
  readonly words: string;
  /** Null where nobody knows what the reason means. */
  readonly remedy: string | null;
}

/** By a keyword of printer-state-reasons or job-state-reasons, with or without its suffix. */
export function reasonText(keyword: string, language: Language): ReasonText {
  const texts = language === 'zh' ? zh : en;
  const plain = plainReason(keyword);
  if (isKey(printerReasons, plain)) {
    return { words: texts.printer[plain], remedy: texts.remedies[printerReasons[plain]] };
  }
  if (isKey(jobReasons, plain)) return { words: texts.job[plain], remedy: texts.remedies[jobReasons[plain]] };
  const unit = units.find((candidate) => plain.startsWith(`${candidate}-`));
  const condition = unit === undefined ? '' : plain.slice(unit.length + 1);
  if (unit === undefined || !isKey(conditions, condition)) return { words: keyword, remedy: null };
  const gap = language === 'zh' ? '' : ' ';
  return {
    words: `${texts.units[unit]}${gap}${texts.conditions[condition]}`,
    remedy: texts.remedies[conditions[condition]],
  };
}

function isKey<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}
