/**
 * How fast the desk is in a large office: a review decision, a blank for a job and a hand-over at 100,000 cards on file
 * against the same at 1,000, and what a person waits for: sign-in, the queue's first page, a search while typing.
 */

import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemplate } from '../../electron/adapters/pdf/template-file.ts';
import { photoCodec } from '../../electron/adapters/photo/photo-codec.ts';
import { openStore, type OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import type { ChipImage } from '../../electron/core/chip/chip.ts';
import { checkIdentity } from '../../electron/core/hand-over/check-identity.ts';
import { confirmByHolder } from '../../electron/core/hand-over/confirm.ts';
import { draftReceipt, signReceipt } from '../../electron/core/hand-over/sign.ts';
import { beginEncoding } from '../../electron/core/issue/encode.ts';
import type { Actor, Clock, Signer } from '../../electron/core/ports.ts';
import { acceptApplication } from '../../electron/core/review/accept.ts';
import { viewOf } from '../../electron/core/review/view.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { handOverCard } from '../../electron/core/stock/hand-over.ts';
import { setUpDay, setUpTray } from '../../electron/core/stock/set-up-tray.ts';
import type { Application } from '../../shared/model/application.ts';
import { ok, type Result } from '../../shared/result.ts';
import { caseOf, fill, jobOf, photo, recordOf } from '../support/desk-history.ts';
import { penLine } from '../support/desk-inputs.ts';
import { bench, median, type Figure } from './harness.ts';

const root = mkdtempSync(join(tmpdir(), 'starcard-bench-desk-'));
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
const signer: Signer = {
  keyName: 'audit',
  algorithm: 'Ed25519',
  publicKey: () => spki,
  sign: (data) => ok(new Uint8Array(sign(null, data, privateKey))),
};
const start = Date.UTC(2026, 2, 4, 1);
const clock: Clock = { now: () => new Date(start) };
const officer: Actor = { account: 'officer1', role: 'officer' };
const other: Actor = { account: 'officer2', role: 'officer' };
const drawnReceipt = systemRandom.bytes(40_000);
const template = must(await readTemplate(join('resources', 'templates'), specimenProfile.template));

/** As the workstation puts it together, but that a receipt is drawn in no time: it is as much work in any office. */
const parts = {
  clock,
  template,
  photoCodec,
  random: systemRandom,
  digest: systemDigest,
  profile: specimenProfile,
  renderReceipt: () => Promise.resolve(drawnReceipt),
  onJobChanged: () => undefined,
};

/** As large as a chip of this layout is; what is in it, nobody here asks. */
const image: ChipImage = {
  sodHash: systemDigest.sha256Hex(new TextEncoder().encode('SOD')),
  files: [{ application: 'emrtd', fileId: 0x0102, name: 'EF.DG2', bytes: systemRandom.bytes(20_000) }],
};

/** What is measured; whatever it needs was done before. */
type Act = () => Result<unknown> | Promise<Result<unknown>>;

/** Cases that are decided, issued and handed over while it is measured. */
const MEASURED = 300;

interface Office {
  readonly store: OpenStore;
  readonly cards: number;
  /** The number of the next case that nobody has touched. */
  next: number;
}

function office(cards: number): Office {
  const store = reopened(cards);
  must(setUpDay({ store, now: clock.now() }));
  fill(store, cards, clock.now());
  return { store, cards, next: cards + 1 };
}

function reopened(cards: number): OpenStore {
  const opened = openStore({
    folder: join(root, String(cards)),
    mode: 'write',
    digest: systemDigest,
    clock,
    signer,
    workstation: specimenProfile.workstation,
    origin: 'starcard/BENCH/WS-1',
  });
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
}

/** Cases to be reviewed and a tray to work from. */
function prepare({ store, next }: Office): void {
  must(setUpDay({ store, now: clock.now() }));
  must(setUpTray({ box: 'BENCH', firstSerial: 1_000_001, count: MEASURED }, { store, now: clock.now() }));
  must(
    store.commit(officer, (tx) => {
      for (let n = next; n < next + MEASURED; n += 1) {
        const received = caseOf(n, { state: 'received', reviewedBy: null, reviewedAt: null, revision: 1 });
        tx.insertApplication(received, photo);
        tx.insertRecord(recordOf(n, received));
      }
      tx.audit({
        action: 'application.viewed',
        subject: { kind: 'application', id: caseOf(next).id },
        outcome: 'ok',
        detail: {},
      });
      return ok(undefined);
    }),
  );
}

/** The case is accepted: warnings, decision, entry, queue, the index in memory, and the view that comes back. */
async function review({ store }: Office, n: number): Promise<Act> {
  const { id: applicationId } = caseOf(n);
  const context = { ...parts, store, actor: officer };
  const warnings = must(await viewOf(applicationId, context)).warnings;
  const acknowledged = warnings.map(({ kind }) => kind);
  return () => acceptApplication({ applicationId, revision: 1, acknowledged }, context);
}

/** The next blank of the tray is the job's from now on. The job and its chip's bytes are there before. */
function assign({ store }: Office, n: number): Act {
  const application = stored(store, n);
  const job = { ...jobOf(n, application, null, 'composed'), sodHash: null };
  must(
    store.commit(officer, (tx) => {
      tx.insertJob(job);
      const subject = { kind: 'application', id: application.id } as const;
      tx.audit({ action: 'application.viewed', subject, outcome: 'ok', detail: {} });
      return ok(undefined);
    }),
  );
  return () => beginEncoding(job, image, null, { ...parts, store, actor: officer });
}

/** A card leaves: it, its blank, its receipt and its result. Every step before is done, the chip's without a writer. */
async function handOver({ store, cards }: Office, round: number): Promise<Act> {
  const n = 10 * (1 + (round % Math.floor(cards / 10)));
  const card = store.cardOfJob(jobOf(n, caseOf(n), null, 'verified').id);
  if (card === undefined) throw new Error('no card waits');
  const { id: cardId, revision } = card;
  const context = { ...parts, store, actor: other };
  const passportNumber = stored(store, n).person.passport.number;
  must(checkIdentity({ cardId, passportNumber, portraitMatches: true, collector: { kind: 'holder' } }, context));
  must(
    store.commit(other, (tx) => {
      const doneAt = clock.now().toISOString();
      tx.insertHandOverStep({ cardId, step: 'chip', doneBy: other.account, doneAt, receiptHash: null });
      const detail = { blank: card.blankSerial };
      tx.audit({ action: 'handover.chip', subject: { kind: 'card', id: cardId }, outcome: 'ok', detail });
      return ok(undefined);
    }),
  );
  must(confirmByHolder({ cardId, means: 'sheet', language: 'en', facesRight: true, chipRight: true }, context));
  const { receiptHash } = must(await draftReceipt({ cardId }, context));
  must(signReceipt({ cardId, receiptHash, signature: penLine }, context));
  return () => handOverCard({ cardId, revision }, context);
}

function stored(store: OpenStore, n: number): Application {
  const application = store.application(caseOf(n).id);
  if (application === undefined) throw new Error('no such case');
  return application;
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function timed(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

/** The three acts in both offices by turns, so that whatever else the disk does meets both. */
async function acts(small: Office, large: Office): Promise<readonly Figure[]> {
  const works = { 'review decision': review, 'blank for a job': assign, 'hand-over': handOver };
  const names = Object.keys(works) as (keyof typeof works)[];
  const times = new Map<string, number[]>();
  const turns = names.flatMap((name) => [
    { name, key: `${name} small`, at: small },
    { name, key: `${name} large`, at: large },
  ]);
  for (let round = 0; round < Math.min(MEASURED, small.cards / 10); round += 1) {
    for (const { name, key, at } of turns) {
      const act = await works[name](at, name === 'hand-over' ? round : at.next + round);
      const startedAt = performance.now();
      must(await act());
      const took = performance.now() - startedAt;
      // The first rounds compile the program.
      if (round >= 20) times.set(key, [...(times.get(key) ?? []), took]);
    }
  }
  return names.flatMap((name): readonly Figure[] => {
    const at = (place: string): number => median(times.get(`${name} ${place}`) ?? []);
    return [
      {
        name: `${name}, against ${small.cards} cards on file`,
        value: at('large') / at('small'),
        unit: 'x',
        atMost: 1.5,
      },
      { name: name, value: at('large'), unit: 'ms', atMost: 20 },
    ];
  });
}

/** What somebody waits for in the large office: the first time counts for unlocking, the median of the rest. */
function waits({ store, cards }: Office): readonly Figure[] {
  store.closeIndex();
  const unlocking = timed(() => store.openIndex());
  const page = median(
    Array.from({ length: 15 }, () => timed(() => void store.queue({ view: 'all', offset: 0, limit: 50 }))),
  );
  const person = caseOf(Math.floor(cards * 0.7)).person;
  const texts = {
    'application number': caseOf(Math.floor(cards * 0.7)).number,
    'card number': caseOf(Math.floor(cards * 0.7)).card.number,
    passport: person.passport.number,
    'Latin name': person.latinName.slice(0, 9),
    'Chinese name': person.chineseName ?? '',
    'one letter': 'a',
    nobody: 'nobody of this name',
  };
  const searches = Object.entries(texts).map(([name, text]) => {
    const found = store.queue({ view: 'all', text, offset: 0, limit: 50 }).total;
    if (found > 0 === (name === 'nobody')) throw new Error(`${name} found ${found}`);
    const ms = median(
      Array.from({ length: 9 }, () => timed(() => void store.queue({ view: 'all', text, offset: 0, limit: 50 }))),
    );
    return { name, ms };
  });
  const cardSearch = median(
    Array.from({ length: 9 }, () => timed(() => void store.cards({ text: person.passport.number, limit: 50 }))),
  );
  const ages = { uncollectedBefore: clock.now().toISOString(), returnBefore: clock.now().toISOString() };
  const custody = Object.entries({ ...texts, 'a slot': 'k7', everything: '' }).map(([name, text]) => {
    const query = { view: 'all', text, limit: 500, ...ages } as const;
    return { name, ms: median(Array.from({ length: 5 }, () => timed(() => void store.custody(query)))) };
  });
  const slowestCard = custody.toSorted((one, another) => another.ms - one.ms)[0] ?? { name: '', ms: 0 };
  const slowest = searches.toSorted((one, another) => another.ms - one.ms)[0] ?? { name: '', ms: 0 };
  return [
    { name: `unlocking what ${cards} cases are found by`, value: unlocking, unit: 'ms', atMost: 2000 },
    { name: "the queue's first page", value: page, unit: 'ms', atMost: 20 },
    { name: `typed search, the slowest: ${slowest.name}`, value: slowest.ms, unit: 'ms', atMost: 50 },
    { name: 'where is my card, by passport', value: cardSearch, unit: 'ms', atMost: 50 },
    { name: `custody, 500 cards of a search, the slowest: ${slowestCard.name}`, value: slowestCard.ms, unit: 'ms' },
  ];
}

await bench('desk', async (isQuick) => {
  try {
    const small = office(1_000);
    const large = office(isQuick ? 10_000 : 100_000);
    for (const one of [small, large]) {
      prepare(one);
      one.store.openIndex();
    }
    const figures = [...(await acts(small, large)), ...waits(large)];
    small.store.close();
    large.store.close();
    return figures;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
