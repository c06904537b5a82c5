/** What a command prints: one JSON value, or lines for a person; failures as one clear line on standard error. */

import { errorLine } from '../../../shared/messages/describe.ts';
import { problemText } from '../../../shared/messages/step-problem.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import type { StepProblem } from '../../../shared/model/step-problem.ts';
import type { AppError } from '../../../shared/result.ts';
import type { Answer } from './desk.ts';

export function printAnswer(answer: Answer, asJson: boolean): void {
  process.stdout.write(
    asJson ? JSON.stringify(answer.json, null, 2) + '\n' : answer.lines.map((line) => line + '\n').join(''),
  );
}

export function printFailure(error: AppError, language: Language, asJson: boolean): void {
  const message = errorLine(error, language);
  if (asJson) process.stdout.write(JSON.stringify({ error, message }, null, 2) + '\n');
  process.stderr.write(message + '\n');
}

/** One check of a card: whether it passed, its name, and what it found wrong. */
export function stepLine(
  name: string,
  { passed, problem }: { readonly passed: boolean; readonly problem: StepProblem | null },
  language: Language,
): string {
  return `${passed ? 'OK  ' : 'FAIL'} ${name}${problem === null ? '' : `: ${problemText(language, problem)}`}`;
}

/** Columns as wide as their widest cell; the last one is not padded. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
