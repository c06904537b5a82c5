/** Count sheet and destruction record: what is on them, in both languages, with the checkpoint that covers it. */

import { expect, test } from 'vitest';
import { renderCountSheet, renderDestruction } from '../../electron/adapters/pdf/stock-papers.ts';
import { loadTypefaces } from '../../electron/adapters/pdf/typefaces.ts';
import { pageTexts } from '../../electron/adapters/raster/rasterise.ts';
import { textOnPaper } from '../../electron/app/seal-on-card.ts';
import { beginClose, closeDay } from '../../electron/core/day/close-day.ts';
import { explainDifference } from '../../electron/core/day/explain.ts';
import { openDay } from '../../electron/core/day/open-day.ts';
import { handShift } from '../../electron/core/day/shift.ts';
import { destroyBlanks } from '../../electron/core/stock/destroy.ts';
import { countSheet, destructionRecord } from '../../electron/core/stock/papers.ts';
import { setAsideBlank } from '../../electron/core/stock/spoilt.ts';
import { kindOf, must } from './office.ts';
import { second } from './service-office.ts';
import { closed, counted, opening, serial, stockOffice, type StockOffice } from './stock-office.ts';
import { officer2 } from './walk-office.ts';

const faces = loadTypefaces();
const spoilt = Array.from({ length: 3 }, (_, index) => serial(`SC-0000000${index + 1}`));

/** Three destroyed by two, and a close that is one short. */
async function closedOffice(): Promise<StockOffice> {
  const office = await stockOffice();
  for (const one of spoilt) must(setAsideBlank({ serial: one, reason: 'damaged' }, office.context()));
  must(beginClose(office.context()));
  must(await destroyBlanks({ serials: [...spoilt], method: 'shredded', second }, office.context()));
  const count = { ...counted(office), inTray: 6 };
  must(closeDay({ count, countedTwice: true, leftOverSeen: true, note: '' }, office.context()));
  return office;
}

async function words(pdf: Uint8Array): Promise<string> {
  return (await pageTexts(pdf)).join(' ').replaceAll(/\s+/g, ' ');
}

test('the record names every blank, both people, and the checkpoint after the act, the same at every print', async () => {
  const office = await closedOffice();
  const paper = must(destructionRecord(1, office.context()));
  const pdf = await renderDestruction(paper, faces);

  const text = await words(pdf);

  expect(await renderDestruction(must(destructionRecord(1, office.context())), faces)).toEqual(pdf);
  for (const part of [...spoilt, 'officer1 + officer2', '粉碎 / shredded', 'D-1', 'No. 1', 'No. 3', 'SPECIMEN']) {
    expect(text).toContain(part);
  }
  for (const line of paper.checkpoint.split('\n').slice(0, 3)) expect(text).toContain(line);
  expect(kindOf(destructionRecord(2, office.context()))).toBe('notFound');
});

test('the sheet shows the balance, every count with its difference, and who explained it', async () => {
  const office = await closedOffice();
  const before = await words(await renderCountSheet(must(countSheet('2026-03-02', office.context())), faces));
  const [difference] = office.walk.store.unexplained();
  const explanation = {
    number: difference?.number ?? 0,
    cause: 'misplaced',
    explanation: 'lay under the tray',
  } as const;
  must(await explainDifference({ ...explanation, second }, office.context()));
  const after = await words(await renderCountSheet(must(countSheet('2026-03-02', office.context())), faces));

  expect(before).toContain('尚未说明 / not explained yet');
  expect(before).toContain('−1');
  expect(after).toContain('lay under the tray (officer1 + officer2)');
  expect(kindOf(countSheet('2026-03-03', office.context()))).toBe('notFound');
});

test('both papers carry the checkpoint whole, for a scanner and for the log', async () => {
  const office = await closedOffice();
  const sheet = must(countSheet('2026-03-02', office.context()));
  const paper = must(destructionRecord(1, office.context()));

  const scanned = [
    await textOnPaper(await renderCountSheet(sheet, faces), 'sheet'),
    await textOnPaper(await renderDestruction(paper, faces), 'record'),
  ];

  expect(scanned).toEqual([sheet.checkpoint, paper.checkpoint]);
  expect(office.walk.store.verifyAudit([paper.checkpoint, sheet.checkpoint]).problem).toBeNull();
});

test('a long note, explanation or word of a shift is broken into lines, and not made too narrow to read', async () => {
  const office = await stockOffice();
  const { boxed, inTray } = counted(office);
  const long = (what: string) => `${what}：${'清点时卡片落在机器后面，两人重新核对卡盒与卡槽，'.repeat(8)}完。`;
  const count = { boxed, inTray };
  must(await handShift({ count, countedTwice: false, note: long('交班'), second }, office.context()));
  must(beginClose(office.context()));
  const short = { ...counted(office), inTray: inTray - 1 };
  must(
    closeDay({ count: short, countedTwice: true, leftOverSeen: true, note: long('备注') }, office.context(officer2)),
  );
  const number = office.walk.store.unexplained()[0]?.number ?? 0;
  const explained = { number, cause: 'misplaced', explanation: long('说明'), second } as const;
  must(await explainDifference(explained, office.context()));

  const lines = (await pageTexts(await renderCountSheet(must(countSheet('2026-03-02', office.context())), faces)))
    .join('\n')
    .split('\n');

  for (const what of ['交班', '备注', '说明']) {
    expect(lines.join('')).toContain(long(what));
    expect(lines.filter((line) => line.includes(long(what)))).toEqual([]);
  }
});

test('the sheet of a day that was opened without a self-test says so, and why', async () => {
  const office = await closedOffice();
  const sound = await words(await renderCountSheet(must(countSheet('2026-03-02', office.context())), faces));
  office.walk.clock.set('2026-03-03T01:00:00.000Z');
  must(await openDay(opening(office), office.context()));
  must(closed(office));
  const pdf = await renderCountSheet(must(countSheet('2026-03-03', office.context())), faces);

  const said = '未经自检开始 / Opened without a self-test 库存中没有测试卡 / no test card in stock';
  expect(await words(pdf)).toContain(said);
  expect(sound).not.toContain('Opened without');
});
