// The report on paper: both languages, every figure, and a checkpoint that comes back from a scan and from a keyboard.

import { createCanvas, loadImage } from '@napi-rs/canvas';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { actionTitle } from '../../shared/audit/catalogue.ts';
import type { AuditReport } from '../../shared/audit/shown.ts';
import { patternText, reasonText } from '../../shared/messages/audit-report.ts';
import type { OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { renderAuditReport } from '../../electron/adapters/pdf/audit-report.ts';
import { loadTypefaces } from '../../electron/adapters/pdf/typefaces.ts';
import { pageTexts, rasterise } from '../../electron/adapters/raster/rasterise.ts';
import { textOnPaper } from '../../electron/app/seal-on-card.ts';
import { periodOf, reportOf, type ReportParts } from '../../electron/core/audit/report.ts';
import { typedCheckpoint } from '../../electron/core/audit/typed-checkpoint.ts';
import { officeAt } from './audit-office.ts';
import { freshFolder } from './office.ts';

const typefaces = loadTypefaces();
const history = (): OpenStore => officeAt('2026-03-02T00:00:00.000Z', 200);

function reportFor(period: string, change: Partial<ReportParts> = {}, store = history()): AuditReport {
  return reportOf({
    period,
    office: { code: 'TEST-01', zh: '示例市', en: 'Sample City' },
    workstation: 'WS-1',
    live: false,
    madeAt: '2026-04-01T00:00:00.000Z',
    madeBy: 'supervisor1',
    marks: [{ sequence: 12, time: '2026-03-02T04:00:00.000Z', action: 'job.setAside', markedBy: 'supervisor1' }],
    entries: [...store.everyAudit(periodOf(period))].toReversed(),
    checkpoint: store.treeHead()?.checkpoint ?? '',
    verifierKey: store.verifierKey,
    ...change,
  });
}

const printed = (report: AuditReport): Promise<Uint8Array> => renderAuditReport(report, typefaces);
const squeezed = (text: string): string => text.replaceAll(/\s/g, '');

describe('the checkpoint on a report', () => {
  test('is read from what another program draws of it, as an office scans', async () => {
    const file = join(freshFolder(), 'report.pdf');
    const report = reportFor('2026-03-05');
    writeFileSync(file, await printed(report));
    execFileSync('pdftoppm', ['-r', '200', '-png', file, file]);
    expect(await textOnPaper(new Uint8Array(readFileSync(`${file}-2.png`)), 'page')).toBe(report.checkpoint);
    expect(await textOnPaper(new Uint8Array(readFileSync(`${file}-1.png`)), 'page')).toBeNull();
  });

  test.each([
    { how: 'askew and out of focus', degrees: 3, blurPx: 1.2 },
    { how: 'upside down', degrees: 180, blurPx: 0 },
  ])('is read from a page that lies $how', async ({ degrees, blurPx }) => {
    const report = reportFor('2026-03');
    const page = (await rasterise(await printed(report), 200)).at(-1) ?? new Uint8Array();
    expect(await textOnPaper(await lain(page, degrees, blurPx), 'page')).toBe(report.checkpoint);
  });

  test('is what somebody types who types what stands there, and the log agrees with it', async () => {
    const store = history();
    const report = reportFor('2026-03-05', {}, store);
    const text = (await pageTexts(await printed(report))).at(-1) ?? '';
    const from = text.indexOf('starcard/TEST-01');
    const typed = typedCheckpoint(text.slice(from, text.indexOf('粗体')));
    expect(typed).toBe(report.checkpoint);
    expect(store.verifyAudit([typed]).problem).toBeNull();
    expect(store.verifyAudit([typed.replace(/\n\d+\n/, '\n9\n')]).problem?.kind).toBe('audit.foreignCheckpoint');
  });

  test('keeps its symbol when four witnesses signed it too', async () => {
    const signatures = Array.from({ length: 4 }, (_, index) => `\u2014 witness-${index} ${'A'.repeat(100)}\n`).join('');
    const report = reportFor('2026-03-05');
    const checkpoint = `${report.checkpoint}${signatures}`;
    expect(await textOnPaper(await printed({ ...report, checkpoint }), 'report')).toBe(checkpoint);
  });
});

describe('a report', () => {
  test('tells every figure of its period, in Chinese and in English', async () => {
    const report = reportFor('2026-03');
    const { days, reprintsBy, spoiltBy, steps } = report.figures;
    const text = squeezed((await pageTexts(await printed(report))).join(''));
    const dot = (count: number): string => (count === 0 ? '·' : String(count));
    for (const day of days) {
      expect(text).toContain(`${day.day}${[day.received, day.stored, day.handedOver, day.spoilt].map(dot).join('')}`);
    }
    for (const [reason, count] of Object.entries(spoiltBy)) {
      const { zh, en } = reasonText(reason);
      expect(text).toContain(squeezed(`${zh}${en}${count}`));
    }
    for (const [account, count] of Object.entries(reprintsBy)) expect(text).toContain(`${account}${count}`);
    const print = squeezed(`${actionTitle('card.print', 'zh')}${actionTitle('card.print', 'en')}`);
    expect(text).toContain(`${print}${steps['card.print']?.count}1h0min1h0min`);
    for (const pattern of report.patterns) {
      const { zh, en } = patternText(pattern);
      expect(text).toContain(squeezed(zh));
      expect(text).toContain(squeezed(en));
    }
    const mark = { zh: actionTitle('job.setAside', 'zh'), en: actionTitle('job.setAside', 'en') };
    expect(text).toContain(squeezed(`12${mark.zh}标记人supervisor1`));
    expect(text).toContain(squeezed(`12${mark.en}markedbysupervisor1`));
    expect([days.length, Object.keys(spoiltBy).length, report.patterns.length].every((count) => count > 1)).toBe(true);
  });

  test('of a day without an entry says so, and has its checkpoint all the same', async () => {
    const report = reportFor('2027-01-01', { marks: [] });
    const pdf = await printed(report);
    expect(squeezed((await pageTexts(pdf)).join(''))).toContain('无/none');
    expect(await textOnPaper(pdf, 'report')).toBe(report.checkpoint);
  });

  test('bears SPECIMEN on every page unless the office is live', async () => {
    const training = await pageTexts(await printed(reportFor('2026-03')));
    const live = await pageTexts(await printed(reportFor('2026-03', { live: true })));
    expect(training.map((page) => page.includes('SPECIMEN'))).toEqual(training.map(() => true));
    expect(live.some((page) => page.includes('SPECIMEN'))).toBe(false);
  });

  test('is the same file each time', async () => {
    const report = reportFor('2026-03-05');
    expect(await printed(report)).toEqual(await printed(report));
  });
});

/** The page as it lies on the glass. */
async function lain(png: Uint8Array, degrees: number, blurPx: number): Promise<Uint8Array> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width + 200, image.height + 200);
  const pen = canvas.getContext('2d');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  if (blurPx > 0) pen.filter = `blur(${blurPx}px)`;
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((degrees * Math.PI) / 180);
  pen.drawImage(image, -image.width / 2, -image.height / 2);
  return new Uint8Array(canvas.toBuffer('image/png'));
}
