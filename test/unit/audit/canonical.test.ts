// Audit entries as bytes: RFC 8785 to the letter, within the limits of the export format.

import { describe, expect, test } from 'vitest';
import { canonicalText, encodeEntry, readEntry } from '../../../electron/core/audit/canonical.ts';
import { leafHash } from '../../../electron/core/audit/merkle.ts';
import type { AuditEntry } from '../../../shared/model/audit.ts';
import { digest } from './platform.ts';

const entry: AuditEntry = {
  sequence: 7,
  time: '2026-03-02T08:00:00.000Z',
  actor: 'officer1',
  role: 'officer',
  workstation: 'WS-1',
  action: 'card.print',
  subject: { kind: 'job', id: 'ab' },
  outcome: 'begun',
  detail: { sides: 2, 纸: '€\n', urgent: true },
};
const text =
  '{"action":"card.print","actor":"officer1","detail":{"sides":2,"urgent":true,"纸":"€\\n"},"outcome":"begun",' +
  '"role":"officer","sequence":7,"subject":{"id":"ab","kind":"job"},"time":"2026-03-02T08:00:00.000Z","workstation":"WS-1"}';
const bytesOf = (value: string) => new TextEncoder().encode(value);

describe('canonical JSON', () => {
  test('sorts by UTF-16 code units, as RFC 8785 section 3.2.3 shows', () => {
    const sample = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 };
    expect(canonicalText(sample)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  test('writes numbers and strings as RFC 8785 section 3.2.2 shows', () => {
    const sample = {
      numbers: JSON.parse('[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]') as unknown,
      literals: [null, true, false],
    };
    expect(canonicalText(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
    );
    expect(canonicalText('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });
});

describe('an entry', () => {
  test('has one spelling', () => {
    expect(encodeEntry(digest, entry)).toEqual({ text, leaf: leafHash(digest, bytesOf(text)) });
    expect(canonicalText(entry)).toBe(text);
    expect(readEntry(bytesOf(text))).toEqual(entry);
  });

  test('holds no lone surrogate', () => {
    const written = encodeEntry(digest, { ...entry, detail: { name: 'a\ud800b' } });
    expect(written.text).toContain('"name":"a\ufffdb"');
    expect(written.leaf).toEqual(leafHash(digest, bytesOf(written.text)));
  });

  test('outside the schema or over 65,535 bytes is a bug', () => {
    expect(() => encodeEntry(digest, { ...entry, sequence: -1 })).toThrow(/sequence/);
    const detail = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`k${index}`, 'x'.repeat(1900)]));
    expect(() => encodeEntry(digest, { ...entry, detail })).toThrow(/bytes/);
    const longest = (extra: number) => ({
      ...entry,
      subject: { ...entry.subject, id: 'x'.repeat(65_535 - room + extra) },
    });
    const room = bytesOf(text).length - 2;
    expect(bytesOf(encodeEntry(digest, longest(0)).text)).toHaveLength(65_535);
    expect(() => encodeEntry(digest, longest(1))).toThrow(/bytes/);
  });

  test('of a later version, with an action and a field that we do not know, is read', () => {
    const later = canonicalText({ ...entry, action: 'card.teleported', approver: 'supervisor1' });
    expect(readEntry(bytesOf(later))).toMatchObject({ action: 'card.teleported', approver: 'supervisor1' });
  });

  test.each([
    ['notJson', bytesOf('{')],
    ['notJson', Uint8Array.of(0xff, 0xfe)],
    ['notCanonical', bytesOf(text.replace('"sides":2', '"sides": 2'))],
    ['notCanonical', bytesOf(text.replace('"sides":2', '"sides":2.0'))],
    ['notCanonical', bytesOf(text.replace('"€\\n"', '"\\ud800"'))],
    ['wrongForm', bytesOf('{"sequence":7}')],
    ['wrongForm', bytesOf('[]')],
    ['tooLong', new Uint8Array(65_536)],
  ] as const)('is found %s', (fault, bytes) => {
    expect(readEntry(bytes)).toBe(fault);
  });
});
