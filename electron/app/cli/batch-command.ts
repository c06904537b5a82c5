/**
 * `starcard batch`: writes and prints cases one behind the other, the next one written while one is printed. It begins with
 * whatever lies written, so the same words go on where an earlier one paused; Ctrl+C pauses between two cards.
 */

import { errorLine } from '../../../shared/messages/describe.ts';
import { en } from '../../../shared/messages/en.ts';
import { fill, type Language } from '../../../shared/messages/texts.ts';
import { zh } from '../../../shared/messages/zh.ts';
import type { WindowTexts } from '../../../shared/messages/zh/window.ts';
import {
  urgentReasonSchema,
  type BatchReport,
  type BatchView,
  type UrgentReason,
} from '../../../shared/model/batch.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { oneOf } from './arguments.ts';
import type { Command, Desk } from './desk.ts';

/** More than any hopper holds. */
const most = 200;

const AGAIN_MS = 50;

/** Case numbers and the ids that they stand for, in the order in which the cards are made. */
type Cases = ReadonlyMap<string, ApplicationId>;

export const batchCommand: Command = {
  name: 'batch',
  summary: {
    zh: '把待制的卡逐张写入并打印（打印一张时写下一张），或按 --cases 的次序；--urgent 先做；Ctrl+C 在两张卡之间暂停；之后逐张核验入库',
    en: 'encode and print the cards that are ready, or --cases in their order, one behind the other; --urgent ones first; Ctrl+C pauses between two cards; each is verified and stored afterwards',
  },
  positionals: [],
  options: {
    limit: 'string',
    cases: 'string',
    urgent: 'string',
    reason: urgentReasonSchema.options,
    writer: 'string',
    printer: 'string',
    'printer-profile': 'string',
  },
  usesWriter: true,
  usesPrinter: true,
  opens: 'writing',
  actsAs: 'officer1',
  async run(desk, { text }) {
    const limit = Number(text('limit') ?? most);
    if (!Number.isInteger(limit) || limit < 1 || limit > most) return fail('usage', { problem: `--limit 1..${most}` });
    const why = oneOf(urgentReasonSchema.options, 'reason', text('reason'));
    if (text('urgent') !== undefined && !why.ok) return why;
    const urgent = await casesOf(desk, numbersIn(text('urgent')));
    if (!urgent.ok) return urgent;
    const named = numbersIn(text('cases'));
    const chosen = named.length > 0 ? await casesOf(desk, named) : await readyCases(desk, limit);
    if (!chosen.ok) return chosen;
    const all: Cases = new Map([...chosen.value, ...urgent.value]);
    if (all.size === 0) return fail('notFound', { what: 'application' });
    const warned = await warnOfSupplies(desk, all.size);
    if (!warned.ok) return warned;
    const report = await runPausable(desk, all, why.ok ? { ids: [...urgent.value.values()], reason: why.value } : null);
    if (!report.ok) return report;
    const view = await desk.call('batch.state', {});
    if (!view.ok) return view;
    const { end, failed } = report.value;
    return ok({
      json: report.value,
      lines: linesOf(report.value, view.value, desk.language),
      exitCode: end === 'done' && failed.length === 0 ? 0 : 3,
    });
  },
};

function numbersIn(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

/** Fails with `notFound` and the number that no case has. */
async function casesOf(desk: Desk, numbers: readonly string[]): Promise<Result<Cases>> {
  const found = new Map<string, ApplicationId>();
  for (const number of numbers) {
    const page = await desk.call('queue.list', { view: 'all', text: number, offset: 0, limit: 50 });
    if (!page.ok) return page;
    const row = page.value.rows.find((candidate) => candidate.number === number);
    if (row === undefined) return fail('notFound', { what: number });
    found.set(number, row.id);
  }
  return ok(found);
}

async function readyCases(desk: Desk, limit: number): Promise<Result<Cases>> {
  const page = await desk.call('queue.list', { view: 'toIssue', offset: 0, limit });
  return page.ok ? ok(new Map(page.value.rows.map(({ number, id }) => [number, id]))) : page;
}

async function warnOfSupplies(desk: Desk, count: number): Promise<Result<void>> {
  const forecast = await desk.call('printer.forecast', {});
  if (!forecast.ok) return forecast;
  for (const { kind, cardsLeft } of forecast.value) {
    if (cardsLeft >= (kind === 'rejects' ? 1 : count)) continue;
    const texts = textsIn(desk.language);
    desk.say(
      kind === 'rejects'
        ? fill(texts['devices.rejects'], { cards: cardsLeft })
        : fill(texts['batch.short'], { supply: texts[`forecast.${kind}`], cards: cardsLeft, count }),
    );
  }
  return ok(undefined);
}

/** Ctrl+C once: the cards that are at a device are finished, and the batch ends between two cards. */
async function runPausable(
  desk: Desk,
  cases: Cases,
  urgent: { readonly ids: readonly ApplicationId[]; readonly reason: UrgentReason } | null,
): Promise<Result<BatchReport>> {
  let isOver = false;
  async function pause(): Promise<void> {
    const paused = await desk.call('batch.pause', {});
    // Pressed before the batch has begun: it pauses as soon as it runs.
    if (!paused.ok && paused.error.kind === 'batch.none' && !isOver) setTimeout(() => void pause(), AGAIN_MS).unref();
  }
  const onSignal = (): void => void pause();
  process.on('SIGINT', onSignal);
  try {
    return await desk.call('batch.run', {
      applicationIds: [...cases.values()],
      ...(urgent === null ? {} : { urgent: { applicationIds: [...urgent.ids], reason: urgent.reason } }),
    });
  } finally {
    isOver = true;
    process.off('SIGINT', onSignal);
  }
}

/** Each card by its case number and the whole in the words of the window, with what to do about those that failed. */
function linesOf({ end, printed }: BatchReport, view: BatchView | null, language: Language): readonly string[] {
  const texts = textsIn(language);
  const cases = view?.cases ?? [];
  const made = new Set<string>(printed);
  const values = { done: cases.filter(({ station }) => station === 'printed').length, total: cases.length };
  return [
    ...cases
      .filter(({ applicationId }) => made.has(applicationId))
      .map((one) => `${one.number}: ${texts['batch.printed']}`),
    ...cases.filter(({ station }) => station === 'toLookAt').map((one) => `${one.number}: ${texts['batch.toLookAt']}`),
    ...cases.flatMap(({ number, error }) => (error === null ? [] : [`${number}: ${errorLine(error, language)}`])),
    fill(texts[end === 'done' ? 'batch.done' : 'batch.paused'], values),
    ...(view === null || view.error === null ? [] : [errorLine(view.error, language)]),
  ];
}

function textsIn(language: Language): WindowTexts {
  return (language === 'zh' ? zh : en).window;
}
