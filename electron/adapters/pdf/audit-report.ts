/** The daily and the monthly report of the audit log: A4 pages, Chinese first, English beneath, the checkpoint at the end. */

import { actionTitle } from '../../../shared/audit/catalogue.ts';
import type { AuditReport, Figures } from '../../../shared/audit/shown.ts';
import { patternText, reasonText, reportTexts as texts } from '../../../shared/messages/audit-report.ts';
import type { Bilingual } from '../../../shared/messages/receipt.ts';
import { fill } from '../../../shared/messages/texts.ts';
import type { Shape } from '../../core/composition/drawing.ts';
import { daysOf } from '../../core/audit/report.ts';
import { renderPages } from './pages.ts';
import { GREY, RED, rule, TEAL, writerOf, type Style, type Write } from './paper.ts';
import { beijing, pair, specimenAcross, stars } from './paper-marks.ts';
import { paperPlate } from './proof-parts.ts';
import { checkpointBlock } from './report-checkpoint.ts';
import {
  bar,
  bars,
  figureTable,
  HEIGHT_MM,
  LEFT_MM,
  RIGHT_MM,
  section,
  sentence,
  tiles,
  WIDTH_MM,
  type Block,
} from './report-parts.ts';
import type { Typefaces } from './typefaces.ts';

const FIRST_TOP_MM = 58;
const LATER_TOP_MM = 27;
const BOTTOM_MM = 282;
const MOST_LISTED = 12;

/** The PDF; the same bytes for the same report. */
export async function renderAuditReport(report: AuditReport, typefaces: Typefaces): Promise<Uint8Array> {
  const write = writerOf(typefaces);
  const sheets = laidOut(blocksOf(report, write, typefaces));
  const pages = sheets.map((shapes, index) => ({
    offset: { xMm: 0, yMm: 0 },
    upsideDown: false,
    leastLineMm: 0,
    plates: [paperPlate([...frame(report, index + 1, sheets.length, write), ...shapes])],
  }));
  const title = `${pair(titleOf(report))} ${report.period}`;
  const createdAt = new Date(report.madeAt);
  const pdf = await renderPages({ widthMm: WIDTH_MM, heightMm: HEIGHT_MM, title, createdAt, pages }, typefaces);
  if (!pdf.ok) throw new Error(`a report without a photo failed: ${pdf.error.kind}`);
  return pdf.value;
}

function titleOf({ period }: Pick<AuditReport, 'period'>): Bilingual {
  return period.length === 'YYYY-MM'.length ? texts.monthly : texts.daily;
}

/** Each group of blocks begins with its head, which never stands alone at the foot of a page. */
function blocksOf(report: AuditReport, write: Write, typefaces: Typefaces): readonly (readonly Block[])[] {
  const { figures, patterns, marks } = report;
  const { nothing } = texts;
  const asRows = (counts: Readonly<Record<string, number>>, name: (key: string) => Bilingual) =>
    Object.entries(counts).map(([key, count]) => ({ name: name(key), count }));
  const reasons = asRows(figures.spoiltBy, reasonText);
  const officers = asRows(figures.reprintsBy, (account) => ({ zh: account, en: account }));
  return [
    [section(texts.cards, write), tiles(totals(figures), write)],
    ...(daysOf(report.period).length > 1 ? [[section(texts.byDay, write), ...byDay(report, write)]] : []),
    [section(texts.spoiltBy, write), ...bars(reasons, { nothing, colour: RED }, write)],
    [section(texts.reprintsBy, write), ...bars(officers, { nothing, colour: TEAL }, write)],
    [section(texts.steps, write), ...stepRows(figures, write)],
    [
      section(texts.patterns, write),
      ...listed(
        patterns.map((pattern) => sentence(patternText(pattern), write, numbers(pattern.sequences, pattern.count))),
        write,
      ),
    ],
    [
      section(texts.marks, write),
      ...listed(
        marks.map((mark) => markRow(mark, write)),
        write,
      ),
    ],
    [together([section(texts.checkpoint, write), checkpointBlock(report, write, typefaces)])],
  ];
}

function totals({ days, reprintsBy }: Figures): Parameters<typeof tiles>[0] {
  const sum = (name: 'received' | 'stored' | 'handedOver' | 'spoilt'): number =>
    days.reduce((total, day) => total + day[name], 0);
  const reprints = Object.values(reprintsBy).reduce((total, count) => total + count, 0);
  return [
    { label: texts.received, count: sum('received') },
    { label: texts.stored, count: sum('stored') },
    { label: texts.handedOver, count: sum('handedOver') },
    { label: texts.spoilt, count: sum('spoilt'), isBad: true },
    { label: texts.reprints, count: reprints },
  ];
}

/** Every day of the month with its figures; a bar of what was made, and behind it of what was set aside. */
function byDay({ period, figures }: AuditReport, write: Write): readonly Block[] {
  const none = { received: 0, stored: 0, handedOver: 0, spoilt: 0 };
  const known = new Map(figures.days.map((day) => [day.day, day]));
  const days = daysOf(period).map((day) => ({ ...(known.get(day) ?? none), day }));
  const most = Math.max(1, ...days.map(({ stored, spoilt }) => stored + spoilt));
  const [fromMm, toMm] = [40, 106];
  const columns = [
    { title: texts.received, xMm: RIGHT_MM - 66 },
    { title: texts.stored, xMm: RIGHT_MM - 44, colour: TEAL },
    { title: texts.handedOver, xMm: RIGHT_MM - 22 },
    { title: texts.spoilt, xMm: RIGHT_MM, colour: RED },
  ];
  const rows = days.map(({ day, received, stored, handedOver, spoilt }) => ({
    name: { zh: day, en: day },
    cells: [received, stored, handedOver, spoilt].map((count) => (count === 0 ? '·' : String(count))),
    drawn(yMm: number): readonly Shape[] {
      const [madeMm, spoiltMm] = [stored, spoilt].map((count) => ((toMm - fromMm) * count) / most);
      return [
        ...(stored > 0 ? [bar(fromMm, yMm + 1, madeMm ?? 0, 3, TEAL)] : []),
        ...(spoilt > 0 ? [bar(fromMm + (madeMm ?? 0), yMm + 1, spoiltMm ?? 0, 3, RED)] : []),
      ];
    },
  }));
  return figureTable(texts.day, columns, rows, write, 5);
}

function stepRows({ steps }: Figures, write: Write): readonly Block[] {
  const rows = Object.entries(steps).map(([step, { count, medianMs, longestMs }]) => ({
    name: { zh: actionTitle(step, 'zh'), en: actionTitle(step, 'en') },
    cells: [String(count), lasting(medianMs), lasting(longestMs)],
  }));
  if (rows.length === 0) return [sentence(texts.nothing, write)];
  const columns = [
    { title: texts.times, xMm: RIGHT_MM - 64 },
    { title: texts.median, xMm: RIGHT_MM - 32 },
    { title: texts.longest, xMm: RIGHT_MM },
  ];
  return figureTable(texts.step, columns, rows, write);
}

function markRow({ sequence, time, action, markedBy }: AuditReport['marks'][number], write: Write): Block {
  const say = (language: 'zh' | 'en'): string =>
    `${sequence}  ${actionTitle(action, language)}  ${texts.markedBy[language]} ${markedBy}`;
  return sentence({ zh: say('zh'), en: say('en') }, write, beijing(time));
}

/** No more than a page has room for; how many more there are is said. */
function listed(blocks: readonly Block[], write: Write): readonly Block[] {
  if (blocks.length === 0) return [sentence(texts.nothing, write)];
  const more = { count: blocks.length - MOST_LISTED };
  const rest = { zh: fill(texts.more.zh, more), en: fill(texts.more.en, more) };
  return [...blocks.slice(0, MOST_LISTED), ...(more.count > 0 ? [sentence(rest, write)] : [])];
}

function numbers(sequences: readonly number[], count: number): string {
  const shown = sequences.slice(0, 5).join(', ');
  return count > Math.min(5, sequences.length) ? `${shown} …` : shown;
}

/** Blocks that no page may part. */
function together(blocks: readonly Block[]): Block {
  return {
    heightMm: blocks.reduce((sum, { heightMm }) => sum + heightMm, 0),
    draw(yMm) {
      let atMm = yMm;
      return blocks.flatMap((block) => {
        const shapes = block.draw(atMm);
        atMm += block.heightMm;
        return shapes;
      });
    },
  };
}

/** Blocks under each other, page after page; a head goes to the next page with what follows it. */
function laidOut(groups: readonly (readonly Block[])[]): readonly (readonly Shape[])[] {
  const pages: Shape[][] = [[]];
  let yMm = FIRST_TOP_MM;
  const blocks = groups.flatMap(([head, first, ...rest]) =>
    head === undefined ? [] : [together(first === undefined ? [head] : [head, first]), ...rest],
  );
  for (const block of blocks) {
    if (yMm + block.heightMm > BOTTOM_MM) {
      pages.push([]);
      yMm = LATER_TOP_MM;
    }
    pages.at(-1)?.push(...block.draw(yMm));
    yMm += block.heightMm;
  }
  return pages;
}

function frame(report: AuditReport, number: number, count: number, write: Write): readonly Shape[] {
  const small: Style = { sizePt: 6.5, colour: GREY };
  const { office, workstation, period, madeAt, madeBy } = report;
  return [
    ...(report.live ? [] : specimen(write)),
    ...(number === 1 ? firstHead(report, write) : laterHead(report, write)),
    ...write(`${office.code} · ${workstation} · ${period}`, LEFT_MM, 290, small),
    ...write(`${pair(texts.made)} ${beijing(madeAt)} ${madeBy} · ${pair(texts.timeZone)}`, WIDTH_MM / 2 + 6, 290, {
      ...small,
      align: 'centre',
    }),
    ...write(`${number} / ${count}`, RIGHT_MM, 290, { sizePt: 8, align: 'right' }),
  ];
}

function firstHead(report: AuditReport, write: Write): readonly Shape[] {
  const { office, workstation, period, first, last, figures, madeAt, madeBy } = report;
  const title = titleOf(report);
  const range = first === null ? pair(texts.noEntries) : `${figures.entries} (${first}–${last ?? first})`;
  const facts: readonly (readonly [Bilingual, string])[] = [
    [texts.period, period],
    [texts.workstation, `${office.code} · ${workstation}`],
    [texts.entries, range],
    [texts.made, `${beijing(madeAt)}  ${madeBy}`],
  ];
  const columnMm = (RIGHT_MM - LEFT_MM) / facts.length;
  return [
    stars(LEFT_MM, 12.4),
    ...write(office.zh, LEFT_MM + 12, 16.6, { sizePt: 10, weight: 'bold', widthMm: 90 }),
    ...write(office.en, LEFT_MM + 12, 20.4, { sizePt: 7, colour: TEAL, widthMm: 90 }),
    ...write(title.zh, LEFT_MM, 36, { sizePt: 19, weight: 'bold', letterSpacingMm: 0.4 }),
    ...write(title.en, LEFT_MM, 41.6, { sizePt: 9, colour: TEAL }),
    ...write(period, RIGHT_MM, 36, { sizePt: 19, weight: 'bold', align: 'right' }),
    ...facts.flatMap(([label, value], index) => [
      ...write(pair(label), LEFT_MM + index * columnMm, 49.6, { sizePt: 6.5, colour: TEAL }),
      ...write(value, LEFT_MM + index * columnMm, 54, { sizePt: 8.5, weight: 'medium', widthMm: columnMm - 3 }),
    ]),
  ];
}

function laterHead(report: AuditReport, write: Write): readonly Shape[] {
  return [
    ...write(pair(titleOf(report)), LEFT_MM, 17, { sizePt: 9, weight: 'medium' }),
    ...write(report.period, RIGHT_MM, 17, { sizePt: 9, weight: 'medium', align: 'right' }),
    rule(LEFT_MM, RIGHT_MM, 20, TEAL),
  ];
}

function specimen(write: Write): readonly Shape[] {
  return specimenAcross(write, WIDTH_MM / 2 + 12, HEIGHT_MM / 2 + 14, {
    sizePt: 84,
    opacity: 0.09,
    rotationDegrees: 52,
  });
}

/** Seconds while there are few, else minutes and hours. */
function lasting(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${(ms / 1000).toFixed(1)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
