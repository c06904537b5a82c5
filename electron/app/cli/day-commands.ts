/** `starcard day ...`: the working day from its opening to its count sheet, and the self-test that it opens with. */

import { countedPlaces, fullCountSchema, quickCountSchema, untestedReasonSchema } from '../../../shared/model/day.ts';
import { ok } from '../../../shared/result.ts';
import { oneOf } from './arguments.ts';
import type { Command } from './desk.ts';
import { table } from './output.ts';
import { byTwo, call, serialOf, simple, usage } from './stock-commands.ts';

const quick = { tray: 'string', safe: 'string', 'counted-twice': 'boolean', note: 'string' } as const;

export const dayCommands: readonly Command[] = [
  {
    name: 'day show',
    summary: { zh: '显示工作日', en: 'show the working day' },
    positionals: [],
    options: {},
    opens: 'reading',
    actsAs: 'officer1',
    async run(desk) {
      const view = await desk.call('day.view', {});
      if (!view.ok) return view;
      const { current, last, blockedBy, differences } = view.value;
      const rows = [
        ['day', current === null ? '-' : `${current.day} ${current.state}`],
        ['last', last === null ? '-' : `${last.day}${last.isLate ? ' late' : ''}`],
        ['new cards', blockedBy ?? 'ok'],
        ...differences.map(({ number, day }) => [`difference ${number}`, day]),
      ];
      return ok({ json: view.value, lines: table(rows) });
    },
  },
  {
    name: 'self-test',
    summary: {
      zh: '用测试卡试写写卡器（--takes-blank 将新空白卡转为测试卡）',
      en: 'try the writer with a test card (--takes-blank makes a new blank one)',
    },
    positionals: ['SERIAL'],
    options: { writer: 'string', 'takes-blank': 'boolean' },
    usesWriter: true,
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [word = ''], flag }) {
      const blank = serialOf(word);
      if (!blank.ok) return blank;
      return call(desk, 'device.selfTest', { blank: blank.value, takes: flag('takes-blank') });
    },
  },
  {
    name: 'day open',
    summary: {
      zh: '清点并开始工作日；当天未通过自检须用 --without-self-test 说明原因',
      en: 'count tray and safe, and open the day; without a self-test of today, --without-self-test says why',
    },
    positionals: [],
    options: { ...quick, 'without-self-test': untestedReasonSchema.options, 'clock-confirmed': 'boolean' },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { text, flag }) {
      const count = quickCountSchema.safeParse({ inTray: Number(text('tray')), boxed: Number(text('safe')) });
      if (!count.success) return usage('--tray N --safe N');
      const why = text('without-self-test');
      const untested = why === undefined ? ok(null) : oneOf(untestedReasonSchema.options, 'without-self-test', why);
      if (!untested.ok) return untested;
      return call(desk, 'day.open', {
        count: count.data,
        countedTwice: flag('counted-twice'),
        untested: untested.value,
        clockConfirmed: flag('clock-confirmed'),
        note: text('note') ?? '',
      });
    },
  },
  byTwo(
    'day hand-over',
    { zh: '交接班（--second 接班）', en: 'hand the shift over to --second' },
    [],
    quick,
    async (desk, _word, text, second, flag) => {
      const count = quickCountSchema.safeParse({ inTray: Number(text('tray')), boxed: Number(text('safe')) });
      if (!count.success) return usage('--tray N --safe N');
      const input = { count: count.data, countedTwice: flag('counted-twice'), note: text('note') ?? '', second };
      return call(desk, 'day.handShift', input);
    },
  ),
  simple('day begin-close', { zh: '开始结束工作日', en: 'begin the close: no new card' }, [], {}, (desk) =>
    call(desk, 'day.beginClose', {}),
  ),
  simple('day resume', { zh: '恢复工作', en: 'take the close back' }, [], {}, (desk) => call(desk, 'day.resume', {})),
  {
    name: 'day close',
    summary: {
      zh: '清点并结束工作日，如 --counts boxed=0,inTray=198,setAside=2',
      en: 'count everything and close, as --counts boxed=0,inTray=198,setAside=2',
    },
    positionals: [],
    options: { counts: 'string', 'counted-twice': 'boolean', 'left-over-seen': 'boolean', note: 'string' },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { text, flag }) {
      const typed = new Map(
        (text('counts') ?? '').split(',').map((part) => [part.split('=')[0], Number(part.split('=')[1])]),
      );
      // What is not named was counted as none.
      const count = fullCountSchema.safeParse(
        Object.fromEntries(countedPlaces.map((place) => [place, typed.get(place) ?? 0])),
      );
      if (!count.success || text('counts') === undefined) return usage(`--counts ${countedPlaces.join('=N,')}=N`);
      return call(desk, 'day.close', {
        count: count.data,
        countedTwice: flag('counted-twice'),
        leftOverSeen: flag('left-over-seen'),
        note: text('note') ?? '',
      });
    },
  },
  simple(
    'day sheet',
    { zh: '保存清点表 PDF', en: 'save a count sheet as PDF' },
    ['DAY'],
    { out: 'string' },
    (desk, day) => call(desk, 'day.chooseAndSaveCountSheet', { day }),
  ),
];
