// Nobody gets a card without SPECIMEN from this program: not by a setting, not by a template, not in the database.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { acceptedContent } from '../../electron/core/issue/check-record.ts';
import { composeFaces } from '../../electron/core/issue/compose-faces.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { parseTemplate } from '../../electron/core/composition/template.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { createSimulatedPrinter } from '../../electron/adapters/printer/simulated/simulated-printer.ts';
import type { Job } from '../../shared/model/job.ts';
import type { PrinterProfile } from '../../shared/model/printer-profile.ts';
import type { Template } from '../../shared/model/template.ts';
import { starcard, starcardJson, temporaryFolder } from '../support/command-line.ts';
import { tool } from '../support/outside-tools.ts';
import { coverage, platesOf } from '../support/plates.ts';
import { press, sampleCards, standInSeal, value } from '../support/sample-cards.ts';
import { cells } from '../../electron/adapters/sqlite/cells.ts';
import { kindOf, must } from './office.ts';
import { byHand } from './resealed.ts';
import { approval, cardsOut, composed, encoded, now, on, walkOffice, type WalkOffice } from './walk-office.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

function specimens(pdf: Uint8Array): readonly number[] {
  const path = join(folder.path, 'counted.pdf');
  writeFileSync(path, pdf);
  const pages = tool('pdftotext', '-raw', path, '-').split('\f').slice(0, -1);
  return pages.map((page) => page.replaceAll(/\s/g, '').split('SPECIMEN样本').length - 1);
}

describe('a setting', () => {
  test('that says live, in every word that it could be said, changes nothing of what is printed', async () => {
    const data = join(folder.path, 'office');
    const file = join(folder.path, 's.approvals');
    await starcardJson(['sample', '--count', '1', '--out', file]);
    await starcardJson(['import', file, '--data', data]);
    const wish = { live: true, specimen: false, mark: null, profile: { id: 'live', live: true }, template: '2017' };
    for (const name of ['settings.json', 'profile.json', 'config.json']) {
      writeFileSync(join(data, name), JSON.stringify({ ...wish, printer: { uv: 'none', overlay: 'none' } }));
    }
    const { rows } = (await starcardJson(['list', '--data', data])) as { rows: { number: string }[] };
    const number = rows[0]?.number ?? '';
    const common = ['--data', data, '--as', 'officer1', '--json'];
    await starcard(['review', number, '--accept', '--acknowledge-warnings', ...common]);
    const { code } = await starcard(['issue', number, '--plastic-from-tray', ...common]);
    const printer = createSimulatedPrinter({ folder: join(data, 'training', 'printer'), speed: 'instant' });
    const card = printer.cardInTray();
    expect(code).toBe(0);
    expect(specimens(card?.pdf ?? new Uint8Array())).toEqual([3, 3]);
  });
});

describe('an edited template', () => {
  const everything = { xMm: -2, yMm: -2, widthMm: 89.6, heightMm: 57.98 };
  const layers = ['visible', 'uv', 'overlay'] as const;
  const shipped = readFileSync('resources/templates/2023.json', 'utf8');

  /** What somebody could write into the file: nothing at all, all of it white, white over all of it, all on one plate. */
  const edits: Readonly<Record<string, (template: Template) => unknown>> = {
    'holds nothing': (template) => ({ ...template, faces: { portrait: [], emblem: [] } }),
    'has white ink only': (template) => ({
      ...template,
      palette: Object.fromEntries(Object.keys(template.palette).map((ink) => [ink, [0, 0, 0, 0]])),
    }),
    'paints over everything at the end, on each layer': (template) => {
      const over = layers.map((layer) => ({ kind: 'ground', layer, opacity: 1, box: everything, paint: 'paperPale' }));
      const { portrait, emblem } = template.faces;
      return { ...template, faces: { portrait: [...portrait, ...over], emblem: [...emblem, ...over] } };
    },
    'covers the card with the seal, beside which the mark goes': (template) => {
      const seal = { kind: 'seal', box: { xMm: 15, yMm: 0, widthMm: 53.9, heightMm: 53.9 }, ink: 'text', paper: 'red' };
      return { ...template, faces: { portrait: [seal], emblem: [seal] } };
    },
  };

  test.each(Object.keys(edits))('that %s shows the mark across both faces, in every layer', async (name) => {
    const own = await press();
    const edited = JSON.stringify(edits[name]?.(value(parseTemplate('2023', shipped))));
    const template = value(parseTemplate('2023', edited));
    const [card] = await sampleCards(1, own, standInSeal);
    if (card === undefined) throw new Error('no people');
    const facesOf = async (live: boolean, printer: Partial<PrinterProfile>): Promise<string> => {
      const { context } = own;
      const printerProfile = { ...context.printerProfile, ...printer };
      const profile = { ...context.profile, live };
      const path = join(folder.path, `faces-${live}.pdf`);
      writeFileSync(path, value(await composeFaces(card.content, { ...context, template, printerProfile, profile })));
      return path;
    };

    // The inks themselves, not what a viewer makes of them.
    const pages = { uv: 'pages', overlay: 'pages' } as const;
    const [training, live] = [await facesOf(false, pages), await facesOf(true, pages)];
    const marked = platesOf(training, 60);
    const unmarked = platesOf(live, 60);
    expect(marked).toHaveLength(6);
    const added = marked.map((plates, page) => {
      const ink = page < 2 ? 'Magenta' : 'Black';
      const plain = unmarked[page]?.[ink];
      return coverage(plates[ink]?.map((dot, at) => (Math.abs(dot - (plain?.[at] ?? 0)) > 12 ? 1 : 0)));
    });
    const drawn = new Set(layers.filter((layer) => layer === 'visible' || isDrawn(template, layer)));
    const expected = layers.flatMap((layer) => [drawn.has(layer), drawn.has(layer)]);
    expect(added.map((share) => share > 0.04)).toEqual(expected);
  });

  function isDrawn({ faces }: Template, layer: (typeof layers)[number]): boolean {
    return faces.portrait.some((element) => element.layer === layer);
  }
});

describe('an edited database', () => {
  /** Exchanges the kept PDF for the same card as a live profile prints it, and everything that knows its hash. */
  async function exchange(walk: WalkOffice, job: Job): Promise<Uint8Array> {
    const context = walk.context();
    const application = walk.store.application(job.applicationId);
    const seal = walk.store.jobFile(job.id, 'seal.bin');
    if (application === undefined || seal === undefined) throw new Error('no such job');
    const content = must(await acceptedContent(application, context));
    const live = { ...context, profile: { ...context.profile, live: true } };
    const pdf = must(await composeFaces({ ...content, seal }, live));
    const hash = systemDigest.sha256Hex(pdf);
    byHand(walk.folder, (vault, db) => {
      const cell = cells.jobFile(job.id, 'card.pdf', job.attempt);
      const sealed = vault.seal(job.applicationId, cell, pdf);
      db.prepare(`UPDATE jobFile SET sealed = ? WHERE kind = 'card.pdf'`).run(sealed);
      db.prepare('UPDATE job SET pdfHash = ?').run(hash);
      db.prepare('UPDATE auditEntry SET entry = replace(entry, ?, ?)').run(job.pdfHash, hash);
    });
    return pdf;
  }

  test('with a PDF without the mark gets no blank', async () => {
    const walk = await walkOffice();
    const job = await composed(walk, approval(1));
    expect(specimens(await exchange(walk, job))).toEqual([0, 0]);
    expect(kindOf(await encodeJob(on(job), walk.context()))).toBe('job.facesDiffer');
    expect(now(walk, job)).toMatchObject({ state: 'composed', blankSerial: null });
  });

  test('with a PDF without the mark gets nothing printed on a card that is encoded', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    await exchange(walk, job);
    expect(kindOf(await printJob(on(job), walk.context()))).toBe('job.facesDiffer');
    expect([cardsOut(walk), now(walk, job).state]).toEqual([0, 'encoded']);
  });

  test('and left alone, the card is printed with the mark, also when its approval has run out meanwhile', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    walk.clock.set('2026-09-01T08:00:00.000Z');
    must(await printJob(on(job), walk.context()));
    expect(specimens(walk.printer.cardInTray()?.pdf ?? new Uint8Array())).toEqual([3, 3]);
  });
});
