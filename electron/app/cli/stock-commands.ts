/** `starcard stock ...`: boxes, tray, spoilt blanks, destruction and transfers; what needs two takes `--second`. */

import { differenceCauseSchema } from '../../../shared/model/day.ts';
import { blankSerialSchema, type BlankSerial } from '../../../shared/model/ids.ts';
import { destructionMethodSchema, stockReasonSchema } from '../../../shared/model/ledger.ts';
import type { CallName, CallInput } from '../../../shared/contract.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { oneOf } from './arguments.ts';
import type { Answer, Command, Desk } from './desk.ts';
import { table } from './output.ts';

export const stockCommands: readonly Command[] = [
  {
    name: 'stock show',
    summary: { zh: '显示卡盒、卡槽、信封和调拨', en: 'show boxes, tray, envelopes and transfers' },
    positionals: [],
    options: {},
    opens: 'reading',
    actsAs: 'officer1',
    async run(desk) {
      const view = await desk.call('stock.view', {});
      if (!view.ok) return view;
      const { places, boxes, envelopes, tray } = view.value;
      const rows = Object.entries(places).filter(([, count]) => count > 0);
      const lines = [
        ...table(rows.map(([place, count]) => [place, String(count)])),
        `tray ${tray.workstation}: ${tray.next ?? '-'}`,
        ...boxes.map(
          ({ name, left, count, openedAt }) => `box ${name}: ${left}/${count}${openedAt === null ? ' sealed' : ''}`,
        ),
        ...envelopes.map(({ number, blankSerial, reason }) => `envelope ${number}: ${blankSerial} ${reason ?? ''}`),
      ];
      return ok({ json: view.value, lines });
    },
  },
  {
    name: 'stock history',
    summary: { zh: '显示一张卡的来去', en: 'show the way of one blank' },
    positionals: ['SERIAL'],
    options: {},
    opens: 'reading',
    actsAs: 'officer1',
    async run(desk, { positionals: [text = ''] }) {
      const serial = serialOf(text);
      const history = serial.ok ? await desk.call('stock.history', { serial: serial.value }) : serial;
      if (!history.ok) return history;
      const lines = table(history.value.movements.map(({ at, act, toPlace, actor }) => [at, act, toPlace, actor]));
      return ok({ json: history.value, lines });
    },
  },
  byTwo(
    'stock receive',
    { zh: '两人接收卡盒', en: 'receive a box, with --second' },
    ['BOX'],
    {
      note: 'string',
      first: 'string',
      last: 'string',
    },
    async (desk, box, text, second) => {
      const first = serialOf(text('first') ?? '');
      const last = serialOf(text('last') ?? '');
      if (!first.ok) return first;
      if (!last.ok) return last;
      const deliveryNote = text('note') ?? '';
      return call(desk, 'stock.receive', { box, deliveryNote, first: first.value, last: last.value, second });
    },
  ),
  simple('stock open', { zh: '开启卡盒', en: 'open a box' }, ['BOX'], {}, (desk, box) =>
    call(desk, 'stock.openBox', { box }),
  ),
  simple(
    'stock load',
    { zh: '从卡盒装入卡槽', en: 'fill the tray from a box' },
    ['BOX'],
    { count: 'string' },
    (desk, box, text) => call(desk, 'stock.load', { box, count: Number(text('count') ?? Number.NaN) }),
  ),
  simple(
    'stock unload',
    { zh: '从卡槽退回保险柜', en: 'put blanks of the tray back into the safe' },
    [],
    { count: 'string' },
    (desk, _box, text) => call(desk, 'stock.unload', { count: Number(text('count') ?? Number.NaN) }),
  ),
  simple(
    'stock set-aside',
    { zh: '作废一张卡', en: 'set a blank aside' },
    ['SERIAL'],
    { reason: stockReasonSchema.options },
    (desk, word, text) => {
      const serial = serialOf(word);
      const reason = oneOf(stockReasonSchema.options, 'reason', text('reason'));
      if (!serial.ok) return Promise.resolve(serial);
      if (!reason.ok) return Promise.resolve(reason);
      return call(desk, 'stock.setAside', { serial: serial.value, reason: reason.value });
    },
  ),
  simple(
    'stock photo',
    { zh: '为作废卡存入一张照片（--photo 文件）', en: 'keep a photo (--photo FILE) of a spoilt card' },
    ['SERIAL'],
    { photo: 'string' },
    (desk, word) => {
      const serial = serialOf(word);
      return serial.ok ? call(desk, 'stock.chooseAndKeepPhoto', { serial: serial.value }) : Promise.resolve(serial);
    },
  ),
  byTwo(
    'stock destroy',
    { zh: '两人销毁，编号以逗号分隔', en: 'destroy serials (comma between), with --second' },
    ['SERIALS'],
    { method: destructionMethodSchema.options },
    async (desk, word, text, second) => {
      const serials = serialsOf(word);
      const method = oneOf(destructionMethodSchema.options, 'method', text('method'));
      if (!serials.ok) return serials;
      if (!method.ok) return method;
      return call(desk, 'stock.destroy', { serials: serials.value, method: method.value, second });
    },
  ),
  simple(
    'stock record',
    { zh: '保存销毁记录 PDF', en: 'save a record of destruction as PDF' },
    ['NUMBER'],
    { out: 'string' },
    (desk, word) => call(desk, 'stock.chooseAndSaveDestruction', { number: Number(word) }),
  ),
  byTwo(
    'stock send-back',
    { zh: '退回供应商', en: 'send blanks back to the supplier, with --second' },
    ['SERIALS'],
    { note: 'string' },
    async (desk, word, text, second) => {
      const serials = serialsOf(word);
      return serials.ok
        ? call(desk, 'stock.sendBack', { serials: serials.value, note: text('note') ?? '', second })
        : serials;
    },
  ),
  byTwo(
    'stock lose',
    { zh: '报遗失', en: 'report a blank as lost, with --second' },
    ['SERIAL'],
    {},
    async (desk, word, _text, second) => {
      const serial = serialOf(word);
      return serial.ok ? call(desk, 'stock.lose', { serial: serial.value, second }) : serial;
    },
  ),
  byTwo(
    'stock find',
    { zh: '登记找回', en: 'note a lost blank as found, with --second' },
    ['SERIAL'],
    {},
    async (desk, word, _text, second) => {
      const serial = serialOf(word);
      return serial.ok ? call(desk, 'stock.find', { serial: serial.value, second }) : serial;
    },
  ),
  byTwo(
    'stock add-peer',
    { zh: '登记调拨工作站', en: 'add a workstation to transfer with, with --second' },
    ['KEY'],
    {},
    (desk, verifierKey, _text, second) => call(desk, 'stock.addPeer', { verifierKey, second }),
  ),
  byTwo(
    'stock transfer',
    { zh: '调出空白卡', en: 'transfer blanks of a box, with --second' },
    ['BOX'],
    { count: 'string', to: 'string' },
    (desk, box, text, second) =>
      call(desk, 'stock.transferOut', {
        box,
        count: Number(text('count') ?? Number.NaN),
        peer: text('to') ?? '',
        second,
      }),
  ),
  simple(
    'stock transfer-file',
    { zh: '保存调拨文件', en: 'save the signed file of a transfer' },
    ['ID'],
    { out: 'string' },
    (desk, id) => call(desk, 'stock.chooseAndSaveTransfer', { id }),
  ),
  byTwo(
    'stock take',
    { zh: '导入调拨文件', en: 'take a transfer in, with --second' },
    ['FILE'],
    {},
    (desk, _file, _text, second) => call(desk, 'stock.chooseAndTakeTransfer', { second }),
  ),
  byTwo(
    'stock explain',
    { zh: '两人说明差异', en: 'explain a difference, with --second' },
    ['NUMBER'],
    { cause: differenceCauseSchema.options, explanation: 'string' },
    async (desk, word, text, second) => {
      const cause = oneOf(differenceCauseSchema.options, 'cause', text('cause'));
      if (!cause.ok) return cause;
      const explanation = text('explanation') ?? '';
      return call(desk, 'stock.explain', { number: Number(word), cause: cause.value, explanation, second });
    },
  ),
];

type Words = (name: string) => string | undefined;
type Flags = (name: string) => boolean;
type Run = (desk: Desk, word: string, text: Words, flag: Flags) => Promise<Result<Answer>>;
type RunByTwo = (desk: Desk, word: string, text: Words, second: SecondPerson, flag: Flags) => Promise<Result<Answer>>;

/** A command that makes one call and shows its answer. */
export function simple(
  name: string,
  summary: Command['summary'],
  positionals: readonly string[],
  options: Command['options'],
  run: Run,
): Command {
  const act: Command['run'] = (desk, { positionals: [word = ''], text, flag }) => {
    // A file would else be named by the word that says of what.
    const file = ['out', 'photo'].find((option) => option in options && text(option) === undefined);
    return file === undefined ? run(desk, word, text, flag) : usage(`--${file} FILE`);
  };
  return { name, summary, positionals, options, opens: 'writing', actsAs: 'officer1', run: act };
}

/** The same with the second person of `--second`. */
export function byTwo(
  name: string,
  summary: Command['summary'],
  positionals: readonly string[],
  options: Command['options'],
  run: RunByTwo,
): Command {
  return simple(name, summary, positionals, options, async (desk, word, text, flag) => {
    const second = await desk.secondPerson();
    return second.ok ? run(desk, word, text, second.value, flag) : second;
  });
}

export async function call<N extends CallName>(desk: Desk, name: N, input: CallInput<N>): Promise<Result<Answer>> {
  const answer = await desk.call(name, input);
  if (!answer.ok) return answer;
  const value: unknown = answer.value;
  const shown = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const lines = shown.flatMap(([key, one]: readonly [string, unknown]) =>
    typeof one === 'string' || typeof one === 'number' ? [`${key}: ${one}`] : [],
  );
  return ok({ json: value, lines });
}

export function usage(problem: string): Promise<Result<never>> {
  return Promise.resolve(fail('usage', { problem }));
}

export function serialOf(text: string): Result<BlankSerial> {
  const serial = blankSerialSchema.safeParse(text.toUpperCase());
  return serial.success ? ok(serial.data) : fail('usage', { problem: `SERIAL ${text}` });
}

function serialsOf(text: string): Result<BlankSerial[]> {
  const serials: BlankSerial[] = [];
  for (const part of text.split(',')) {
    const serial = serialOf(part.trim());
    if (!serial.ok) return serial;
    serials.push(serial.value);
  }
  return ok(serials);
}
