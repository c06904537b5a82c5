/** What the issue screen offers in every situation of a card. */

import { describe, expect, it } from 'vitest';
import {
  isStale,
  mayCancel,
  maySetAside,
  stageOf,
  stepsOf,
  type CaseNow,
} from '../../../renderer/screens/issue/issue-stage.ts';
import { chipSerialSchema, sha256Schema } from '../../../shared/model/ids.ts';
import { jobStateSchema, type JobState } from '../../../shared/model/job.ts';

const inForce = sha256Schema.parse('a'.repeat(64));
const earlier = sha256Schema.parse('b'.repeat(64));
const chipSerial = chipSerialSchema.parse('0A1B2C3D');
const accepted: CaseNow = { application: { state: 'accepted', recordHash: inForce }, job: null, card: null };

function at(state: JobState, part: Partial<NonNullable<CaseNow['job']>> = {}): CaseNow {
  const job = {
    state,
    suspendedIn: null,
    setAsideReason: null,
    recordHash: inForce,
    chipSerial: null,
    blankSerial: null,
    ...part,
  };
  return { ...accepted, job };
}

describe('stageOf', () => {
  it('follows the card from composing to the safe', () => {
    const stages = jobStateSchema.options.map((state) => [state, stageOf(at(state))]);
    expect(Object.fromEntries(stages)).toEqual({
      composed: 'encode',
      encoding: 'running',
      encoded: 'print',
      printing: 'running',
      printed: 'verify',
      verified: 'store',
      suspended: 'suspended',
      setAside: 'setAside',
      cancelled: 'compose',
    });
    expect(stageOf({ ...at('verified'), card: { state: 'inCustody' } })).toBe('stored');
  });

  it('begins no card without an accepted application', () => {
    const states = (['received', 'returned', 'held', 'withdrawn'] as const).map((state) =>
      stageOf({ ...accepted, application: { state, recordHash: inForce } }),
    );
    expect(states).toEqual(Array.from({ length: 4 }, () => 'notAccepted'));
    expect(stageOf(accepted)).toBe('compose');
  });

  it('starts anew from a replaced record only where nothing of the old card is in a machine', () => {
    const stale = { recordHash: earlier };
    expect(isStale(at('composed', stale))).toBe(true);
    expect([stageOf(at('composed', stale)), stageOf(at('setAside', stale)), stageOf(at('encoded', stale))]).toEqual([
      'compose',
      'compose',
      'print',
    ]);
  });
});

describe('maySetAside', () => {
  it('needs a card that is in work and no device at it', () => {
    const allowed = jobStateSchema.options.filter((state) => maySetAside(at(state)));
    expect(allowed).toEqual(['encoded', 'printed', 'verified', 'suspended']);
    expect(maySetAside({ ...at('verified'), card: { state: 'inCustody' } })).toBe(false);
  });
});

describe('mayCancel', () => {
  it('is offered before writing and after setting aside', () => {
    expect(jobStateSchema.options.filter((state) => mayCancel(at(state)))).toEqual(['composed', 'setAside']);
  });
});

describe('stepsOf', () => {
  const states = (now: CaseNow, running: 'encode' | null = null) => stepsOf(now, running).map(({ state }) => state);

  it('shows one step as the present one, those before as done', () => {
    expect(states(at('encoded'))).toEqual(['done', 'done', 'current', 'waiting', 'waiting']);
    expect(states(at('composed'), 'encode')).toEqual(['done', 'running', 'waiting', 'waiting', 'waiting']);
    expect(states({ ...at('verified'), card: { state: 'inCustody' } })).toEqual(
      Array.from({ length: 5 }, () => 'done'),
    );
  });

  it('says where an unknown outcome and a spoilt card stopped', () => {
    expect(states(at('suspended', { suspendedIn: 'printing' }))[2]).toBe('unknown');
    expect(states(at('suspended', { suspendedIn: 'encoding' }))[1]).toBe('unknown');
    expect(states(at('setAside'))[1]).toBe('failed');
    expect(states(at('setAside', { chipSerial, setAsideReason: 'chipFault' }))[1]).toBe('failed');
    expect(states(at('setAside', { chipSerial, setAsideReason: 'visualDefect' }))[3]).toBe('failed');
    expect(states(at('setAside', { chipSerial, setAsideReason: 'other' }))[2]).toBe('failed');
  });
});
