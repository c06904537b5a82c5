/** The life of a card on the audit screen, and what a proof says. */

import { describe, expect, it } from 'vitest';
import { gapsOf, lifeIdOf, lifeSummary, stretchesOf } from '../../../renderer/screens/audit/life-of-card.ts';
import { proofFacts } from '../../../renderer/screens/audit/proof-facts.ts';
import type { AuditForm } from '../../../shared/audit/shown.ts';

function entry(sequence: number, action: string, change: Partial<AuditForm> = {}): AuditForm {
  return {
    sequence,
    time: new Date(Date.UTC(2026, 10, 2, 1, sequence)).toISOString(),
    actor: 'officer1',
    role: 'officer',
    workstation: 'WS-1',
    action,
    subject: { kind: 'job', id: 'j' },
    outcome: 'ok',
    detail: {},
    ...change,
  };
}

const blank = (id: string): Partial<AuditForm> => ({ subject: { kind: 'blank', id } });

const spoiltOnce = [
  entry(0, 'application.received', { role: 'system', actor: 'system' }),
  entry(1, 'application.accepted'),
  entry(2, 'job.composed'),
  entry(3, 'blank.assigned', blank('SC-1')),
  entry(4, 'chip.encode', { outcome: 'begun' }),
  entry(5, 'job.setAside'),
  entry(6, 'job.restarted'),
  entry(7, 'blank.assigned', blank('SC-2')),
  entry(8, 'chip.encode', { outcome: 'begun' }),
  entry(9, 'chip.encode'),
  entry(10, 'card.print'),
  entry(11, 'card.verify'),
  entry(12, 'card.stored'),
  entry(13, 'card.handedOver', { actor: 'officer2' }),
  entry(14, 'audit.marked', { actor: 'supervisor1', role: 'supervisor' }),
];

describe('a life', () => {
  it('is told in stretches of work, again where it was done again', () => {
    expect(stretchesOf(spoiltOnce).map(({ stage, entries }) => [stage, entries.length])).toEqual([
      ['approval', 1],
      ['review', 1],
      ['faces', 1],
      ['chip', 2],
      ['trouble', 2],
      ['chip', 3],
      ['print', 1],
      ['verify', 1],
      ['safe', 1],
      ['release', 2],
    ]);
  });

  it('begins with its approval, and not when the box of its blank came', () => {
    const withBox = [
      entry(0, 'stock.moved', { subject: { kind: 'stock', id: 'B-1' } }),
      entry(1, 'blank.received', { subject: { kind: 'stock', id: 'B-1' } }),
      entry(2, 'application.received'),
      entry(3, 'card.stored'),
      entry(4, 'handover.identity'),
      entry(5, 'card.handedOver'),
    ];
    expect(stretchesOf(withBox).map(({ stage, entries }) => [stage, entries.length])).toEqual([
      ['stock', 2],
      ['approval', 1],
      ['safe', 1],
      ['release', 2],
    ]);
    expect(lifeSummary(withBox)?.begun).toBe('2026-11-02T01:02:00.000Z');
  });

  it('comes to who did what, with which blanks, and how far', () => {
    expect(lifeSummary(spoiltOnce)).toEqual({
      begun: '2026-11-02T01:00:00.000Z',
      ended: '2026-11-02T01:14:00.000Z',
      people: ['officer1', 'officer2', 'supervisor1'],
      blanks: ['SC-1', 'SC-2'],
      spoilt: 1,
      reached: 'handedOver',
      acceptedBy: 'officer1',
      handedOverBy: 'officer2',
    });
    expect(lifeSummary([])).toBeNull();
  });

  it.each([
    [1, 'approval'],
    [2, 'accepted'],
    [12, 'made'],
    [13, 'stored'],
    [14, 'handedOver'],
  ] as const)('after %d entries it has reached %s', (count, reached) => {
    expect(lifeSummary(spoiltOnce.slice(0, count))?.reached).toBe(reached);
  });

  it('begins with the case, not with the box that its blank came in', () => {
    const early = entry(0, 'blank.received', { time: '2020-01-01T00:00:00.000Z', role: 'system' });
    const life = [early, ...spoiltOnce.slice(1)];
    expect(stretchesOf(life)[0]).toEqual({ stage: 'stock', entries: [early] });
    expect(lifeSummary(life)?.begun).toBe('2026-11-02T01:01:00.000Z');
    expect(lifeSummary([early])).toBeNull();
  });

  it('does not count what was refused as done', () => {
    const refused = [entry(0, 'application.received'), entry(1, 'card.verify', { outcome: 'refused' })];
    expect(lifeSummary(refused)?.reached).toBe('approval');
  });

  it('tells how long each entry came after the one before', () => {
    expect([...gapsOf(spoiltOnce.slice(0, 3))]).toEqual([
      [1, 60_000],
      [2, 60_000],
    ]);
  });

  it('is found from what belongs to a card and from nothing else', () => {
    const kinds = ['application', 'job', 'blank', 'card', 'account', 'log', 'workstation'];
    expect(kinds.filter((kind) => lifeIdOf({ subject: { kind, id: 'x' } }) !== null)).toEqual([
      'application',
      'job',
      'blank',
      'card',
    ]);
  });
});

describe('a proof', () => {
  const text = 'c2sp.org/tlog-proof@v1\nindex 7\nAAAA\nBBBB\n\nstarcard/TEST/WS-1\n30\nrootroot=\n\n— key sig\n';

  it('says in which log the entry stands, and by how many hashes', () => {
    expect(proofFacts(text)).toEqual({ hashes: 2, origin: 'starcard/TEST/WS-1', size: 30, rootHash: 'rootroot=' });
  });

  it('says nothing where it is none', () => {
    expect([proofFacts(''), proofFacts('index 7\n\norigin\nmany\nx')]).toEqual([null, null]);
  });
});
