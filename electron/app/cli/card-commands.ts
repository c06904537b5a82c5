/** Commands on one card: issue, resolve, set aside, restart, hand over. */

import { findingSchema } from '../../../shared/model/issue.ts';
import { reprintReasonSchema, setAsideReasonSchema, type Job } from '../../../shared/model/job.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { handOverAs, handOverOptions, wordsOf } from './hand-over.ts';
import { issueCard } from './issue-command.ts';
import { oneOf } from './arguments.ts';
import { openByNumber, type Answer, type Command, type Desk } from './desk.ts';

const findings = findingSchema.options.map(({ shape }) => shape.kind.value);

export const cardCommands: readonly Command[] = [
  {
    name: 'issue',
    summary: {
      zh: '制证：写芯片、打印、核验、入库；给出 --second 时由第二人发放',
      en: 'encode, print, verify and store one card; with --second that person hands it over',
    },
    positionals: ['NUMBER'],
    options: {
      plastic: 'string',
      'plastic-from-tray': 'boolean',
      writer: 'string',
      printer: 'string',
      'printer-profile': 'string',
      safe: 'string',
      slot: 'string',
      ...handOverOptions,
    },
    usesWriter: true,
    usesPrinter: true,
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, invocation) {
      const [number = ''] = invocation.positionals;
      const { text, flag } = invocation;
      const typed = text('plastic');
      // Before a card is made: afterwards it would be too late to ask for a word that is missing.
      const words = text('second') === undefined ? ok(null) : wordsOf(text, flag);
      if (!words.ok) return words;
      const issued = await issueCard(desk, {
        number,
        plastic:
          typed === undefined
            ? { kind: flag('plastic-from-tray') ? 'tray' : 'ask' }
            : { kind: 'typed', characters: typed },
        safe: text('safe') ?? 'A',
        slot: text('slot'),
      });
      if (!issued.ok) return issued;
      const { id, state, blankSerial } = issued.value;
      const answer: Answer = { json: { number, cardId: id, blankSerial, state }, lines: [`${number}: ${state}`] };
      if (words.value === null) return ok(answer);
      const second = await desk.second();
      return second.ok ? handOverAs(second.value, number, words.value) : second;
    },
  },
  {
    name: 'handover',
    summary: { zh: '发放证件（由非审核人办理）', en: 'hand a card over, by a person who did not review it' },
    positionals: ['NUMBER'],
    options: { writer: 'string', ...handOverOptions },
    usesWriter: true,
    opens: 'writing',
    actsAs: 'officer2',
    async run(desk, { positionals: [number = ''], text, flag }) {
      const words = wordsOf(text, flag);
      return words.ok ? handOverAs(desk, number, words.value) : words;
    },
  },
  {
    name: 'receipt',
    summary: { zh: '另存已发放证件的回执（PDF）', en: 'save the receipt of a card that was handed over (PDF)' },
    positionals: ['NUMBER'],
    options: { out: 'string' },
    opens: 'writing',
    actsAs: 'officer2',
    async run(desk, { positionals: [number = ''], text }) {
      if (text('out') === undefined) return fail('usage', { problem: '--out' });
      const opened = await openByNumber(desk, number);
      if (!opened.ok) return opened;
      const { card } = opened.value;
      if (card === null) return fail('notFound', { what: `${number}: card` });
      const saved = await desk.call('card.chooseAndSaveReceipt', { cardId: card.id });
      if (!saved.ok) return saved;
      return ok({ json: saved.value, lines: [saved.value?.file ?? ''] });
    },
  },
  {
    name: 'resolve',
    summary: { zh: '说明中断的卡片实际情况', en: 'say what a suspended card looks like' },
    positionals: ['NUMBER'],
    options: { finding: findings, writer: 'string', printer: 'string', 'printer-profile': 'string' },
    usesWriter: true,
    usesPrinter: true,
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = ''], text }) {
      const kind = oneOf(findings, 'finding', text('finding'));
      if (!kind.ok) return kind;
      return onJobOf(desk, number, (on) => desk.call('job.resolve', { ...on, finding: { kind: kind.value } }));
    },
  },
  {
    name: 'set-aside',
    summary: { zh: '作废当前卡片', en: 'set the card in work aside' },
    positionals: ['NUMBER'],
    options: { reason: setAsideReasonSchema.options, note: 'string' },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = ''], text }) {
      const reason = oneOf(setAsideReasonSchema.options, 'reason', text('reason'));
      if (!reason.ok) return reason;
      const note = text('note') ?? '';
      return onJobOf(desk, number, (on) => desk.call('job.setAside', { ...on, reason: reason.value, note }));
    },
  },
  {
    name: 'restart',
    summary: {
      zh: '用新空白卡重做；重打须加 --reason 与 --second',
      en: 'start again with a new blank after one was set aside; a reprint needs --reason and --second',
    },
    positionals: ['NUMBER'],
    options: { reason: reprintReasonSchema.options },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = ''], text }) {
      const why = text('reason');
      if (why === undefined && text('second') === undefined)
        return onJobOf(desk, number, (on) => desk.call('job.restart', on));
      const reason = oneOf(reprintReasonSchema.options, 'reason', why);
      if (!reason.ok) return reason;
      const second = await desk.secondPerson();
      if (!second.ok) return second;
      return onJobOf(desk, number, (on) =>
        desk.call('job.reprint', { ...on, reason: reason.value, second: second.value }),
      );
    },
  },
];

async function onJobOf(
  desk: Desk,
  number: string,
  act: (on: { jobId: string; revision: number }) => Promise<Result<Job>>,
): Promise<Result<Answer>> {
  const opened = await openByNumber(desk, number);
  if (!opened.ok) return opened;
  const { job } = opened.value;
  if (job === null) return fail('notFound', { what: `${number}: job` });
  const done = await act({ jobId: job.id, revision: job.revision });
  if (!done.ok) return done;
  const { state, attempt, blankSerial } = done.value;
  return ok({ json: { number, state, attempt, blankSerial }, lines: [`${number}: ${state}`] });
}
