// One table of events: what stands in it is complete in both languages, takes no text about a person, and nothing else is written.

import { describe, expect, test } from 'vitest';
import {
  actionTitle,
  auditActions,
  catalogue,
  checkEvent,
  fieldTitle,
  severityOf,
  subjectTitle,
} from '../../../shared/audit/catalogue.ts';
import { subjectKinds } from '../../../shared/audit/event-kind.ts';
import { fields } from '../../../shared/audit/fields.ts';
import { idsOf, isNamed, sharedWords } from '../../../electron/core/audit/words.ts';

describe('the catalogue', () => {
  test('names every event, subject and field in Chinese and in English', () => {
    const titles = [
      ...auditActions.map((action) => [actionTitle(action, 'zh'), actionTitle(action, 'en')]),
      ...subjectKinds.map((kind) => [subjectTitle(kind, 'zh'), subjectTitle(kind, 'en')]),
      ...Object.keys(fields).map((name) => [fieldTitle(name, 'zh'), fieldTitle(name, 'en')]),
    ];
    for (const [zh = '', en = ''] of titles) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[\x20-\x7e]+$/);
    }
  });

  test('has no two events of one name', () => {
    for (const language of ['zh', 'en'] as const) {
      const titles = auditActions.map((action) => actionTitle(action, language));
      expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    }
  });

  test('has no field that takes a name, a number of a card or a passport as it is', () => {
    const personal = ['张伟', 'KOWALSKA, ŻANETA', '911124198108030024 Ada', 'Ada said so'];
    const device = new Set(['reason']);
    const taking = Object.entries(fields).filter(([name, { holds }]) => !device.has(name) && holds(personal[0]));
    // Serials, accounts, places and settings are short texts; who fills them in is the program, a device, the administrator.
    expect(taking.map(([name]) => name).toSorted()).toEqual(
      [
        'approvedBy',
        'blank',
        'blankReleased',
        'chipSerial',
        'endorsement',
        'first',
        'formerKey',
        'instead',
        'last',
        'lostRoot',
        'oldBlank',
        'receipt',
        'safe',
        'slot',
        'startedBy',
        'subject',
        'value',
        'verifierKey',
      ].toSorted(),
    );
  });
});

describe('an event is refused', () => {
  const good = {
    action: 'blank.assigned',
    subject: { kind: 'blank', id: 'SC-00000001' },
    outcome: 'ok',
    detail: { job: 'a'.repeat(32), attempt: 1 },
  } as const;

  test('unless it is as the table has it', () => {
    expect(() => checkEvent(good)).not.toThrow();
  });

  test.each([
    ['about something else', { ...good, subject: { kind: 'card', id: 'x' } }, 'is about blank'],
    ['with a field more', { ...good, detail: { ...good.detail, name: 'Ada' } }, 'blank.assigned'],
    ['with a field less', { ...good, detail: { attempt: 1 } }, 'job'],
    ['with the log’s own field', { ...good, detail: { ...good.detail, clockBackMs: 1 } }, 'blank.assigned'],
    ['with an id that is a name', { ...good, detail: { job: 'Ada', attempt: 1 } }, 'job'],
  ])('%s', (_, event, complaint) => {
    expect(() => checkEvent(event as typeof good)).toThrow(complaint);
  });
});

test('how much an entry weighs follows from its kind and its end', () => {
  expect([
    severityOf('card.print', 'ok'),
    severityOf('card.print', 'begun'),
    severityOf('card.print', 'failed'),
    severityOf('job.suspended', 'unknown'),
    severityOf('audit.verified', 'failed'),
    severityOf('session.signInFailed', 'refused'),
    severityOf('something.newer', 'ok'),
  ]).toEqual(['info', 'info', 'warning', 'warning', 'alarm', 'notice', 'info']);
});

test('an entry is found by its ids, by words that many share, and by the names of what it is', () => {
  const entry = {
    sequence: 1,
    time: '2026-03-02T08:00:00.000Z',
    actor: 'officer1',
    role: 'officer',
    workstation: 'WS-1',
    action: 'job.setAside',
    subject: { kind: 'job', id: 'a'.repeat(32) },
    outcome: 'ok',
    detail: { reason: 'printFault', attempt: 1, chipSerial: 'CAFE', pdfDigest: 'f'.repeat(64) },
  };
  expect(idsOf(entry)).toEqual(['a'.repeat(32), 'CAFE']);
  expect([...sharedWords(entry)]).toEqual(['officer1', 'ws', '1', 'printfault']);
  const kind = { action: 'job.setAside', outcome: 'ok', subjectKind: 'job' } as const;
  expect(['作废', 'aside', '任务', '成功', 'notice', 'print'].map((word) => isNamed(word, kind))).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(Object.hasOwn(catalogue, 'job.setAside')).toBe(true);
});
