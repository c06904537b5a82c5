/** Service access after issue: what two people may do to the list in an issued card, and what the card then proves. */

import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CardFault } from '../../electron/adapters/writer/simulated/card-faults.ts';
import { addService, finishServices, withdrawService } from '../../electron/core/service/change-services.ts';
import type { ServiceContext } from '../../electron/core/service/context.ts';
import { proveCard } from '../../electron/core/service/prove-card.ts';
import { readServices } from '../../electron/core/service/read-services.ts';
import type { ServiceChange } from '../../electron/core/service/service-change.ts';
import type { AuditEntry } from '../../shared/model/audit.ts';
import type { BlankSerial } from '../../shared/model/ids.ts';
import type { ServiceView } from '../../shared/model/service.ts';
import { fail, type Result } from '../../shared/result.ts';
import { must } from './office.ts';
import { chipFile, copyList } from './service-card-file.ts';
import { agreedTo, insertApproved, second, service, serviceOffice, type ServiceOffice } from './service-office.ts';
import { approval, officer2, stored } from './walk-office.ts';

type Fault = Exclude<CardFault['kind'], 'status' | 'slow'>;

describe('a service on an issued card', () => {
  test('is added, proven, renewed and withdrawn, each time by two people', async () => {
    const office = await serviceOffice();
    const { card } = office;

    expect(brief(must(await office.change({ add: service('tax') })))).toEqual([1, 'tax valid until 2027-02-28']);
    expect(await proofOf(office)).toEqual(['tax proven']);
    expect(brief(must(await office.change({ renew: 'tax', until: '2028-02-28' })))).toEqual([
      2,
      'tax valid until 2028-02-28',
    ]);
    expect(brief(must(await office.change({ withdraw: 'tax' })))).toEqual([3, 'tax withdrawn until 2028-02-28']);
    expect(await proofOf(office)).toEqual(['tax fails at entry, certificate, possession']);
    expect(brief(must(await readServices({ cardId: card.id }, office.context())))).toEqual([
      3,
      'tax withdrawn until 2028-02-28',
    ]);
  });

  test('leaves a row before and after in the log, with both people and no name', async () => {
    const office = await serviceOffice();

    must(await office.change({ add: service('tax') }));

    const entries = [...office.walk.store.auditEntries({ limit: 20 })].toReversed();
    const about = entries.filter(({ action }) => action === 'service.add' || action === 'approval.given');
    expect(about.map(said)).toEqual([
      'approval.given ok officer2',
      'service.add begun officer1, approved by officer2, list 1',
      'service.add ok officer1, approved by officer2, list 1',
    ]);
    expect(JSON.stringify(about)).not.toContain(office.card.number);
  });

  test('lies in a list that is bound to its chip and its security object', async () => {
    const office = await serviceOffice();
    const other = await stored(office.walk, approval(2), '2');
    must(await office.change({ add: service('tax') }));

    copyList(office, office.card.blankSerial, other.blankSerial);

    expect(await failureOf(readServices({ cardId: other.id }, office.context()))).toBe('service.listForged otherCard');
    expect((await proofOf(office, other.id)).map((line) => line.replace(/, possession/, ''))).toEqual([
      'tax fails at binding',
    ]);
  });
});

describe('a change is refused', () => {
  test.each<[string, { readonly account: string; readonly password: string }, string]>([
    ['to one person alone', { ...second, account: 'officer1' }, 'access.secondRefused officer1 same'],
    ['with an auditor as the second', { ...second, account: 'auditor1' }, 'access.secondRefused auditor1 role'],
    ['with a wrong password of the second', { ...second, password: 'guessed' }, 'access.wrongPassword officer2'],
  ])('%s', async (_, who, failure) => {
    const office = await serviceOffice();
    const input = { cardId: office.card.id, listNumber: 0, second: who, service: service('tax') };

    expect(await failureOf(addService(input, office.context()))).toBe(failure);
    expect(office.walk.store.serviceChanges(office.card.id)).toEqual([]);
  });

  test('by the rules of the list, and by the card that lies there', async () => {
    const office = await serviceOffice();
    const other = await stored(office.walk, approval(2), '2');
    must(await office.change({ add: service('tax') }));
    const onlyOther = { ...office.walk.training, placeBlank: () => office.walk.training.placeBlank(other.blankSerial) };
    const withOther = office.context({ training: onlyOther });

    expect([
      await failureOf(office.change({ add: service('tax') })),
      await failureOf(office.change({ add: service('mail', { endpoint: 'http://mail.example' }) })),
      await failureOf(office.change({ add: service('mail', { endpoint: 'https://a:b@mail.example/' }) })),
      await failureOf(office.change({ add: service('mail', { until: '2026-02-28' }) })),
      await failureOf(office.change({ add: service('mail', { until: '2037-01-01' }) })),
      await failureOf(office.change({ renew: 'mail', until: '2028-01-01' })),
      await failureOf(
        addService({ cardId: office.card.id, listNumber: 0, second, service: service('mail') }, office.context()),
      ),
      await failureOf(readServices({ cardId: office.card.id }, withOther)),
    ]).toEqual([
      'service.entryExists tax',
      'service.endpointNotHttps http://mail.example',
      'service.endpointNotHttps https://a:b@mail.example/',
      'service.period order 2026-02-28',
      'service.period card 2036-02-29',
      'service.entryUnknown mail',
      'changedMeanwhile serviceList',
      `service.otherCard ${office.card.blankSerial} ${other.blankSerial}`,
    ]);
  });

  test('when the list is full, until something is withdrawn', async () => {
    const office = await serviceOffice();
    let added = 0;
    while ((await office.change({ add: service(`service-${added}`) })).ok) added += 1;

    expect(added).toBeGreaterThanOrEqual(5);
    expect(await failureOf(office.change({ add: service(`service-${added}`) }))).toMatch(/^service\.listFull/);
    must(await office.change({ withdraw: 'service-0' }));
    expect((await office.change({ add: service(`service-${added}`) })).ok).toBe(true);
  });
});

describe('an old list that is put back', () => {
  test('shows by its number, at reading, at proving and at the next change', async () => {
    const office = await serviceOffice();
    must(await office.change({ add: service('tax') }));
    const before = readFileSync(chipFile(office));
    must(await office.change({ withdraw: 'tax' }));

    writeFileSync(chipFile(office), before);

    const older = 'service.listOlder 1 2';
    expect(await failureOf(readServices({ cardId: office.card.id }, office.context()))).toBe(older);
    expect(await failureOf(proveCard({ cardId: office.card.id }, office.context()))).toBe(older);
    expect(await failureOf(office.change({ add: service('mail') }))).toBe(older);
  });

  test('shows too when the list is taken out altogether', async () => {
    const office = await serviceOffice();
    const before = readFileSync(chipFile(office));
    must(await office.change({ add: service('tax') }));

    writeFileSync(chipFile(office), before);

    expect(await failureOf(readServices({ cardId: office.card.id }, office.context()))).toBe('service.listOlder 0 1');
  });
});

describe('an expired service', () => {
  test('proves nothing, can be renewed, and then proves again', async () => {
    const office = await serviceOffice();
    must(await office.change({ add: service('tax', { until: '2026-03-31' }) }));
    office.walk.clock.set('2026-04-02T08:00:00.000Z');
    const serviceId = service('tax').id;

    expect(await failureOf(proveCard({ cardId: office.card.id, serviceId }, office.context()))).toBe(
      'service.entryExpired tax 2026-03-31',
    );
    must(await office.change({ renew: 'tax', until: '2026-12-31' }));
    expect(await proofOf(office)).toEqual(['tax proven']);
  });
});

describe('the journal', () => {
  test('takes no change by one person, none beside an open one, no number or approval twice', async () => {
    const office = await serviceOffice();
    must(await office.change({ add: service('tax') }));
    const [done] = office.walk.store.serviceChanges(office.card.id);
    if (done === undefined) throw new Error('no change');
    const next: ServiceChange = {
      ...done,
      id: '1'.repeat(32),
      listNumber: 2,
      state: 'begun',
      settledAt: null,
      approvalId: '2'.repeat(32),
    };
    const other = { ...next, id: '3'.repeat(32), listNumber: 3, approvalId: '4'.repeat(32) };

    expect(refusalOf(office, { ...next, approvedBy: next.startedBy })).toContain('a second person');
    expect(refusalOf(office, { ...next, listNumber: 1 })).toContain('cardId, serviceChange.listNumber');
    expect(refusalOf(office, { ...next, approvalId: done.approvalId })).toContain('approvalId');
    expect(refusalOf(office, next, other)).toContain('serviceChange.cardId');
    expect(refusalOf(office, next)).toBe('');
  });
});

/** What the database says to these rows, one after the other in one transaction that is not kept; empty where it takes them. */
function refusalOf(office: ServiceOffice, ...changes: readonly ServiceChange[]): string {
  try {
    office.walk.store.commit(officer2, (tx) => {
      for (const change of changes) insertApproved(tx, change);
      return fail('notFound', { what: 'a reason to keep it' });
    });
    return '';
  } catch (thrown) {
    return String(thrown);
  }
}

describe('at every command of a change', () => {
  const throughLostAnswers = ['done', 'writer.unanswered'];

  test.each<[Fault, readonly string[]]>([
    ['tornBefore', throughLostAnswers],
    ['tornAfter', throughLostAnswers],
    ['lostBefore', throughLostAnswers],
    ['lostAfter', throughLostAnswers],
    ['swapped', ['service.cardUnknown', 'service.cardUnknown, to be finished', 'writer.unanswered']],
    [
      'memoryFull',
      ['chip.transportKey', 'service.cardRefused', 'service.writeRefused', 'service.writeRefused, to be finished'],
    ],
  ])('%s leaves the old list, the new one, or one to be finished', async (kind, expected) => {
    const office = await serviceOffice();
    const cardId = office.card.id;
    const commands = await commandsOfOneChange(office);
    const ends = new Set<string>();

    for (let at = 0; at < commands; at += 1) {
      const before = must(await readServices({ cardId }, office.context()));
      const answer = await toggle(before, office, faultyAt(office, kind, at));
      const found = must(await readServices({ cardId }, office.context()));
      if (found.unfinished !== null) must(await finishServices({ cardId }, office.context()));
      const after = must(await readServices({ cardId }, office.context()));

      ends.add(`${answer.ok ? 'done' : answer.error.kind}${found.unfinished === null ? '' : ', to be finished'}`);
      // What was said to be done is in the card; what was not is there as a whole or not at all.
      const isNew = after.listNumber > before.listNumber;
      const mustBeNew = answer.ok || found.unfinished !== null;
      const expectedNow = isNew ? [isActive(before) ? 'tax withdrawn' : 'tax valid'] : standings(before);
      expect([mustBeNew && !isNew, standings(after)]).toEqual([false, expectedNow]);
    }

    expect(office.walk.store.serviceChanges(cardId).every(({ state }) => state !== 'begun')).toBe(true);
    expect([...ends].toSorted()).toEqual(expected);
  });
});

describe('a program that ends in the middle of a change', () => {
  test('leaves a row that says so, and the next contact settles or finishes it', async () => {
    const office = await serviceOffice();
    const cardId = office.card.id;
    const commands = await commandsOfOneChange(office);
    const ends = new Set<string>();

    for (let at = 0; at < commands; at += 1) {
      const before = must(await readServices({ cardId }, office.context()));
      await expect(toggle(before, office, endingAt(office, at))).rejects.toThrow('power cut');
      const rows = office.walk.store.serviceChanges(cardId).filter(({ state }) => state === 'begun').length;
      const found = must(await readServices({ cardId }, office.context()));
      const wasFinished = found.unfinished !== null && (await finishServices({ cardId }, office.context())).ok;
      ends.add(
        `${rows} begun, ${wasFinished ? 'finished' : found.listNumber > before.listNumber ? 'done' : 'not done'}`,
      );
    }

    expect([...ends]).toEqual(['0 begun, not done', '1 begun, not done', '1 begun, finished', '1 begun, done']);
    expect((await proofOf(office)).length).toBe(1);
  });
});

/** The process is gone before the command at that place goes out. */
function endingAt(office: ServiceOffice, at: number): ServiceContext {
  const { writer } = office.walk;
  let commands = 0;
  const ending: ServiceContext['writer'] = {
    ...writer,
    transmit: (command) => {
      commands += 1;
      if (commands > at) throw new Error('power cut');
      return writer.transmit(command);
    },
  };
  return office.context({ writer: ending });
}

/** Adds the service where it is not, else withdraws it. */
function toggle(view: ServiceView, office: ServiceOffice, context: ServiceContext): Promise<Result<ServiceView>> {
  const input = { cardId: office.card.id, listNumber: view.listNumber, second };
  if (!isActive(view)) agreedTo({ act: 'add', service: service('tax') }, office);
  return isActive(view)
    ? withdrawService({ ...input, serviceId: service('tax').id }, context)
    : addService({ ...input, service: service('tax') }, context);
}

function isActive({ entries }: ServiceView): boolean {
  return entries.some(({ standing }) => standing === 'valid');
}

function standings({ entries }: ServiceView): readonly string[] {
  return entries.map(({ id, standing }) => `${id} ${standing}`);
}

async function commandsOfOneChange(office: ServiceOffice): Promise<number> {
  let commands = 0;
  const { writer } = office.walk;
  const counting: ServiceContext['writer'] = {
    ...writer,
    transmit: (command) => {
      commands += 1;
      return writer.transmit(command);
    },
  };
  const before = must(await readServices({ cardId: office.card.id }, office.context()));
  must(await toggle(before, office, office.context({ writer: counting })));
  return commands;
}

/** The card lies there with a fault that shows at that command, once. */
function faultyAt(office: ServiceOffice, kind: Fault, at: number): ServiceContext {
  const { training, writer } = office.walk;
  const placeBlank = (blank: BlankSerial): void => {
    training.placeBlank(blank);
    writer.setFaultAt({ kind, at });
  };
  return office.context({ training: { ...training, placeBlank } });
}

function brief({ listNumber, entries }: ServiceView): readonly (string | number)[] {
  return [listNumber, ...entries.map(({ id, standing, until }) => `${id} ${standing} until ${until}`)];
}

async function proofOf(office: ServiceOffice, cardId = office.card.id): Promise<readonly string[]> {
  const proofs = must(await proveCard({ cardId }, office.context({ actor: officer2 })));
  return proofs.map(({ serviceId, proven, steps }) => {
    const failed = steps.filter(({ passed }) => !passed).map(({ check }) => check);
    return proven ? `${serviceId} proven` : `${serviceId} fails at ${failed.join(', ')}`;
  });
}

async function failureOf(answer: Promise<{ ok: boolean; error?: { kind: string; data: object } }>): Promise<string> {
  const { error } = await answer;
  return error === undefined ? 'done' : [error.kind, ...Object.values(error.data)].join(' ');
}

function said({ action, outcome, actor, detail }: AuditEntry): string {
  const more =
    detail['listNumber'] === undefined ? '' : `, approved by ${detail['approvedBy']}, list ${detail['listNumber']}`;
  return `${action} ${outcome} ${actor}${more}`;
}
