/** The papers of the desk: the holder's sheet in the language of choice, the reply to a complaint, the slip of numbers. */

import { expect, test } from 'vitest';
import { renderHolderSheet, renderNumberSlip, renderReplySlip } from '../../electron/adapters/pdf/desk-papers.ts';
import { renderErasure } from '../../electron/adapters/pdf/erasure-paper.ts';
import { loadTypefaces } from '../../electron/adapters/pdf/typefaces.ts';
import { pageTexts } from '../../electron/adapters/raster/rasterise.ts';
import { decideComplaint, inspectComplaint, openComplaint } from '../../electron/core/custody/complain.ts';
import { readPaper, signPaper } from '../../electron/core/papers/signed-paper.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { holderSheet, holderView } from '../../electron/core/hand-over/holder-sheet.ts';
import { numberSlipSchema } from '../../shared/model/number-slip.ts';
import { codeList } from '../../shared/messages/code-text.ts';
import { decisionLines, sheetLines } from '../../shared/messages/papers.ts';
import { doStep, handedOver } from './hand-over-steps.ts';
import { kindOf, must } from './office.ts';
import { second, serviceOffice } from './service-office.ts';
import { approval, exchange, officer2, signerOf, stored, walkOffice } from './walk-office.ts';

const faces = loadTypefaces();

async function wordsOf(pdf: Uint8Array): Promise<string> {
  return (await pageTexts(pdf)).join(' ').replaceAll(/\s+/g, ' ');
}

test('the holder is shown what the chip said today, on a sheet or a screen, in the language of choice', async () => {
  const walk = await walkOffice();
  const card = await stored(walk, approval(1));
  const context = walk.context(officer2);
  const early = [
    holderSheet({ cardId: card.id, language: 'en' }, context),
    holderView({ cardId: card.id, language: 'en' }, context),
  ];
  must(await doStep(walk, card, 'identity'));
  must(await doStep(walk, card, 'chip'));

  expect(early.map(kindOf)).toEqual(['handover.stepMissing', 'handover.stepMissing']);
  for (const [language, sex] of [
    ['zh', '女'],
    ['en', 'F'],
  ] as const) {
    const sheet = must(holderSheet({ cardId: card.id, language }, context));
    const text = await wordsOf(await renderHolderSheet(sheet, context.profile, faces));
    for (const line of [...sheetLines[language], card.number, sex, 'SPECIMEN']) expect(text).toContain(line);
    for (const line of sheetLines[language === 'zh' ? 'en' : 'zh']) expect(text).not.toContain(line);
  }
  const view = must(holderView({ cardId: card.id, language: 'zh' }, context));
  expect(view.faces).toEqual(walk.store.jobFile(card.jobId, 'card.pdf'));
  expect(view.chip.cardNumber).toBe(card.number);
  const looks = walk.store.auditEntries({ subjectId: card.id, limit: 100 }).map(({ action }) => action);
  expect(looks.filter((action) => action === 'handover.sheet' || action === 'handover.shown')).toHaveLength(3);
});

test('the reply to a complaint says in both languages what was decided and what follows', async () => {
  const { walk, card, context } = await serviceOffice();
  must(openComplaint({ cardId: card.id, what: 'print' }, walk.context(officer2)));
  must(await inspectComplaint({ cardId: card.id }, walk.context(officer2)));
  const { complaint } = must(
    await decideComplaint({ cardId: card.id, decision: 'productionFault', second }, context()),
  );
  const slip = { complaint, applicationNumber: approval(1).applicationNumber, blankSerial: card.blankSerial };

  const text = await wordsOf(await renderReplySlip(slip, context().profile, faces));

  for (const line of decisionLines.productionFault.flatMap(({ zh, en }) => [zh, en])) expect(text).toContain(line);
  expect(text).toContain(card.blankSerial);
});

test('whatever the inspection found stands on the reply in words, in as many lines as it takes', async () => {
  const { walk, card, context } = await serviceOffice();
  const complaint = must(openComplaint({ cardId: card.id, what: 'chip' }, walk.context(officer2)));
  const paper = (findings: string) =>
    renderReplySlip(
      {
        complaint: { ...complaint, findings, decision: 'productionFault', decidedAt: complaint.openedAt },
        applicationNumber: approval(1).applicationNumber,
        blankSerial: card.blankSerial,
      },
      context().profile,
      faces,
    );
  const many = 'latinName, birthDate, cardNumber, validUntil, sodHash, photo, check.sodSignature, check.groupHashes';

  const silent = await wordsOf(await paper('chip'));
  const [page = ''] = await pageTexts(await paper(many));

  expect(silent).toContain('芯片打不开或无应答 / The chip does not open or answer');
  const whole = `${codeList('zh', 'chipField', many)} / ${codeList('en', 'chipField', many)}`;
  expect(page.replaceAll(/\s/g, '')).toContain(whole.replaceAll(/\s/g, ''));
  expect(page.split('\n').filter((line) => line.includes(whole))).toEqual([]);
  for (const { zh } of decisionLines.productionFault) expect(page).toContain(zh);
});

test('the slip of numbers links the former number to the new one, on paper and signed', async () => {
  const walk = await walkOffice();
  const card = must(await handedOver(walk, await stored(walk, exchange(1)))).card;
  const kept = walk.store.cardFile(card.id, 'number-slip.json') ?? new Uint8Array();
  const slip = numberSlipSchema.parse(JSON.parse(new TextDecoder().decode(kept)));
  const signer = signerOf(walk);
  const signed = must(signPaper('starcard-number+jws', slip, signer, walk.context().digest));

  const text = await wordsOf(await renderNumberSlip(slip, faces));
  const read = must(
    readPaper(signed, 'starcard-number+jws', numberSlipSchema, { ...walk.context(), publicKey: signer.publicKey() }),
  );

  expect([slip.formerNumber, slip.number]).toEqual([exchange(1).card.formerNumber, card.number]);
  // Set with room between the signs, which a reader of PDF takes for spaces.
  for (const number of [slip.formerNumber, slip.number]) expect(text.replaceAll(' ', '')).toContain(number);
  expect(read).toEqual(slip);
});

test('the certificate of an erasure says what its page leaves out, and whose time it tells', async () => {
  const cases = Array.from({ length: 12 }, (_, index) => index.toString(16).repeat(32));
  const text = await wordsOf(
    await renderErasure(
      {
        id: 'ab'.repeat(16),
        reason: 'requested',
        startedBy: 'supervisor1',
        approvedBy: 'officer1',
        startedAt: '2026-03-02T08:00:00.000Z',
        endedAt: '2026-03-02T08:00:01.000Z',
        cases,
        sha256: 'c'.repeat(64),
      },
      specimenProfile,
      faces,
    ),
  );

  for (const part of ['另有 4 件，见签名文件', 'and 4 more, in the signed statement', 'UTC+8', '2026-03-02 16:00'])
    expect(text).toContain(part);
});
