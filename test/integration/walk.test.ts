/** The walk of one card, from the signed record to the holder's hand: three kinds, every part the real one. */

import { describe, expect, test } from 'vitest';
import { pageTexts } from '../../electron/adapters/raster/rasterise.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { previewCard } from '../../electron/core/issue/preview.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { formerNumberFrom } from '../../shared/card/relation.ts';
import { formerNumberSchema } from '../../shared/model/ids.ts';
import { receiptSchema } from '../../shared/model/receipt.ts';
import { handedOver as handOver } from './hand-over-steps.ts';
import { must } from './office.ts';
import {
  accepted,
  approval,
  cardsOut,
  composed,
  ledger,
  on,
  renewal,
  stored,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';

function resultTypes(walk: WalkOffice): readonly string[] {
  return walk.store.pendingResults().map(({ result }) => result.type);
}

describe('a first card', () => {
  test('is handed over by another person, and every blank is accounted for', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));

    const handed = must(await handOver(walk, card));

    expect(handed.card).toEqual({
      ...card,
      state: 'handedOver',
      safe: null,
      slot: null,
      handedOverAt: '2026-03-02T08:00:00.000Z',
      handedOverBy: 'officer2',
      revision: 2,
    });
    expect(ledger(walk)).toEqual({ inTray: 9, handedOver: 1 });
    expect([cardsOut(walk), resultTypes(walk)]).toEqual([1, ['issued', 'handedOver']]);
  });

  test('leaves a row before and after each effect, in a log that verifies', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    must(await handOver(walk, card));

    const trail = walk.store
      .auditEntries({ limit: 500 })
      .toSorted((a, b) => a.sequence - b.sequence)
      .filter(({ subject }) => ['application', 'job', 'blank', 'card'].includes(subject.kind))
      .map(({ action, outcome, actor }) => `${action} ${outcome} ${actor}`);

    expect(trail).toEqual([
      'blank.received ok set-up',
      'application.received ok officer1',
      'application.viewed ok officer1',
      'application.accepted ok officer1',
      'job.composed ok officer1',
      'blank.assigned ok officer1',
      'chip.encode begun officer1',
      'blank.bound ok officer1',
      // One before each group of commands: the transport key, three applications, the locks.
      ...Array.from({ length: 5 }, () => 'chip.encode begun officer1'),
      'chip.encode ok officer1',
      'card.print begun officer1',
      'card.print ok officer1',
      'card.verify ok officer1',
      'card.stored ok officer1',
      'handover.identity ok officer2',
      'handover.chip ok officer2',
      'handover.holder ok officer2',
      'handover.drafted ok officer2',
      'handover.signed ok officer2',
      'card.handedOver ok officer2',
    ]);
    expect(walk.store.verifyAudit()).toMatchObject({ problem: null });
  });

  test('was previewed as the very bytes that lie in the tray', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    const made = await composed(walk, record);
    const { applicationId } = made;
    const before = must(await previewCard({ applicationId }, walk.context()));

    const written = must(await encodeJob(on(made), walk.context()));
    const job = must(await printJob(on(written), walk.context()));

    const after = must(await previewCard({ applicationId }, walk.context()));
    expect([before.sha256, after.sha256]).toEqual([job.pdfHash, job.pdfHash]);
    expect(walk.printer.cardInTray()?.pdf).toEqual(before.pdf);
  });

  test('comes with a receipt that names its hashes and serials', async () => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    const job = walk.store.job(card.jobId);

    const { receipt } = must(await handOver(walk, card));

    const kept = walk.store.jobFile(card.jobId, 'receipt.json');
    const said = receiptSchema.parse(JSON.parse(new TextDecoder().decode(kept)));
    expect(said).toMatchObject({
      blankSerial: card.blankSerial,
      chipSerial: card.chipSerial,
      pdfHash: job?.pdfHash,
      sodHash: job?.sodHash,
      recordHash: job?.recordHash,
      reviewedBy: 'officer1',
      handedOverBy: 'officer2',
      oldCardCollected: null,
    });
    expect(walk.store.jobFile(card.jobId, 'receipt.pdf')).toEqual(receipt);
    expect((await pageTexts(receipt)).join(' ')).toContain(card.number);
  });
});

describe('a renewal after expiry', () => {
  test('waits in the safe while the old card lives, and is handed over against it', async () => {
    const walk = await walkOffice();
    const old = must(await handOver(walk, await stored(walk, approval(1)))).card;
    const card = await stored(walk, renewal(1, 'expiry'));

    const refused = await handOver(walk, card, { without: ['oldCard'] });
    const handed = must(await handOver(walk, card));

    expect(refused).toEqual({ ok: false, error: { kind: 'handover.stepMissing', data: { step: 'oldCard' } } });
    expect([handed.card.state, walk.store.card(old.id)?.state]).toEqual(['handedOver', 'returned']);
    expect(walk.store.livingCard(card.number)?.id).toBe(card.id);
    expect(ledger(walk)).toEqual({ inTray: 8, returned: 1, handedOver: 1 });
  });
});

describe('a loss', () => {
  test('revokes the lost card at review, by its serials, and collects nothing', async () => {
    const walk = await walkOffice();
    const lost = must(await handOver(walk, await stored(walk, approval(1)))).card;

    await accepted(walk, renewal(1, 'loss'));

    const revoked = walk.store.pendingResults().at(-1)?.result;
    expect(walk.store.card(lost.id)?.state).toBe('revoked');
    expect(revoked).toMatchObject({
      type: 'revoked',
      card: { blankSerial: lost.blankSerial, chipSerial: lost.chipSerial, validFrom: lost.validFrom },
      formerNumber: null,
      reason: 'loss',
    });
  });

  test('is replaced by a card of the same number', async () => {
    const walk = await walkOffice();
    must(await handOver(walk, await stored(walk, approval(1))));
    // The walk accepts and revokes on its way.
    const card = await stored(walk, renewal(1, 'loss'));

    const handed = must(await handOver(walk, card));

    expect(handed.card.state).toBe('handedOver');
    expect(walk.store.livingCard(card.number)?.id).toBe(card.id);
    expect(resultTypes(walk)).toEqual(['issued', 'handedOver', 'revoked', 'issued', 'handedOver']);
  });

  test('of a card that is not on file here retires the former number', async () => {
    const walk = await walkOffice();
    const { card } = renewal(1, 'loss');
    const formerNumber = formerNumberSchema.parse(formerNumberFrom(card.number, 'POL', '001'));
    const record = renewal(1, 'loss', { card: { ...card, formerNumber, relation: '001' } });

    await accepted(walk, record);

    expect(walk.store.pendingResults().at(-1)?.result).toMatchObject({
      type: 'revoked',
      card: null,
      formerNumber,
    });
  });
});
