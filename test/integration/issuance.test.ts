// The issuance receipt: what one card is made of and who had a hand in it, checked with nothing but the file and a key.

import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parseVerifierKey } from '../../electron/core/audit/note.ts';
import { issuanceFile, issuanceOf, verifyIssuance } from '../../electron/core/results/issuance.ts';
import { handedOver } from './hand-over-steps.ts';
import { kindOf, must } from './office.ts';
import { accepted, approval, replaced, stored, walkOffice } from './walk-office.ts';

describe('an issuance receipt', () => {
  async function made() {
    const walk = await walkOffice();
    const record = approval(1);
    const card = must(await handedOver(walk, await stored(walk, record))).card;
    const { statement, sequences } = must(issuanceOf(walk.store, card.id, walk.context()));
    const file = issuanceFile(statement, must(walk.store.auditSelection(sequences, statement)));
    const key = parseVerifierKey(walk.context().digest, walk.store.verifierKey);
    if (key === undefined) throw new Error('no key');
    return { walk, record, card, statement, file, trust: { ...walk.context(), key } };
  }

  test('names the devices by their own numbers, where they say them', async () => {
    const walk = await walkOffice();
    const { printer, writer } = walk.context();
    const numbered = {
      ...walk.context(),
      printer: { ...printer, status: async () => ({ ...(await printer.status()), device: 'serial:CP-0042' }) },
      writer: { ...writer, status: async () => ({ ...(await writer.status()), serial: 'SC-CCID-01' }) },
    };
    const card = must(await handedOver(walk, await stored({ ...walk, context: () => numbered }, approval(1)))).card;

    const { statement } = must(issuanceOf(walk.store, card.id, walk.context()));

    expect(statement).toMatchObject({ printer: 'serial:CP-0042', writer: 'SC-CCID-01' });
  });

  test('tells of the person as the record says that this card was made of, also once another is in force', async () => {
    const { walk, record, card, statement } = await made();
    await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
    await accepted(walk, record);

    const later = must(issuanceOf(walk.store, card.id, walk.context())).statement;

    expect([later.approvalHash, later.personDigest]).toEqual([statement.approvalHash, statement.personDigest]);
  });

  test('is checked alone, and names everybody', async () => {
    const { card, file, trust } = await made();

    const checked = must(verifyIssuance(trust, file));

    expect(checked.statement).toMatchObject({
      blankSerial: card.blankSerial,
      chipSerial: card.chipSerial,
      state: 'handedOver',
    });
    for (const act of ['application.accepted: officer1', 'chip.encode: officer1', 'card.handedOver: officer2'])
      expect(checked.statement.people).toContain(act);
    expect(file).not.toContain('PRZYK');
  });

  test('names every edit', async () => {
    const { file, statement, trust } = await made();
    for (const [name, value] of Object.entries(statement)) {
      const edited = file.replace(`"${name}": ${JSON.stringify(value)}`, `"${name}": ${JSON.stringify(`${value}0`)}`);
      const checked = verifyIssuance(trust, edited);
      expect(checked).toEqual({ ok: false, error: { kind: 'issuance.altered', data: { part: name } } });
    }
  });

  test('that the office signed about what its own entries do not say is refused', async () => {
    const { walk, card, statement, trust } = await made();
    const other = must(await handedOver(walk, await stored(walk, approval(2), '2'))).card;
    const { sequences } = must(issuanceOf(walk.store, card.id, walk.context()));
    const of = must(issuanceOf(walk.store, other.id, walk.context())).statement;
    const lies: readonly [part: string, change: Partial<typeof statement>][] = [
      ['approvalDigest', { application: of.application }],
      ['pdfDigest', { job: of.job }],
      ['blankSerial', { card: of.card }],
      ['chipSerial', { chipSerial: of.chipSerial }],
      ['writer', { writer: 'SC-CCID-02' }],
      ['printer', { printer: 'serial:CP-0043' }],
      ['state', { state: 'revoked' }],
    ];

    const answers = lies.map(([, change]) => {
      const lie = { ...statement, ...change };
      return verifyIssuance(trust, issuanceFile(lie, must(walk.store.auditSelection(sequences, lie))));
    });

    expect(answers).toEqual(lies.map(([part]) => ({ ok: false, error: { kind: 'issuance.altered', data: { part } } })));
  });

  test('that says one thing twice is refused', async () => {
    const { file, trust } = await made();
    const twice = file.replace('"state": "handedOver"', '"state": "destroyed", "state": "handedOver"');

    expect(kindOf(verifyIssuance(trust, twice))).toBe('issuance.altered');
  });

  test('with an entry that was edited, or of another key, is refused', async () => {
    const { file, trust } = await made();
    const { trust: foreign } = await made();

    const parts = z.object({ evidence: z.string() }).loose().parse(JSON.parse(file));
    const edited = parts.evidence.replace('application.accepted', 'application.acceptEd');

    expect(kindOf(verifyIssuance(trust, JSON.stringify({ ...parts, evidence: edited })))).toMatch(/^audit\./);
    expect(kindOf(verifyIssuance(foreign, file))).toMatch(/^audit\./);
  });
});
