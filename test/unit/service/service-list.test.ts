/** The list of services: what is written comes back, and nothing else is taken for a list. */

import { describe, expect, test } from 'vitest';
import { decodeServiceList, encodeServiceList } from '../../../electron/core/service/service-list.ts';
import { believeList, decodeSignedList, signList } from '../../../electron/core/service/signed-list.ts';
import { sha256Schema } from '../../../shared/model/ids.ts';
import { ok } from '../../../shared/result.ts';
import { mutations } from '../chip/mutate.ts';
import { authority, card, entryOf, listOf, madeAt, newAuthority, now, ports, value } from './sample.ts';

const withdrawn = { status: 'withdrawn', certificate: null } as const;
const list = listOf([entryOf('mail', withdrawn), entryOf('tax')]);
const signed = value(signList(list, madeAt, authority.listSigner, ports.digest));

describe('the list in DER', () => {
  test.each([
    ['no entry', listOf([])],
    ['an active and a withdrawn entry', list],
    ['the largest number', listOf([], { number: 0x7fff_ffff })],
    ['a rare ideograph in the name', listOf([entryOf('tax', { nameZh: '𠮷服务' })])],
    ['an end beyond 2049', listOf([entryOf('tax', { notAfter: new Date('2051-01-01T15:59:59Z') })])],
  ])('comes back with %s', (_, one) => {
    expect(decodeServiceList(encodeServiceList(one))).toEqual(ok(one));
  });

  test.each([
    ['entries out of order', listOf([entryOf('tax'), entryOf('mail')])],
    ['an entry that stands twice', listOf([entryOf('tax'), entryOf('tax')])],
    ['an active entry without a certificate', listOf([entryOf('tax', { certificate: null })])],
    ['a withdrawn entry with a certificate', listOf([entryOf('tax', { status: 'withdrawn' })])],
    ['a number of 0', listOf([], { number: 0 })],
    ['an empty name', listOf([entryOf('tax', { nameEn: '' })])],
  ])('is refused with %s', (_, one) => {
    expect(decodeServiceList(encodeServiceList(one))).toMatchObject({ error: { kind: 'chip.malformed' } });
  });

  test('is refused in any other form of the same values', () => {
    const [tag, length = 0, ...rest] = encodeServiceList(listOf([]));
    // Behind the version, the number as 0003: the same value, one octet longer than DER has it.
    const [version, padded] = [rest.slice(0, 3), [0x02, 0x02, 0x00, 0x03]];
    const longer = Uint8Array.from([tag ?? 0, length + 1, ...version, ...padded, ...rest.slice(6)]);

    expect(decodeServiceList(longer)).toMatchObject({ error: { kind: 'chip.malformed' } });
  });
});

describe('a signed list', () => {
  const believe = (bytes: Uint8Array, of = card): unknown => believeList(bytes, of, authority.trust, ports);
  const forged = (doubt: string): unknown => ({ ok: false, error: { kind: 'service.listForged', data: { doubt } } });

  test('is believed for its own card', () => {
    expect(believe(signed)).toMatchObject({ ok: true, value: { number: 3, entries: list.entries } });
  });

  test('is not believed for another chip or another security object', () => {
    expect(believe(signed, { ...card, sodHash: sha256Schema.parse('cd'.repeat(32)) })).toEqual(forged('otherCard'));
  });

  test('is not believed from another office, nor from a key that may not sign lists', () => {
    const other = newAuthority('another office');
    const byOther = value(signList(list, madeAt, other.listSigner, ports.digest));
    const byCa = value(signList(list, madeAt, authority.serviceCa, ports.digest));

    expect([believe(byOther), believe(byCa)]).toEqual([forged('signer'), forged('signer')]);
  });

  test('is not believed with any one byte of what was signed changed', () => {
    const content = encodeServiceList(list);
    const at = indexOf(signed, content) + content.length - 40;
    const changed = signed.with(at, (signed[at] ?? 0) ^ 1);

    expect(['signature', 'unreadable']).toContain(doubtOf(believe(changed)));
  });

  test('says so when it would not fit its file', () => {
    const entries = ['a1', 'b1', 'c1', 'd1', 'e1', 'f1', 'g1', 'h1'].map((id) => entryOf(id));

    expect(signList(listOf(entries), now, authority.listSigner, ports.digest)).toMatchObject({
      error: { kind: 'service.listFull', data: { limit: 4094 } },
    });
  });

  test('50,000 broken lists are refused by a typed failure', () => {
    const kinds = new Set<string>();

    for (const bytes of mutations([signed], 50_000)) {
      const result = decodeSignedList(bytes);
      kinds.add(result.ok ? 'read' : result.error.kind);
    }

    expect([...kinds].toSorted()).toEqual(['chip.malformed', 'read']);
  });

  test('a broken list is never believed to say anything else than what was signed', () => {
    const believed = [...mutations([signed], 1000)].flatMap((bytes) => {
      const result = believeList(bytes, card, authority.trust, ports);
      return result.ok ? [result.value] : [];
    });

    // What lies outside of the signature, such as a version number, may differ and says nothing.
    expect(believed.every(({ number, entries }) => number === 3 && entries.length === 2)).toBe(true);
    for (const { entries } of believed) expect(entries).toEqual(list.entries);
  });
});

function indexOf(bytes: Uint8Array, part: Uint8Array): number {
  return Buffer.from(bytes).indexOf(Buffer.from(part));
}

function doubtOf(result: unknown): unknown {
  return JSON.parse(JSON.stringify(result)).error.data.doubt;
}
