// A log that is signed throughout can still lie about the clock; and what verification says of the smallest logs.

import { expect, test } from 'vitest';
import { encodeEntry } from '../../../electron/core/audit/canonical.ts';
import { signCheckpoint } from '../../../electron/core/audit/checkpoint.ts';
import { appendLeaf, emptyFrontier, rootOf } from '../../../electron/core/audit/merkle.ts';
import { verifyLog, type LogRow, type StoredHead, type StoredLog } from '../../../electron/core/audit/verify.ts';
import { utf8Bytes } from '../../../electron/core/chip/bytes.ts';
import { digest, noteSigner, verifier } from './platform.ts';

const { key, sign } = noteSigner('starcard/TEST-01/WS-1');
const trust = { digest, verifier, key };

/** A log with a good head after each entry; `clockBackMs` only where an entry admits it. */
function logOf(entries: readonly { readonly time: string; readonly clockBackMs?: number }[]): StoredLog {
  const rows: LogRow[] = [];
  const heads: StoredHead[] = [];
  let frontier = emptyFrontier;
  for (const [sequence, { time, clockBackMs }] of entries.entries()) {
    const { text, leaf } = encodeEntry(digest, {
      sequence,
      time,
      actor: 'officer1',
      role: 'officer',
      workstation: 'WS-1',
      action: 'application.viewed',
      subject: { kind: 'application', id: 'a' },
      outcome: 'ok',
      detail: clockBackMs === undefined ? {} : { clockBackMs },
    });
    const entry = utf8Bytes(text);
    frontier = appendLeaf(digest, frontier, leaf).frontier;
    const head = { size: frontier.size, rootHash: rootOf(digest, frontier) };
    rows.push({ sequence, entry, leafHash: leaf });
    heads.push({ ...head, checkpoint: signCheckpoint(digest, key, head, sign) });
  }
  return { rows, heads, tileHashes: [] };
}

const eight = '2026-03-02T08:00:00.000Z';
const secondsBefore = '2026-03-02T07:59:58.000Z';

test('an entry that is older than the one before it has to say so, and by how much', () => {
  const problemOf = (second: Parameters<typeof logOf>[0][number]) =>
    verifyLog(trust, logOf([{ time: eight }, second])).problem;
  const hidden = { kind: 'audit.clockHidden', data: { sequence: 1 } };
  expect(problemOf({ time: secondsBefore, clockBackMs: 2_000 })).toBeNull();
  expect(problemOf({ time: secondsBefore })).toEqual(hidden);
  expect(problemOf({ time: secondsBefore, clockBackMs: 1_000 })).toEqual(hidden);
  expect(problemOf({ time: eight, clockBackMs: 2_000 })).toEqual(hidden);
});

test('an empty log is intact, unless a checkpoint says that it was not empty', () => {
  const empty = { rows: [], heads: [], tileHashes: [] };
  const [head] = logOf([{ time: eight }]).heads;
  expect(verifyLog(trust, empty)).toMatchObject({ size: 0, problem: null });
  expect(verifyLog(trust, { ...empty, known: [head?.checkpoint ?? ''] }).problem).toEqual({
    kind: 'audit.rolledBack',
    data: { sequence: 0, size: 1 },
  });
});

test('two checkpoints of one size show two histories, whatever the rows say', () => {
  const known = [eight, secondsBefore].map((time) => [...logOf([{ time }]).heads][0]?.checkpoint ?? '');
  expect(verifyLog(trust, { ...logOf([{ time: eight }]), known }).problem).toMatchObject({ kind: 'audit.forked' });
});
