import { describe, expect, test } from 'vitest';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { systemVerifier } from '../../../electron/adapters/system/verifier.ts';
import { trustFrom, verifyRecord } from '../../../electron/core/intake/verify-record.ts';
import { chanceOf } from '../../../electron/core/sample/chance.ts';
import { sampleMaker } from '../../../electron/core/sample/generate.ts';
import { specimenProfile } from '../../../electron/core/specimen/profile.ts';

const today = '2026-11-22';
const now = new Date(`${today}T09:00:00Z`);
const trust = trustFrom(specimenProfile, systemVerifier, systemDigest);
const portrait = () => Promise.resolve(new Uint8Array(600).fill(1));
const make = sampleMaker({ seed: 1, today, profile: specimenProfile }, portrait);

async function verdict(jws: string, at = now, by = trust): Promise<string> {
  const verified = await verifyRecord(jws, by, at);
  return verified.ok ? 'ok' : verified.error.kind;
}

describe('verifying a record', () => {
  test('gives the record, its line and the digest of its payload', async () => {
    const { jws, record, hash } = await make(0);
    expect(await verifyRecord(jws, trust, now)).toEqual({ ok: true, value: { jws, record, hash } });
  });

  test('holds until it expires, and allows five minutes between two clocks', async () => {
    const { jws, record } = await make(1);
    const issuedAt = Date.parse(record.issuedAt);
    const expiresAt = Date.parse(record.expiresAt);
    const instants = [issuedAt - 300_001, issuedAt - 300_000, expiresAt - 1, expiresAt];
    const verdicts = await Promise.all(instants.map((instant) => verdict(jws, new Date(instant))));
    expect(verdicts).toEqual(['intake.notYetValid', 'ok', 'ok', 'intake.expired']);
  });

  test('is about this office and, where stated, this workstation', async () => {
    const samples = await Promise.all(Array.from({ length: 20 }, (_, index) => make(10 + index)));
    const assigned = samples.find(({ record }) => record.audience.workstation !== undefined);
    const open = samples.find(({ record }) => record.audience.workstation === undefined);
    const beside = { ...trust, workstation: 'TRAINING-2' };
    const verdicts = await Promise.all([assigned, open].map((sample) => verdict(sample?.jws ?? '', now, beside)));
    expect(verdicts).toEqual(['intake.wrongWorkstation', 'ok']);
    expect(await verdict(open?.jws ?? '', now, { ...trust, office: '310000-01' })).toBe('intake.wrongOffice');
  });

  test('a profile without roots or lists trusts nobody', async () => {
    const { jws } = await make(2);
    const fresh = (change: object) => trustFrom({ ...specimenProfile, ...change }, systemVerifier, systemDigest);
    expect(await verdict(jws, now, fresh({ approvalRoots: [] }))).toBe('intake.certificateUntrusted');
    expect(await verdict(jws, now, fresh({ revocationLists: ['AAAA'] }))).toBe('intake.revocationUnknown');
  });

  test('a thousand altered lines: each is refused by a name, none gets through', async () => {
    const chance = chanceOf(2, 0);
    const { jws } = await make(3);
    const alphabet = 'ABCDEFabcdef0123-_.= é\u0000';
    const kinds = new Set<string>();
    for (let round = 0; round < 1000; round += 1) {
      const at = chance.int(jws.length);
      const letter = alphabet.charAt(chance.int(alphabet.length));
      const altered = jws.slice(0, at) + letter + jws.slice(at + (chance.percent(80) ? 1 : 0));
      if (altered !== jws) kinds.add(await verdict(altered));
    }
    expect([...kinds].filter((kind) => !kind.startsWith('intake.'))).toEqual([]);
    expect(kinds).toContain('intake.signature');
  });
});
