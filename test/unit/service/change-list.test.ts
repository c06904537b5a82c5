/** The rules of one change: what the next list says, and what is refused before anything is signed. */

import { describe, expect, test } from 'vitest';
import { nextEntries, type ServiceRequest } from '../../../electron/core/service/change-list.ts';
import { periodOf, standingOf } from '../../../electron/core/service/period.ts';
import type { ServiceEntry } from '../../../electron/core/service/service-list.ts';
import { dayInChina } from '../../../shared/card/china-day.ts';
import { serviceDetailsSchema, serviceIdSchema } from '../../../shared/model/service.ts';
import { ok } from '../../../shared/result.ts';
import { entryOf, value } from './sample.ts';

const certificate = Uint8Array.of(0x30, 0x00);
const id = (text: string) => serviceIdSchema.parse(text);

function before(entries: readonly ServiceEntry[], now = '2026-12-01T08:00:00Z') {
  return { entries, now: new Date(now), cardUntil: '2036-11-21', certify: () => ok(certificate) };
}

function add(change: object = {}): ServiceRequest {
  const details = { id: 'tax', nameZh: '税务', nameEn: 'Tax', endpoint: 'https://tax.example/', from: '2026-12-01' };
  return { act: 'add', service: serviceDetailsSchema.parse({ ...details, until: '2027-11-30', ...change }) };
}

const withdrawn = (name: string): ServiceEntry => entryOf(name, { status: 'withdrawn', certificate: null });

describe('the next list', () => {
  test('holds an added service among the others, in order', () => {
    const entries = value(nextEntries(before([entryOf('visa'), entryOf('mail')]), add()));

    expect(entries.map((entry) => entry.id)).toEqual(['mail', 'tax', 'visa']);
  });

  test('keeps what was withdrawn until its last day is over, without a certificate', () => {
    const gone = value(nextEntries(before([entryOf('mail')]), { act: 'withdraw', serviceId: id('mail') }));
    expect(gone).toMatchObject([{ id: 'mail', status: 'withdrawn', certificate: null }]);

    const later = value(nextEntries(before(gone, '2027-11-21T16:00:00Z'), add({ until: '2028-01-01' })));
    expect(later.map((entry) => entry.id)).toEqual(['tax']);
  });

  test('takes a withdrawn service back as a new one', () => {
    const [entry] = value(nextEntries(before([withdrawn('tax')]), add()));

    expect(entry).toMatchObject({ status: 'active', endpoint: 'https://tax.example/', certificate });
  });

  test('renews an expired service from its first day on, with a new certificate', () => {
    const request = { act: 'renew', serviceId: id('tax'), until: '2030-01-01' } as const;
    const [entry] = value(nextEntries(before([entryOf('tax')], '2028-05-01T08:00:00Z'), request));

    expect(entry).toMatchObject({ ...periodOf('2026-11-22', '2030-01-01'), certificate });
  });

  test.each<[string, readonly ServiceEntry[], ServiceRequest, string]>([
    ['twice the same service', [entryOf('tax')], add(), 'service.entryExists'],
    ['an end before the beginning', [], add({ until: '2026-11-30' }), 'service.period'],
    ['an end in the past', [], add({ from: '2026-01-01', until: '2026-11-30' }), 'service.period'],
    ['an end behind the card’s', [], add({ until: '2036-11-22' }), 'service.period'],
    [
      'renewing what is not there',
      [],
      { act: 'renew', serviceId: id('tax'), until: '2027-01-01' },
      'service.entryUnknown',
    ],
    [
      'renewing what was withdrawn',
      [withdrawn('tax')],
      { act: 'renew', serviceId: id('tax'), until: '2027-01-01' },
      'service.entryWithdrawn',
    ],
    ['withdrawing twice', [withdrawn('tax')], { act: 'withdraw', serviceId: id('tax') }, 'service.entryWithdrawn'],
  ])('refuses %s', (_, entries, request, kind) => {
    expect(nextEntries(before(entries), request)).toMatchObject({ ok: false, error: { kind } });
  });

  test.each([
    'http://tax.example/',
    'https:/tax.example/',
    'HTTPS://tax.example/',
    'https://officer:secret@tax.example/',
    'https://tax.example/?card=1',
    'https://tax.example/#top',
    'https://税务.example/',
    'https://tax.example:99999/',
    'https://tax.example/ path',
    'javascript:alert(1)',
  ])('refuses the address %s', (endpoint) => {
    expect(nextEntries(before([]), add({ endpoint }))).toMatchObject({ error: { kind: 'service.endpointNotHttps' } });
  });

  test.each(['https://tax.example', 'https://tax.example:8443/card', 'https://xn--fiq228c.example/a-b_c~d.e/'])(
    'takes the address %s',
    (endpoint) => {
      expect(nextEntries(before([]), add({ endpoint })).ok).toBe(true);
    },
  );
});

describe('the days of a service', () => {
  test.each([
    ['2026-11-21T15:59:59Z', 'notYet'],
    ['2026-11-21T16:00:00Z', 'valid'],
    ['2027-11-21T15:59:59Z', 'valid'],
    ['2027-11-21T16:00:00Z', 'expired'],
  ])('are days in China: at %s it is %s', (instant, standing) => {
    expect(standingOf(entryOf('tax'), new Date(instant))).toBe(standing);
  });

  test('come back as they were stated', () => {
    const { notBefore, notAfter } = periodOf('2026-11-22', '2027-11-21');

    expect([dayInChina(notBefore), dayInChina(notAfter)]).toEqual(['2026-11-22', '2027-11-21']);
  });
});
