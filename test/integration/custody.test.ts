/** Custody: cards that nobody calls for, complaints, and the revocation list. */

import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../shared/result.ts';
import { decideComplaint, inspectComplaint, openComplaint } from '../../electron/core/custody/complain.ts';
import { exportRevocations, revocationListSchema } from '../../electron/core/custody/revocation-list.ts';
import { readPaper } from '../../electron/core/papers/signed-paper.ts';
import { listCustody, remind, returnUncollected } from '../../electron/core/custody/wait.ts';
import { openApplication } from '../../electron/core/review/open-application.ts';
import { cropPhoto } from '../../electron/core/review/crop-photo.ts';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import { exportResults } from '../../electron/core/results/export-results.ts';
import { twoCardsOfOne } from '../../electron/core/results/two-cards.ts';
import { doStep, handedOver } from './hand-over-steps.ts';
import { kindOf, must } from './office.ts';
import { hasher } from '../support/people.ts';
import { second, serviceOffice } from './service-office.ts';
import {
  accepted,
  approval,
  exchange,
  notice,
  officer2,
  recordOf,
  renewal,
  replaced,
  signerOf,
  stored,
  walkOffice,
} from './walk-office.ts';

const supervisor = { account: 'supervisor1', role: 'supervisor' } as const;
describe('where is my card?', () => {
  test('is answered by name, number, application, passport, serial and slot, urgent cases first', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    await stored(walk, record, 'K7');
    const { person } = approval(2);
    const named = { ...person, latinName: 'VZOROVÁ, JANA', chineseName: '样本佳娜' };
    await stored(walk, approval(2, { urgent: true, person: named }), 'K8');
    const find = (text?: string) =>
      must(listCustody({ view: 'all', limit: 10, ...(text === undefined ? {} : { text }) }, walk.context())).rows.map(
        ({ card }) => card.slot,
      );

    expect(find()).toEqual(['K8', 'K7']);
    for (const text of [
      'przykładowa',
      '样本安娜',
      record.card.number,
      record.applicationNumber,
      'EP000001',
      's1 k7',
      'k7',
    ]) {
      expect([text, find(text)]).toEqual([text, ['K7']]);
    }
  });

  test('shows a case that was withdrawn meanwhile', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    await stored(walk, record);
    await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));

    expect(must(listCustody({ view: 'all', limit: 10 }, walk.context())).rows).toMatchObject([
      { caseState: 'received' },
    ]);
  });
});

describe('a card that nobody calls for', () => {
  test('is listed after thirty days, reminded of, and goes back after the set time', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    const back = () => returnUncollected({ cardId: card.id, revision: 1 }, walk.context(supervisor));
    const counts = () => must(listCustody({ view: 'uncollected', limit: 10 }, walk.context())).counts;
    const before = counts();
    walk.clock.set('2026-04-05T08:00:00.000Z');
    must(remind({ cardId: card.id, means: 'letter' }, walk.context()));

    const early = back();
    const listed = must(listCustody({ view: 'uncollected', limit: 10 }, walk.context())).rows;
    walk.clock.set('2026-09-05T08:00:00.000Z');
    const returned = must(back());

    expect([before.uncollected, kindOf(early)]).toEqual([0, 'custody.tooSoon']);
    expect(listed).toMatchObject([{ reminders: 1 }]);
    expect([returned.state, walk.store.blank(card.blankSerial)?.place]).toEqual(['returned', 'returned']);
    expect(walk.store.pendingResults().at(-1)?.result.type).toBe('uncollected');
  });

  test('stays where nobody could have called for it: on hold, or under a complaint', async () => {
    const walk = await walkOffice();
    const [held, disputed] = [approval(1), approval(2)];
    const [kept, faulty] = [await stored(walk, held), await stored(walk, disputed, '2')];
    await walk.take(notice('hold', held));
    must(openComplaint({ cardId: faulty.id, what: 'print' }, walk.context(officer2)));
    walk.clock.set('2026-09-05T08:00:00.000Z');

    const answers = [kept, faulty].map(({ id }) =>
      returnUncollected({ cardId: id, revision: 1 }, walk.context(supervisor)),
    );

    expect(answers.map(kindOf)).toEqual(['application.notAccepted', 'complaint.open']);
  });
});

describe('a complaint', () => {
  async function complained(what: 'print' | 'chip' = 'print') {
    const { walk, card, context } = await serviceOffice();
    const given = must(await handedOver(walk, card)).card;
    must(openComplaint({ cardId: card.id, what }, walk.context(officer2)));
    return { walk, card: given, context };
  }

  test('is inspected before it is decided, and keeps a card in the safe from being handed over', async () => {
    const { walk, card, context } = await serviceOffice();
    must(openComplaint({ cardId: card.id, what: 'print' }, walk.context(officer2)));
    const decide = () => decideComplaint({ cardId: card.id, decision: 'unfounded', second: null }, context());

    const early = await decide();
    const blocked = await doStep(walk, card, 'identity');
    must(await inspectComplaint({ cardId: card.id }, walk.context(officer2)));
    const decided = must(await decide());

    expect([early, blocked].map(kindOf)).toEqual(['complaint.notInspected', 'complaint.open']);
    expect(decided).toMatchObject({ complaint: { findings: '', decision: 'unfounded' }, card: { state: 'inCustody' } });
    expect(kindOf(await doStep(walk, card, 'identity'))).toBe('ok');
  });

  test('about our own fault: two people agree, the same approval makes another card', async () => {
    const { walk, card, context } = await complained();
    must(await inspectComplaint({ cardId: card.id }, walk.context(officer2)));
    const decide = (by: typeof second | null) =>
      decideComplaint({ cardId: card.id, decision: 'productionFault', second: by }, context());

    const alone = await decide(null);
    const decided = must(await decide(second));

    expect([kindOf(alone), decided.card.state]).toEqual(['access.secondRefused', 'returned']);
    const application = walk.store.application(card.applicationId);
    const { id: applicationId, revision } = application ?? { id: card.applicationId, revision: 0 };
    // The same approval makes the same card: its picture was approved, and stays as it was framed.
    const view = must(await openApplication({ applicationId }, walk.context()));
    expect([view.job, view.framing.isSettled]).toEqual([null, true]);
    expect(kindOf(await cropPhoto({ applicationId, revision, crop: null }, walk.context()))).toBe('job.alreadyOpen');
    expect(must(await composeJob({ applicationId, revision }, walk.context())).state).toBe('composed');
    expect(walk.store.queue({ view: 'inWork', offset: 0, limit: 5 }).total).toBe(1);
  });

  test('inspected anew while the second person signs in is another question', async () => {
    const { walk, card, context } = await complained();
    must(await inspectComplaint({ cardId: card.id }, walk.context(officer2)));
    const matches = (password: string, phc: string): Promise<boolean> => {
      must(
        walk.store.commit(officer2, (tx) => {
          const complaint = tx.complaint(card.id);
          if (complaint === undefined) return fail('complaint.none', {});
          tx.updateComplaint({ ...complaint, findings: 'validFrom' });
          tx.audit({
            action: 'complaint.inspected',
            subject: { kind: 'card', id: card.id },
            outcome: 'failed',
            detail: { complaint: complaint.id, fields: 'validFrom' },
          });
          return ok(undefined);
        }),
      );
      return hasher.matches(password, phc);
    };

    const decided = await decideComplaint(
      { cardId: card.id, decision: 'productionFault', second },
      { ...context(), hasher: { ...hasher, matches } },
    );

    expect(decided).toMatchObject({ error: { kind: 'access.secondRefused', data: { reason: 'otherAct' } } });
    expect(walk.store.complaint(card.id)?.decision).toBeNull();
  });

  test('about the authority’s error waits for a replacement record', async () => {
    const { walk, card, context } = await complained();
    must(await inspectComplaint({ cardId: card.id }, walk.context(officer2)));
    must(await decideComplaint({ cardId: card.id, decision: 'authorityError', second: null }, context()));
    const { id: applicationId, revision } = walk.store.application(card.applicationId) ?? {
      id: card.applicationId,
      revision: 0,
    };

    const refused = await composeJob({ applicationId, revision }, walk.context());
    await walk.take(replaced(recordOf(walk, card), 'PRZYKŁADOWA-NOWA, ŻANETA'));
    const mended = await accepted(walk, approval(1));

    expect(kindOf(refused)).toBe('complaint.waitsForRecord');
    expect(kindOf(await composeJob({ applicationId, revision: mended.revision }, walk.context()))).toBe('ok');
  });

  test('about damage leaves the card with its holder, who applies anew', async () => {
    const { walk, card, context } = await complained('chip');
    must(await inspectComplaint({ cardId: card.id }, walk.context(officer2)));
    const { card: after } = must(
      await decideComplaint({ cardId: card.id, decision: 'holderDamage', second: null }, context()),
    );

    expect(after.state).toBe('handedOver');
    expect(must(await handedOver(walk, await stored(walk, renewal(1, 'damage'), '3'))).card.state).toBe('handedOver');
  });
});

test('the revocation list names cards by serials and retires old numbers, and is signed', async () => {
  const walk = await walkOffice();
  const lost = must(await handedOver(walk, await stored(walk, approval(1)))).card;
  await accepted(walk, renewal(1, 'loss'));
  const { text, entries } = must(exportRevocations(walk.context(), signerOf(walk)));
  const trust = { ...walk.context(), publicKey: signerOf(walk).publicKey() };

  const list = must(readPaper(text, 'starcard-revocations+jws', revocationListSchema, trust));

  expect(entries).toBe(1);
  expect(list.cards).toMatchObject([{ blankSerial: lost.blankSerial, chipSerial: lost.chipSerial, reason: 'loss' }]);
  expect(JSON.stringify(list)).not.toContain(lost.number);

  // Of the 2017 layout and made elsewhere: there is nothing but its number.
  const old = exchange(2, {}, 'loss');
  await accepted(walk, old);
  const longer = must(exportRevocations(walk.context(), signerOf(walk)));
  const next = must(readPaper(longer.text, 'starcard-revocations+jws', revocationListSchema, trust));
  expect(next.formerNumbers).toMatchObject([{ formerNumber: old.card.formerNumber, reason: 'loss' }]);
});

test('one application that two workstations made a card of is found in their results', async () => {
  const [one, other] = [await walkOffice(), await walkOffice()];
  const record = approval(1);
  for (const walk of [one, other]) await stored(walk, record);
  const files = [one, other].map((walk) => must(exportResults(walk.context(), signerOf(walk))).text);

  const found = must(twoCardsOfOne(files));

  expect(found).toMatchObject([{ applicationNumber: approval(1).applicationNumber }]);
  expect(found[0]?.cards).toHaveLength(2);
  expect(must(twoCardsOfOne([files[0] ?? '']))).toEqual([]);
});

test('a card that was made again of a corrected record is no second one, its record made twice is', async () => {
  const walk = await walkOffice();
  const record = approval(1);
  must(await handedOver(walk, await stored(walk, record)));
  await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
  const next = must(await handedOver(walk, await stored(walk, record, '2'))).card;
  const again = await walkOffice();
  const twin = await stored(again, record);
  const [file = '', other = ''] = [walk, again].map((one) => must(exportResults(one.context(), signerOf(one))).text);
  const cards = (...files: readonly string[]) => must(twoCardsOfOne(files)).map((found) => found.cards);

  expect(cards(file)).toEqual([]);
  const elsewhere = other
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [header, payload = '', signature] = line.split('.');
      const said = Buffer.from(payload, 'base64url').toString().replace('"TRAINING-1"', '"TRAINING-2"');
      return [header, Buffer.from(said).toString('base64url'), signature].join('.');
    })
    .join('\n');
  expect(cards(file, elsewhere)).toEqual([[`TRAINING-1 ${next.blankSerial}`, `TRAINING-2 ${twin.blankSerial}`]]);
});
