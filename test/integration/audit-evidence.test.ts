// What leaves the log stands on its own: a selection, a sealed month, several workstations, a witness's signature. Each is
// checked with a key alone, on no database, and each change to it is found.

import { generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ok } from '../../shared/result.ts';
import { verifierKeySchema } from '../../shared/audit/shown.ts';
import { openedExports } from '../../electron/app/opened-exports.ts';
import { keyFrom, readExportFolder, verifyExportFolder } from '../../electron/app/cli/verify-export-folder.ts';
import { systemDigest as digest } from '../../electron/adapters/system/digest.ts';
import { systemVerifier as verifier } from '../../electron/adapters/system/verifier.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import { cosign, cosignedAt } from '../../electron/core/audit/cosignature.ts';
import { figuresOf } from '../../electron/core/audit/figures.ts';
import { lifeOf } from '../../electron/core/audit/life.ts';
import { findable, pageOf } from '../../electron/core/audit/match.ts';
import { COSIGNATURE_TYPE, ed25519KeyOf, verifierKey, type NoteKey } from '../../electron/core/audit/note.ts';
import { unusualPatterns } from '../../electron/core/audit/patterns.ts';
import { parseInclusion, parseWitnessRequest } from '../../electron/core/audit/proof-text.ts';
import { daysOf, periodOf, reportOf } from '../../electron/core/audit/report.ts';
import { verifySelection } from '../../electron/core/audit/selection.ts';
import { timelineOf } from '../../electron/core/audit/timeline.ts';
import { mayCosign } from '../../electron/core/audit/witness.ts';
import type { OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { officeAt } from './audit-office.ts';
import { agreed } from '../support/agreed.ts';
import { freshFolder, kindOf, must, signer } from './office.ts';

function trustOf(store: OpenStore) {
  const key = keyFrom(store.verifierKey);
  if (key === undefined) throw new Error('no key');
  return { digest, verifier, key };
}

describe('a selection', () => {
  const store = (): OpenStore => officeAt('2026-03-02T00:00:00.000Z', 60);
  const sequences = [3, 17, 18, 41];

  test('opens and verifies with the key alone, whichever key of the log that is', () => {
    const log = store();
    const first = trustOf(log);
    must(log.rotateKey(system, signer(), agreed));
    const file = must(log.auditSelection(sequences, { action: 'card.print' }));
    for (const trust of [first, trustOf(log)]) {
      const read = must(verifySelection(trust, file));
      expect(read.entries).toEqual(sequences.flatMap((sequence) => log.auditForms(sequence, 1)));
      expect(read.question).toBe('{"action":"card.print"}');
    }
  });

  test.each<[string, (file: string) => string, string]>([
    ['an entry is edited', (file) => file.replace('officer1', 'officer9'), 'audit.edited'],
    ['an entry is taken out', (file) => without(file, 1), 'audit.selectionAltered'],
    ['the order is changed', (file) => turned(file), 'audit.selectionAltered'],
    ['the question is changed', (file) => file.replace('card.print', 'card.store'), 'audit.forged'],
    ['the checkpoint is another', (file) => file.replace(/"checkpoint": "[^"]*"/, '"checkpoint": "x"'), 'audit.forged'],
    ['it is cut off', (file) => file.slice(0, 900), 'audit.exportIncomplete'],
  ])('is refused where %s', (_, spoil, kind) => {
    const log = store();
    const file = must(log.auditSelection(sequences, { action: 'card.print' }));
    expect(kindOf(verifySelection(trustOf(log), spoil(file)))).toBe(kind);
  });

  function without(file: string, index: number): string {
    const parsed = JSON.parse(file);
    parsed.entries.splice(index, 1);
    return JSON.stringify(parsed);
  }

  function turned(file: string): string {
    const parsed = JSON.parse(file);
    parsed.entries.reverse();
    return JSON.stringify(parsed);
  }
});

describe('a sealed month', () => {
  function sealed() {
    const store = officeAt('2026-01-20T00:00:00.000Z', 1600);
    const first = store.verifierKey;
    must(store.rotateKey(system, signer(), agreed));
    const folder = join(freshFolder(), '2026-02');
    const archive = must(store.archiveAudit(folder, '2026-02'));
    return { store, folder, archive, first };
  }

  test('holds that month, verifies under any key of the log, and is searched as the log is', () => {
    const { store, folder, archive, first } = sealed();
    expect(archive.first).toBeGreaterThan(256);
    for (const key of [first, store.verifierKey]) {
      expect(must(verifyExportFolder(folder, key)).size).toBe(archive.size);
    }
    expect(existsSync(join(folder, 'tile/entries/000'))).toBe(false);
    const { entries } = must(readExportFolder(folder, first));
    const query = {
      action: 'card.stored',
      from: '2026-02-01T00:00:00Z',
      to: '2026-03-01T00:00:00Z',
      limit: 20,
    } as const;
    expect(pageOf(query, entries.map(findable))).toEqual(store.searchAudit(query));
  });

  test('cannot be made before the month is over, nor of a month without entries', () => {
    const { store } = sealed();
    const last = store.auditForms((store.treeHead()?.size ?? 1) - 1, 1)[0]?.time.slice(0, 7) ?? '';
    expect(kindOf(store.archiveAudit(join(freshFolder(), 'a'), last))).toBe('audit.monthOpen');
    expect(kindOf(store.archiveAudit(join(freshFolder(), 'b'), '2025-12'))).toBe('notFound');
  });

  test.each([
    ['tile/entries/003', 'audit.exportIncomplete'],
    ['tile/1/000.p', 'audit.exportIncomplete'],
    ['archive.json', 'audit.exportIncomplete'],
    ['checkpoint', 'audit.exportIncomplete'],
  ])('lacks %s: it says so', (path, kind) => {
    const { folder, first } = sealed();
    rmSync(join(folder, path), { recursive: true });
    expect(kindOf(verifyExportFolder(folder, first))).toBe(kind);
  });

  test('an edited entry is named', () => {
    const { folder, first } = sealed();
    const path = join(folder, 'tile/entries/003');
    writeFileSync(path, readFileSync(path, 'latin1').replace('officer1', 'officer9'), 'latin1');
    const refused = verifyExportFolder(folder, first);
    expect(refused.ok ? null : refused.error).toMatchObject({ kind: 'audit.edited' });
  });
});

test('several workstations make one timeline, each in its own order', () => {
  const stations = ['WS-1', 'WS-2', 'WS-3'].map((name, index) => officeAt('2026-03-02T00:00:00.000Z', 40, name, index));
  const logs = stations.map((store) => {
    const folder = join(freshFolder(), 'export');
    must(store.exportAudit(folder));
    return must(readExportFolder(folder, store.verifierKey));
  });
  const timeline = timelineOf(logs);
  expect(timeline).toHaveLength(logs.reduce((sum, { entries }) => sum + entries.length, 0));
  const times = timeline.map(({ entry }) => entry.time);
  expect(times).toEqual(times.toSorted());
  expect(new Set(timeline.map(({ entry }) => entry.workstation))).toEqual(new Set(['WS-1', 'WS-2', 'WS-3']));
});

describe('exports that are opened beside one another', () => {
  function exported() {
    const stations = ['WS-1', 'WS-2'].map((name, index) => officeAt('2026-03-02T00:00:00.000Z', 40, name, index));
    return stations.map((store) => {
      const folder = join(freshFolder(), 'export');
      must(store.exportAudit(folder));
      return { folder, key: store.verifierKey, entries: store.auditForms(0, 5000) };
    });
  }

  test('are paged newest first and searched as one', () => {
    const beside = openedExports();
    const logs = exported();
    for (const { folder, key } of logs) must(beside.open(folder, key));
    const all = logs.flatMap(({ entries }) => entries);
    const first = beside.page({ offset: 0, limit: 30 });
    expect([first.logs.length, first.total, first.entries.length]).toEqual([2, all.length, 30]);
    const rest = beside.page({ offset: 30, limit: 5000 });
    const times = [...first.entries, ...rest.entries].map(({ entry }) => entry.time);
    expect(times).toEqual(times.toSorted().toReversed());
    const found = beside.page({ text: 'WS-2', action: 'card.stored', offset: 0, limit: 5000 });
    const stored = all.filter((entry) => entry.action === 'card.stored' && entry.workstation === 'WS-2');
    expect(found.entries).toHaveLength(stored.length);
  });

  test('are not opened with another key, not doubled, and gone when they are closed', () => {
    const beside = openedExports();
    const [one, other] = exported();
    if (one === undefined || other === undefined) throw new Error('no stations');
    expect(kindOf(beside.open(one.folder, other.key))).toBe('audit.forged');
    must(beside.open(one.folder, one.key));
    must(beside.open(one.folder, one.key));
    expect(beside.page({ offset: 0, limit: 1 }).logs).toHaveLength(1);
    expect(verifierKeySchema.safeParse(one.key).success).toBe(true);
    beside.close();
    expect(beside.page({ offset: 0, limit: 1 })).toEqual({ logs: [], total: 0, entries: [] });
  });
});

describe('a witness', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const own: NoteKey = {
    name: 'witness.example/audit',
    publicKey: ed25519KeyOf(new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))) ?? new Uint8Array(),
  };
  const cosigned = (note: string): string =>
    cosign(digest, own, note, 1_772_000_000, (message) => new Uint8Array(sign(null, message, privateKey)));

  test('cosigns what continues the log it saw, and the workstation takes that in', () => {
    const store = officeAt('2026-03-02T00:00:00.000Z', 30);
    const trust = trustOf(store);
    const first = parseWitnessRequest(must(store.witnessRequest(0)));
    const head = must(mayCosign(trust, null, first ?? { old: 0, proof: [], checkpoint: '' }));
    const seen = cosigned(first?.checkpoint ?? '');
    expect(cosignedAt(digest, verifier, own, seen)).toBe(1_772_000_000);
    must(
      store.commit(
        system,
        (tx) => (
          tx.audit({
            action: 'application.viewed',
            subject: { kind: 'application', id: 'x' },
            outcome: 'ok',
            detail: {},
          }),
          ok(undefined)
        ),
      ),
    );
    const next = parseWitnessRequest(must(store.witnessRequest(head.size)));
    expect(must(mayCosign(trust, seen, next ?? { old: 0, proof: [], checkpoint: '' })).size).toBe(head.size + 1);
    const key = verifierKey(digest, own, COSIGNATURE_TYPE);
    expect(must(store.checkCosigned(seen, key))).toEqual({ size: head.size, witness: own.name });
    expect(kindOf(store.checkCosigned(seen.replace('1_', '2_'), key.replace('witness', 'nobody')))).toBe('audit.noKey');
    expect(store.verifyAudit([seen]).problem).toBeNull();
  });

  test('refuses a log that was rolled back, written anew, or is another’s', () => {
    const clockless = { folder: '', signer: signer() };
    const store = officeAt('2026-03-02T00:00:00.000Z', 30);
    const trust = trustOf(store);
    const seen = cosigned(store.treeHead()?.checkpoint ?? '');
    const request = (from: OpenStore, old: number) =>
      parseWitnessRequest(must(from.witnessRequest(old))) ?? { old: 0, proof: [], checkpoint: '' };
    const shorter = officeAt('2026-03-02T00:00:00.000Z', 10);
    expect(kindOf(mayCosign(trust, seen, request(shorter, 0)))).toBe('audit.forged');
    expect(kindOf(mayCosign(trust, seen, request(store, 3)))).toBe('ok');
    const size = store.treeHead()?.size ?? 0;
    must(store.rotateKey(system, clockless.signer, agreed));
    expect(kindOf(mayCosign(trust, seen, request(store, size)))).toBe('audit.forged');
    const renewed = trustOf(store);
    expect(kindOf(mayCosign(renewed, seen, request(store, size)))).toBe('ok');
    expect(kindOf(mayCosign(renewed, seen, request(store, size - 1)))).toBe('audit.proofOfOther');
    const tampered = request(store, size);
    const proof = tampered.proof.map((hash, index) => (index === 0 ? hash.map((byte) => byte ^ 1) : hash));
    expect(kindOf(mayCosign(renewed, seen, { ...tampered, proof }))).toBe('audit.forked');
  });
});

test('the proof of an entry names its place and holds the checkpoint whole', () => {
  const store = officeAt('2026-03-02T00:00:00.000Z', 30);
  const text = must(store.auditProof(7));
  expect(text.split('\n').slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 7']);
  expect(parseInclusion(text)).toMatchObject({ index: 7, checkpoint: store.treeHead()?.checkpoint });
  expect(parseInclusion(text.replace('index 7', 'index 07'))).toBeUndefined();
});

test('the life of a card is told from an export as from the log', () => {
  const store = officeAt('2026-03-02T00:00:00.000Z', 120);
  const folder = join(freshFolder(), 'export');
  must(store.exportAudit(folder));
  const all = must(readExportFolder(folder, store.verifierKey)).entries.map(findable);
  const card = all.find(({ entry }) => entry.action === 'card.stored')?.entry.subject.id ?? '';
  const here = lifeOf(card, (id) => [...store.everyAudit({ id })].toReversed());
  const there = lifeOf(card, (id) => pageOf({ id, limit: all.length }, all).toReversed());
  expect(there).toEqual(here);
  expect(here.map(({ action }) => action)).toContain('application.received');
  expect(here.map(({ action }) => action)).toContain('card.handedOver');
});

describe('a report', () => {
  test('counts the day and tells what stands out', () => {
    const store = officeAt('2026-03-02T00:00:00.000Z', 400);
    const entries = [...store.everyAudit(periodOf('2026-03-05'))].toReversed();
    const checkpoint = store.treeHead()?.checkpoint ?? '';
    const report = reportOf({
      period: '2026-03-05',
      office: { code: 'TEST-01', zh: '示例市', en: 'Sample City' },
      workstation: 'WS-1',
      live: false,
      madeAt: '2026-03-06T00:00:00.000Z',
      madeBy: 'supervisor1',
      marks: [],
      entries,
      checkpoint,
      verifierKey: store.verifierKey,
    });
    expect(report.figures.days.map(({ day }) => day)).toEqual(['2026-03-05']);
    expect(report.figures.entries).toBe(entries.length);
    expect(report.patterns.map(({ kind }) => kind)).toContain('outOfHours');
    expect([report.first, report.last]).toEqual([entries[0]?.sequence, entries.at(-1)?.sequence]);
  });

  test('of a month has every day of it', () => {
    expect(daysOf('2026-02')).toHaveLength(28);
    expect(daysOf('2026-12').at(-1)).toBe('2026-12-31');
    expect(daysOf('2026-03-05')).toEqual(['2026-03-05']);
    expect(periodOf('2026-03-05')).toEqual({ from: '2026-03-04T16:00:00.000Z', to: '2026-03-05T16:00:00.000Z' });
  });

  test('figures are those of the entries', () => {
    const store = officeAt('2026-03-02T00:00:00.000Z', 500);
    const all = store.auditForms(0, 5000);
    const figures = figuresOf(all, 0);
    const count = (action: string): number => all.filter((entry) => entry.action === action).length;
    const sum = (name: 'received' | 'stored' | 'handedOver' | 'spoilt'): number =>
      figures.days.reduce((total, day) => total + day[name], 0);
    expect([sum('received'), sum('stored'), sum('handedOver'), sum('spoilt')]).toEqual(
      ['application.received', 'card.stored', 'card.handedOver', 'job.setAside'].map(count),
    );
    expect(Object.values(figures.reprintsBy).reduce((total, one) => total + one, 0)).toBe(count('job.restarted'));
    expect(figures.steps['card.print']).toMatchObject({ medianMs: 3_600_000 });
  });
});

test('what stands out is told, and what does not is not', () => {
  const at = (hour: number, minute = 0): string => new Date(Date.UTC(2026, 2, 2, hour, minute)).toISOString();
  const entry = (sequence: number, time: string, change: object) => ({
    sequence,
    time,
    actor: 'officer1',
    role: 'officer',
    workstation: 'WS-1',
    action: 'application.viewed',
    subject: { kind: 'application', id: 'x' },
    outcome: 'ok',
    detail: {},
    ...change,
  });
  const approval = (sequence: number, by: string) =>
    entry(sequence, at(3, sequence), {
      action: 'approval.given',
      subject: { kind: 'account', id: by },
      detail: { startedBy: 'officer1' },
    });
  const quiet = [entry(0, at(2), {}), entry(1, at(3), { action: 'job.restarted' })];
  expect(unusualPatterns(quiet)).toEqual([]);
  const always = [2, 3, 4, 5, 6].map((sequence) => approval(sequence, 'officer2'));
  const set = entry(7, at(2), { detail: { clockBackMs: 5_400_000 } });
  const late = entry(8, at(20), {});
  const jump = entry(9, new Date(Date.UTC(2026, 2, 9)).toISOString(), { role: 'system' });
  expect(unusualPatterns([...quiet, ...always, set, late, jump])).toEqual([
    { kind: 'samePair', actors: ['officer1', 'officer2'], count: 5, sequences: [2, 3, 4, 5, 6] },
    { kind: 'clockSetBack', actors: [], count: 1, sequences: [7] },
    { kind: 'outOfHours', actors: ['officer1'], count: 1, sequences: [8] },
    { kind: 'clockJumped', actors: [], count: 1, sequences: [9] },
  ]);
  expect(unusualPatterns([...always.slice(1), approval(7, 'supervisor1'), approval(8, 'officer2')])).toEqual([]);
});
