/** The seal on a real card: printed in the tray, read back from its picture, and held against record, chip and job. */

import { describe, expect, test } from 'vitest';
import { sealOnCard } from '../../electron/app/seal-on-card.ts';
import { bytesEqual, hexOf } from '../../electron/core/chip/bytes.ts';
import { cancelJob } from '../../electron/core/issue/cancel.ts';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { previewCard } from '../../electron/core/issue/preview.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { restartJob } from '../../electron/core/issue/restart.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import { verifyJob } from '../../electron/core/issue/verify.ts';
import { verifySeal } from '../../electron/core/seal/verify-seal.ts';
import type { ApplicationId } from '../../shared/model/ids.ts';
import type { Job } from '../../shared/model/job.ts';
import { kindOf, must } from './office.ts';
import {
  approval,
  composed,
  encoded,
  idOf,
  now,
  on,
  printed,
  signed,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';

/** What a 2-D scanner makes of the card in the tray. */
async function scanned(walk: WalkOffice): Promise<Uint8Array> {
  const card = walk.printer.cardInTray();
  if (card === null) throw new Error('the tray is empty');
  return must(await sealOnCard(card.pdf, 'tray'));
}

function keptSeal(walk: WalkOffice, job: Job): Uint8Array {
  const seal = walk.store.jobFile(job.id, 'seal.bin');
  if (seal === undefined) throw new Error('no seal is kept');
  return seal;
}

function verify(walk: WalkOffice, job: Job, plastic: string) {
  return verifyJob({ ...on(now(walk, job)), plastic, visualDefects: [] }, walk.context());
}

/** The next job of an application whose first one was cancelled. */
async function printedAgain(walk: WalkOffice, applicationId: ApplicationId): Promise<Job> {
  const revision = walk.store.application(applicationId)?.revision ?? 0;
  const made = must(await composeJob({ applicationId, revision }, walk.context()));
  const written = must(await encodeJob(on(made), walk.context()));
  return must(await printJob(on(written), walk.context()));
}

/** The newest row about the plastic of a card. */
function logged(walk: WalkOffice, job: Job) {
  const [entry] = walk.store.auditEntries({ action: 'card.verify', subjectId: job.id, limit: 1 });
  return entry?.detail;
}

describe('a card with its own seal', () => {
  test('carries what the job keeps, and a verifier with the certificates believes it', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    const job = await printed(walk, record);

    const seal = await scanned(walk);

    const { profile, verifier, clock, chipTrust, sealSigner } = walk.context();
    const trust = { ...chipTrust, signerCertificates: [sealSigner.certificate] };
    expect(hexOf(seal)).toBe(hexOf(keptSeal(walk, job)));
    expect(must(verifySeal(seal, profile.seal, trust, { verifier, now: clock.now() })).card).toMatchObject({
      number: record.card.number,
      validFrom: record.card.validFrom,
      validUntil: record.card.validUntil,
    });
  });

  test('is verified by scanning it instead of reading characters', async () => {
    const walk = await walkOffice();
    const job = await printed(walk, approval(1));

    const done = must(await verify(walk, job, `]d1${hexOf(await scanned(walk))}\r`));

    expect([done.job.state, done.differences, logged(walk, job)?.['plastic']]).toEqual(['verified', [], 'seal']);
  });

  test('keeps seal and PDF when its blank is spoilt and the work starts again', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    const [seal, pdf] = [keptSeal(walk, job), walk.store.jobFile(job.id, 'card.pdf')];
    must(setAsideJob({ ...on(job), reason: 'other', note: 'test' }, walk.context()));

    const again = must(restartJob(on(now(walk, job)), walk.context()));

    expect([again.attempt, keptSeal(walk, again), walk.store.jobFile(again.id, 'card.pdf')]).toEqual([2, seal, pdf]);
  });

  test('is previewed before composing with a seal that nobody believes', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    await walk.take(signed(record));

    const { pdf } = must(await previewCard({ applicationId: idOf(walk, record) }, walk.context()));

    const draft = must(await sealOnCard(pdf, 'preview'));
    const { profile, verifier, clock, chipTrust, sealSigner } = walk.context();
    const trust = { ...chipTrust, signerCertificates: [sealSigner.certificate] };
    expect(kindOf(verifySeal(draft, profile.seal, trust, { verifier, now: clock.now() }))).toBe('seal.forged');
  });
});

describe('a scan that is not the card’s own seal', () => {
  test('of another person’s genuine card is refused by name, and the second time sets the card aside', async () => {
    const walk = await walkOffice();
    const strange = keptSeal(walk, await composed(walk, approval(50)));
    const job = await printed(walk, approval(1));

    const first = await verify(walk, job, hexOf(strange));
    const detail = logged(walk, job);
    const second = await verify(walk, job, hexOf(strange));

    expect(first).toMatchObject({
      ok: false,
      error: { kind: 'verify.sealMismatch', data: { fields: 'cardNumber, photo' } },
    });
    expect(detail).toMatchObject({ problem: 'plastic', plastic: 'seal', fields: 'cardNumber, photo' });
    expect(kindOf(second)).toBe('verify.plasticOfAnother');
    expect(now(walk, job)).toMatchObject({ state: 'setAside', setAsideReason: 'plasticMismatch' });
  });

  test('lying in the tray instead of the card that was printed is caught by one scan', async () => {
    const walk = await walkOffice();
    await printed(walk, approval(7));
    const job = await encoded(walk, approval(8));
    walk.printer.setFault('swapsCards');
    must(await printJob(on(job), walk.context()));

    const refused = await verify(walk, job, hexOf(await scanned(walk)));

    expect(kindOf(refused)).toBe('verify.sealMismatch');
  });

  test('made for an earlier job of the same card is another card’s', async () => {
    const walk = await walkOffice();
    const record = approval(2);
    const earlier = await composed(walk, record);
    const before = keptSeal(walk, earlier);
    must(cancelJob({ ...on(earlier), note: 'test' }, walk.context()));
    const job = await printedAgain(walk, earlier.applicationId);

    const refused = await verify(walk, job, hexOf(before));

    expect(bytesEqual(before.subarray(0, -64), keptSeal(walk, job).subarray(0, -64))).toBe(true);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'verify.sealMismatch', data: { fields: 'seal' } } });
  });

  test('with a signature that is not good counts against the card', async () => {
    const walk = await walkOffice();
    const job = await printed(walk, approval(3));
    const seal = await scanned(walk);

    const refused = await verify(walk, job, hexOf(seal.with(seal.length - 1, (seal.at(-1) ?? 0) ^ 1)));

    expect(refused).toMatchObject({ ok: false, error: { kind: 'verify.sealMismatch', data: { fields: 'signature' } } });
  });

  test('at all counts against nobody: the card is scanned again', async () => {
    const walk = await walkOffice();
    const job = await printed(walk, approval(4));
    const seal = hexOf(await scanned(walk));

    const kinds = [
      kindOf(await verify(walk, job, 'https://specimen.invalid/a-code-on-the-desk')),
      kindOf(await verify(walk, job, seal.slice(0, 100))),
      kindOf(await verify(walk, job, seal.toLowerCase())),
    ];

    expect(kinds).toEqual(['seal.malformed', 'seal.malformed', 'ok']);
    expect(now(walk, job)).toMatchObject({ state: 'verified' });
  });

  test('for a card that was composed without one: the characters are typed', async () => {
    const walk = await walkOffice();
    const job = await printed(walk, approval(5));
    const seal = hexOf(await scanned(walk));
    const { store } = walk;
    const old = {
      ...walk.context(),
      store: {
        ...store,
        jobFile: (...[id, kind]: Parameters<typeof store.jobFile>) =>
          kind === 'seal.bin' ? undefined : store.jobFile(id, kind),
      },
    };

    const refused = await verifyJob({ ...on(job), plastic: seal, visualDefects: [] }, old);

    expect(kindOf(refused)).toBe('seal.notOnCard');
  });
});
