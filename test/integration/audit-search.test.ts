// Whatever is asked, the index finds the same entries as going through the whole log does; and it is only a convenience.

import SqliteDatabase from 'better-sqlite3';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import type { AuditQuery } from '../../shared/audit/query.ts';
import { ok } from '../../shared/result.ts';
import { auditActions } from '../../shared/audit/catalogue.ts';
import type { EntryForm } from '../../electron/core/audit/canonical.ts';
import { lifeOf } from '../../electron/core/audit/life.ts';
import { findable, pageOf } from '../../electron/core/audit/match.ts';
import { openStore, type OpenStore, type StoreOptions } from '../../electron/adapters/sqlite/open-store.ts';
import { dice } from '../unit/audit/platform.ts';
import { officeHistory } from '../support/audit-history.ts';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { handClock, must, optionsFor } from './office.ts';

const TOTAL = 9_500;
let folder: string;
let store: OpenStore;
let options: StoreOptions;
let all: readonly EntryForm[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'starcard-search-'));
  const clock = handClock('2026-03-02T08:00:00.000Z');
  options = optionsFor(folder, { clock });
  store = must(openStore(options));
  let minutes = 0;
  let batch: ReturnType<typeof officeHistory> extends Iterable<infer S> ? S[] : never = [];
  for (const step of officeHistory(dice(7))) {
    batch.push(step);
    if (batch.length < 200) continue;
    for (const { actor } of batch.slice(0, 1)) {
      must(
        store.commit(actor, (tx) => {
          for (const { events } of batch) {
            minutes += 3;
            clock.set(new Date(Date.UTC(2026, 2, 2, 8, minutes)).toISOString());
            for (const event of events) tx.audit(event);
          }
          return ok(undefined);
        }),
      );
    }
    batch = [];
    // The clock is set back once, in the middle.
    if (minutes > 9_000 && minutes < 9_700) minutes -= 2_000;
    if ((store.treeHead()?.size ?? 0) > TOTAL) break;
  }
  all = store.auditForms(0, 20_000);
});

afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Questions of every kind, alone and together, the same in every run. */
function* questions(count: number): Iterable<AuditQuery> {
  const roll = dice(11);
  const sample = (): EntryForm | undefined => all[roll(all.length)];
  const texts = ['spoil', '作废', 'officer1', 'chipfault print', 'sc', '退回', 'verify failed', 'nothing at all'];
  for (let at = 0; at < count; at += 1) {
    const entry = sample();
    const times = [sample()?.time ?? '', sample()?.time ?? ''].toSorted();
    const maybe = (part: Partial<AuditQuery>): Partial<AuditQuery> => (roll(3) === 0 ? part : {});
    yield {
      limit: 1 + roll(120),
      ...maybe({ action: auditActions[roll(auditActions.length)] ?? 'app.started' }),
      ...maybe({ outcome: roll(2) === 0 ? 'ok' : 'refused' }),
      ...maybe({ severity: roll(2) === 0 ? 'info' : 'notice' }),
      ...maybe({ actor: 'officer2' }),
      ...maybe({ subjectKind: 'job' }),
      ...maybe({ from: times[0] ?? '', to: times[1] ?? '' }),
      ...maybe({ before: roll(all.length) }),
      ...(roll(4) === 0 ? { id: entry?.subject.id ?? '' } : {}),
      ...(roll(4) === 0 ? { text: texts[roll(texts.length)] ?? '' } : {}),
      ...(roll(8) === 0 ? { text: `${entry?.subject.id.slice(0, 9)} ${entry?.action}` } : {}),
    };
  }
}

const sequences = (entries: readonly EntryForm[]): readonly number[] => entries.map(({ sequence }) => sequence);

describe('what is found', () => {
  test('is what going through the log finds, before it is indexed, half way and after', () => {
    const everything = all.map(findable);
    for (const pages of [0, 1, 2]) {
      if (pages > 0) store.indexAudit(1);
      for (const query of questions(100)) {
        expect({ pages, query, found: sequences(store.searchAudit(query)) }).toEqual({
          pages,
          query,
          found: sequences(pageOf(query, everything)),
        });
      }
    }
    expect(store.indexAudit()).toBe(true);
  });

  test('goes on page by page to the very first entry', () => {
    const found: number[] = [];
    for (let before: number | undefined; ; before = found.at(-1)) {
      const page = store.searchAudit({ limit: 300, actor: 'officer1', ...(before === undefined ? {} : { before }) });
      if (page.length === 0) break;
      found.push(...sequences(page));
    }
    expect(found).toEqual(
      all
        .filter(({ actor }) => actor === 'officer1')
        .map(({ sequence }) => sequence)
        .toReversed(),
    );
  });
});

test('the life of a card is every entry about its application, its job, its blank and itself, and of no other', () => {
  const stored = all.filter(({ action }) => action === 'card.stored')[40];
  const { job, blank } = { job: String(stored?.detail['job']), blank: String(stored?.detail['blank']) };
  const mentionsOf = (id: string) => [...store.everyAudit({ id })].toReversed();
  const life = lifeOf(stored?.subject.id ?? '', mentionsOf);
  expect(life.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'application.received ok',
    'application.viewed ok',
    'application.accepted ok',
    'job.composed ok',
    'blank.assigned ok',
    'chip.encode begun',
    'chip.encode ok',
    'card.print begun',
    'card.print ok',
    'card.verify ok',
    'card.stored ok',
    'card.handedOver ok',
  ]);
  expect(sequences(lifeOf(job, mentionsOf))).toEqual(sequences(life));
  expect(sequences(lifeOf(blank, mentionsOf))).toEqual(sequences(life));
});

describe('the index is only a convenience', () => {
  const query: AuditQuery = { limit: 50, actor: 'officer2', outcome: 'ok' };

  test.each([
    ['missing', () => rmSync(join(folder, 'audit-index.db'))],
    ['no database', () => writeFileSync(join(folder, 'audit-index.db'), 'x'.repeat(5000))],
    ['damaged behind its head', () => damage(join(folder, 'audit-index.db'))],
  ])('%s: it is made anew', (_, spoil) => {
    const expected = sequences(store.searchAudit(query));
    store.close();
    for (const name of readdirSync(folder).filter((file) => file.startsWith('audit-index.db-')))
      rmSync(join(folder, name));
    spoil();
    store = must(openStore(options));
    expect(sequences(store.searchAudit(query))).toEqual(expected);
    expect(store.indexAudit()).toBe(true);
    expect(sequences(store.searchAudit(query))).toEqual(expected);
  });

  test('emptied by hand: what leaves the office is still all of it', () => {
    store.close();
    store = must(openStore(options));
    expect(store.indexAudit()).toBe(true);
    const expected = sequences([...store.everyAudit(query)]);
    store.close();
    const index = new SqliteDatabase(join(folder, 'audit-index.db'));
    index.exec('UPDATE facet SET bits = zeroblob(length(bits)); UPDATE page SET earliest = 0, latest = 0');
    index.close();
    store = must(openStore(options));
    expect(sequences([...store.everyAudit(query)]).length).toBeLessThan(expected.length);
    expect(sequences([...store.everyAuditInLog(query)])).toEqual(expected);
    store.close();
    rmSync(join(folder, 'audit-index.db'));
    store = must(openStore(options));
  });

  test('a reader without one goes through the log', () => {
    const expected = sequences(store.searchAudit(query));
    store.close();
    for (const name of readdirSync(folder).filter((file) => file.startsWith('audit-index.db'))) {
      rmSync(join(folder, name));
    }
    const reader = must(openStore({ ...options, mode: 'read' }));
    expect(sequences(reader.searchAudit(query))).toEqual(expected);
    expect(readdirSync(folder).filter((file) => file.startsWith('audit-index.db'))).toEqual([]);
    reader.close();
    store = must(openStore(options));
  });
});

function damage(file: string): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xa5, bytes.length / 4));
}
