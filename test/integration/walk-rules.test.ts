/** The rules between people, cards and places, each broken once. */

import { describe, expect, test } from 'vitest';
import { drawPortrait } from '../../electron/adapters/portrait/draw-portrait.ts';
import { photoCodec } from '../../electron/adapters/photo/photo-codec.ts';
import { hexOf } from '../../electron/core/chip/bytes.ts';
import { LARGEST_FILE } from '../../electron/core/chip/lds/files.ts';
import { jpegSize } from '../../electron/core/chip/lds/jpeg.ts';
import { encodeBase64 } from '../../electron/core/intake/base64.ts';
import { keptChipPortrait } from '../../electron/core/issue/chip-of-job.ts';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import type { Actor, ChipWriter } from '../../electron/core/ports.ts';
import { acceptApplication } from '../../electron/core/review/accept.ts';
import { openApplication } from '../../electron/core/review/open-application.ts';
import { returnApplication } from '../../electron/core/review/return.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { handOverCard } from '../../electron/core/stock/hand-over.ts';
import { storeCard } from '../../electron/core/stock/store-card.ts';
import { handedOver } from './hand-over-steps.ts';
import { kindOf, must } from './office.ts';
import {
  accepted,
  approval,
  composed,
  drawnPhoto,
  encoded,
  idOf,
  ledger,
  now,
  officer1,
  officer2,
  on,
  renewal,
  replaced,
  signed,
  stored,
  verified,
  walkOffice,
} from './walk-office.ts';

const auditor: Actor = { account: 'auditor1', role: 'auditor' };

describe('review', () => {
  test('asks for every warning by name', async () => {
    const walk = await walkOffice();
    // A portrait of which the photo's measures find nothing to say.
    const data = encodeBase64(await drawPortrait({ sex: 'F', age: 34, variation: 3 }));
    const record = approval(1, { urgent: true, photo: { mediaType: 'image/jpeg', data } });
    await walk.take(signed(record));
    const shown = { applicationId: idOf(walk, record), revision: 1 };

    const none = await acceptApplication({ ...shown, acknowledged: [] }, walk.context());
    const all = await acceptApplication({ ...shown, acknowledged: ['urgent'] }, walk.context());

    expect(none).toEqual({ ok: false, error: { kind: 'application.warningsOpen', data: { count: 1 } } });
    expect(must(all).application).toMatchObject({ state: 'accepted', reviewedBy: 'officer1', revision: 2 });
  });

  test('decides only what was on the screen', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    await walk.take(signed(record));
    const shown = must(await openApplication({ applicationId: idOf(walk, record) }, walk.context())).application;
    await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
    const input = { applicationId: shown.id, revision: shown.revision };

    const answers = [
      await acceptApplication({ ...input, acknowledged: [] }, walk.context()),
      await returnApplication({ ...input, reason: 'name unclear' }, walk.context()),
    ];

    expect(answers.map(kindOf)).toEqual(['changedMeanwhile', 'changedMeanwhile']);
  });

  test('returns with a reason that reaches the authority, and leaves it out of the log', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    await walk.take(signed(record));
    const input = { applicationId: idOf(walk, record), revision: 1, reason: 'photo shows another person' };

    const returned = must(await returnApplication(input, walk.context())).application;

    expect(returned).toMatchObject({ state: 'returned', reason: input.reason, reviewedBy: 'officer1' });
    expect(walk.store.pendingResults().map(({ result }) => result)).toMatchObject([
      { type: 'returned', applicationNumber: record.applicationNumber, reason: input.reason },
    ]);
    expect(JSON.stringify(walk.store.auditEntries({ limit: 50 }))).not.toContain(input.reason);
  });

  test('takes nothing back while a card of it is in work', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    const { applicationId } = job;
    const revision = walk.store.application(applicationId)?.revision ?? 0;

    const refused = await returnApplication({ applicationId, revision, reason: 'name unclear' }, walk.context());

    expect(kindOf(refused)).toBe('job.alreadyOpen');
  });

  test('ends with the approval', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    await walk.take(signed(record));
    walk.clock.set('2026-07-01T08:00:00.000Z');
    const input = { applicationId: idOf(walk, record), revision: 1, acknowledged: ['approvalExpiresSoon'] };

    expect(kindOf(await acceptApplication(input, walk.context()))).toBe('application.approvalExpired');
  });
});

describe('a job', () => {
  test('is the only one of its application', async () => {
    const walk = await walkOffice();
    const { applicationId } = await composed(walk, approval(1));
    const revision = walk.store.application(applicationId)?.revision ?? 0;

    expect(kindOf(await composeJob({ applicationId, revision }, walk.context()))).toBe('job.alreadyOpen');
  });

  test('puts a photo that is larger than any file of the chip onto it, within the budget and as large as it says', async () => {
    const walk = await walkOffice();
    const large = drawnPhoto(1, 100);
    const photo = { mediaType: 'image/jpeg', data: encodeBase64(large) } as const;
    const record = approval(1, { photo });
    const job = await encoded(walk, record);

    const portrait = must(keptChipPortrait(job, walk.store));

    expect(large.length).toBeGreaterThan(LARGEST_FILE);
    expect(portrait.length).toBeLessThanOrEqual(specimenProfile.chip.photoBudgetBytes);
    // JFIF, which every reader takes for a JPEG.
    expect(hexOf(portrait.subarray(0, 11))).toBe('FFD8FFE000104A46494600');
    expect(jpegSize(portrait)).toMatchObject(must(await photoCodec.decode(portrait)));
  });

  test('is not begun where no good portrait fits the chip, so the application can be returned', async () => {
    const walk = await walkOffice();
    const { id: applicationId, revision } = await accepted(walk, approval(1));
    const context = walk.context();
    const profile = { ...context.profile, chip: { ...context.profile.chip, photoBudgetBytes: 1500 } };

    const refused = await composeJob({ applicationId, revision }, { ...context, profile });
    const returned = await returnApplication({ applicationId, revision, reason: 'photo too coarse' }, context);

    expect([kindOf(refused), kindOf(returned)]).toEqual(['chip.photoBudget', 'ok']);
  });

  test('has the devices to itself, and cannot be set aside while one works on it', async () => {
    const walk = await walkOffice();
    const [first, second] = [await composed(walk, approval(1)), await composed(walk, approval(2))];
    const meanwhile: string[] = [];
    const writer: ChipWriter = {
      ...walk.writer,
      async powerOn() {
        const input = { ...on(now(walk, first)), reason: 'other', note: '' } as const;
        meanwhile.push(kindOf(setAsideJob(input, walk.context())));
        meanwhile.push(kindOf(await encodeJob(on(second), walk.context())));
        return walk.writer.powerOn();
      },
    };

    const done = await encodeJob(on(first), { ...walk.context(), writer });

    expect(meanwhile).toEqual(['job.busy', 'job.busy']);
    expect([kindOf(done), now(walk, second).state]).toEqual(['ok', 'composed']);
  });

  test('needs a blank in the tray', async () => {
    const walk = await walkOffice();
    for (let n = 1; n <= 10; n += 1) await encoded(walk, approval(n));
    const job = await composed(walk, approval(11));

    expect(kindOf(await encodeJob(on(job), walk.context()))).toBe('stock.trayEmpty');
    expect([now(walk, job).state, ledger(walk)]).toEqual(['composed', { inWork: 10 }]);
  });
});

describe('the safe', () => {
  test('takes one card a slot, and a card once', async () => {
    const walk = await walkOffice();
    const first = await verified(walk, approval(1));
    const second = await verified(walk, approval(2));
    const place = { safe: 'S1', slot: '7' };
    must(storeCard({ ...on(first), ...place }, walk.context()));

    const again = storeCard({ ...on(first), safe: 'S1', slot: '8' }, walk.context());
    const taken = storeCard({ ...on(second), ...place }, walk.context());

    expect([kindOf(again), kindOf(taken)]).toEqual(['job.wrongState', 'card.slotTaken']);
  });

  test('takes one waiting card a number, and no first card beside a living one', async () => {
    const walk = await walkOffice();
    const waiting = await stored(walk, approval(1));
    const renewed = await verified(walk, renewal(1, 'damage'));
    const beside = storeCard({ ...on(renewed), safe: 'S1', slot: '2' }, walk.context());
    must(await handedOver(walk, waiting));
    const { number } = approval(1).card;
    const twin = await verified(walk, approval(2, { card: { ...approval(1).card, number } }));

    const second = storeCard({ ...on(twin), safe: 'S1', slot: '3' }, walk.context());

    expect([kindOf(beside), kindOf(second)]).toEqual(['card.livingAlready', 'card.livingAlready']);
  });
});

describe('hand-over', () => {
  test('is never by the person who accepted the review', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));

    const refused = await handOverCard({ cardId: card.id, revision: 1 }, walk.context(officer1));

    expect(refused).toEqual({ ok: false, error: { kind: 'access.samePerson', data: { account: 'officer1' } } });
    expect(walk.store.card(card.id)?.state).toBe('inCustody');
  });

  test('is once', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    must(await handedOver(walk, card));

    const again = await handOverCard({ cardId: card.id, revision: 2 }, walk.context(officer2));

    expect(kindOf(again)).toBe('card.wrongState');
  });
});

test('a replaced record takes the card that waits in the safe out of use', async () => {
  const walk = await walkOffice();
  const record = approval(1);
  const card = await stored(walk, record);
  await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
  const refused = await handOverCard({ cardId: card.id, revision: 1 }, walk.context(officer2));

  const { id: applicationId, revision } = await accepted(walk, record);
  const next = must(await composeJob({ applicationId, revision }, walk.context()));

  expect([kindOf(refused), walk.store.card(card.id)?.state, next.state]).toEqual([
    'job.recordReplaced',
    'revoked',
    'composed',
  ]);
});

test('a lost card is revoked also where whoever handed it over has since reviewed a new record of its case', async () => {
  const walk = await walkOffice();
  const record = approval(1);
  const card = must(await handedOver(walk, await stored(walk, record))).card;
  await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
  const applicationId = idOf(walk, record);
  const { application, warnings } = must(await openApplication({ applicationId }, walk.context(officer2)));
  const { revision } = application;
  const acknowledged = warnings.map(({ kind }) => kind);
  must(await acceptApplication({ applicationId, revision, acknowledged }, walk.context(officer2)));

  await accepted(walk, renewal(1, 'loss'));

  expect(walk.store.card(card.id)?.state).toBe('revoked');
});

test('an auditor looks, and touches nothing', async () => {
  const walk = await walkOffice();
  const job = await composed(walk, approval(1));
  const context = walk.context(auditor);

  const answers = [
    await openApplication({ applicationId: job.applicationId }, context),
    await encodeJob(on(job), context),
    setAsideJob({ ...on(job), reason: 'other', note: '' }, context),
  ];

  expect(answers.map(kindOf)).toEqual(['ok', 'access.forbidden', 'access.forbidden']);
});

test('the longest note of a card that is set aside is read back whole', async () => {
  const walk = await walkOffice();
  const job = await encoded(walk, approval(1));
  const note = '废'.repeat(500);

  const aside = must(setAsideJob({ ...on(job), reason: 'other', note }, walk.context()));

  expect([aside.note, now(walk, job).note]).toEqual([note, note]);
});
