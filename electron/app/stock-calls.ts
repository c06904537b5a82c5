/** What the calls of stock and of the day do: finds the use case, gives it its context, passes files on. No rules live here. */

import { readFile, stat } from 'node:fs/promises';
import type { dayCalls } from '../../shared/contract/day-calls.ts';
import type { stockCalls } from '../../shared/contract/stock-calls.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { codeOf } from '../adapters/system/error-code.ts';
import { writeWhole } from '../adapters/system/write-whole.ts';
import { dayChecks } from '../core/day/checks.ts';
import { beginClose, closeDay, resumeDay } from '../core/day/close-day.ts';
import { explainDifference } from '../core/day/explain.ts';
import { openDay } from '../core/day/open-day.ts';
import { handShift } from '../core/day/shift.ts';
import { dayView } from '../core/day/view.ts';
import type { Actor } from '../core/ports.ts';
import type { TransferContext } from '../core/stock/context.ts';
import { destroyBlanks } from '../core/stock/destroy.ts';
import { findBlank, loseBlank } from '../core/stock/lost.ts';
import { countSheet, destructionRecord } from '../core/stock/papers.ts';
import { receiveBox } from '../core/stock/receive-box.ts';
import { sendBack } from '../core/stock/send-back.ts';
import { keepPhoto, setAsideBlank, showPhoto } from '../core/stock/spoilt.ts';
import { addPeer, takeTransfer, transferOut } from '../core/stock/transfer.ts';
import { loadTray, openBox, unloadTray } from '../core/stock/tray.ts';
import { stockHistory, stockView } from '../core/stock/view.ts';
import type { Chooser } from './chooser.ts';
import type { Handlers } from './dispatch.ts';
import { record } from './on-record.ts';
import type { Workstation } from './workstation.ts';

type StockHandlers = Pick<Handlers, keyof typeof stockCalls | keyof typeof dayCalls>;

/** A transfer of a whole box fits many times. */
const MOST_FILE_BYTES = 4 * 1024 * 1024;

export function stockHandlers(station: Workstation, chooser: Chooser, actor: () => Actor): StockHandlers {
  const { publish } = station;
  const context = () => station.stockContext(actor());

  /** Tells the page that its numbers are out of date. */
  async function afterwards<T>(work: Result<T> | Promise<Result<T>>): Promise<Result<T>> {
    const done = await work;
    publish('queue.changed', {});
    return done;
  }

  async function signing<T>(work: (context: TransferContext) => Promise<Result<T>>): Promise<Result<T>> {
    const signer = station.keys.signer('stock', 'Ed25519');
    return signer.ok ? afterwards(work({ ...context(), signer: signer.value })) : signer;
  }

  /** What leaves by a file is on record before it is written. */
  async function save(
    what: string,
    id: string,
    purpose: 'stock' | 'transfer',
    name: string,
    content: () => Promise<Result<Uint8Array | string>>,
  ): Promise<Result<{ file: string } | null>> {
    const asked = actor();
    const bytes = await content();
    if (!bytes.ok) return bytes;
    const path = await chooser.saveFile(purpose, name);
    if (path === null) return ok(null);
    const subject = { kind: 'stock', id } as const;
    const event = { action: 'stock.paperSaved', subject, outcome: 'begun', detail: { what } } as const;
    const recorded = record(station.store, asked, event);
    if (!recorded.ok) return recorded;
    const written = writeWhole(path, bytes.value);
    return written.ok ? ok({ file: path }) : written;
  }

  return {
    'stock.view'() {
      // Who only reads makes no key.
      if (station.mode === 'read') return ok(stockView(context(), null));
      const signer = station.keys.signer('stock', 'Ed25519');
      return signer.ok ? ok(stockView(context(), signer.value)) : signer;
    },
    'stock.history': (input) => stockHistory(input, context()),
    'stock.receive': (input) => afterwards(receiveBox(input, context())),
    'stock.openBox': (input) => afterwards(openBox(input, context())),
    'stock.load': (input) => afterwards(loadTray(input, context())),
    'stock.unload': (input) => afterwards(unloadTray(input, context())),
    'stock.setAside': (input) => afterwards(setAsideBlank(input, context())),
    async 'stock.chooseAndKeepPhoto'({ serial }) {
      const asked = context();
      const path = await chooser.openFile('photo');
      if (path === null) return ok(null);
      const jpeg = await fileOf(path);
      return jpeg.ok ? afterwards(keepPhoto(serial, jpeg.value, asked)) : jpeg;
    },
    'stock.photo': (input) => showPhoto(input, context()),
    'stock.destroy': (input) => afterwards(destroyBlanks(input, context())),
    'stock.chooseAndSaveDestruction': ({ number }) =>
      save('destruction', `D-${number}`, 'stock', `destruction-${number}.pdf`, async () => {
        const paper = destructionRecord(number, context());
        return paper.ok ? ok(await station.papers.destruction(paper.value)) : paper;
      }),
    'stock.sendBack': (input) => afterwards(sendBack(input, context())),
    'stock.addPeer': (input) => afterwards(addPeer(input, context())),
    'stock.transferOut': (input) => signing((asked) => transferOut(input, asked)),
    'stock.chooseAndSaveTransfer': ({ id }) =>
      save('transfer', id, 'transfer', `${id.slice(0, 12)}.blanks`, async () => {
        const transfer = station.store.transfer(id);
        return transfer?.direction === 'out' ? ok(transfer.file) : fail('notFound', { what: id });
      }),
    async 'stock.chooseAndTakeTransfer'({ second }) {
      const asked = context();
      const path = await chooser.openFile('transfer');
      if (path === null) return ok(null);
      const file = await fileOf(path);
      return file.ok ? afterwards(takeTransfer(new TextDecoder().decode(file.value), second, asked)) : file;
    },
    'stock.lose': (input) => afterwards(loseBlank(input, context())),
    'stock.find': (input) => afterwards(findBlank(input, context())),
    'stock.explain': (input) => afterwards(explainDifference(input, context())),

    'day.view': () => ok(dayView(context())),
    'day.checks': async () => ok([...(await dayChecks(context()))]),
    'day.open': (input) => afterwards(openDay(input, context())),
    'day.handShift': (input) => afterwards(handShift(input, context())),
    'day.beginClose': () => afterwards(beginClose(context())),
    'day.resume': () => afterwards(resumeDay(context())),
    'day.close': (input) => afterwards(closeDay(input, context())),
    'day.chooseAndSaveCountSheet': ({ day }) =>
      save('countSheet', day, 'stock', `count-${day}.pdf`, async () => {
        const sheet = countSheet(day, context());
        return sheet.ok ? ok(await station.papers.countSheet(sheet.value)) : sheet;
      }),
  };
}

async function fileOf(path: string): Promise<Result<Uint8Array>> {
  try {
    if ((await stat(path)).size > MOST_FILE_BYTES) return fail('file.unreadable', { path, reason: 'too large' });
    return ok(new Uint8Array(await readFile(path)));
  } catch (thrown) {
    return fail('file.unreadable', { path, reason: codeOf(thrown) });
  }
}
