/** Rows that people made are taken out of the file or rewritten in it, triggers and all: the log holds them, and diagnose says so. */

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { beginClose, closeDay } from '../../electron/core/day/close-day.ts';
import { handShift } from '../../electron/core/day/shift.ts';
import { destroyBlanks } from '../../electron/core/stock/destroy.ts';
import { setAsideBlank } from '../../electron/core/stock/spoilt.ts';
import { addPeer, transferOut } from '../../electron/core/stock/transfer.ts';
import { transferKey } from '../../electron/core/stock/transfer-file.ts';
import { freshFolder, must } from './office.ts';
import { second } from './service-office.ts';
import { box, counted, diagnosed, serial, shellOn, stockOffice, withBox, type StockOffice } from './stock-office.ts';
import { withoutTriggers } from '../support/hand.ts';

describe('what is on record', () => {
  /** Blanks received and opened, a peer, a transfer, a shift, a destruction, a close: each by the people it takes. */
  async function busyOffice(): Promise<StockOffice> {
    const office = await stockOffice();
    const context = () => office.context();
    await withBox(office);
    const neighbour = must(openSoftwareKeys(join(freshFolder(), 'keys')).signer('stock', 'Ed25519'));
    const verifierKey = transferKey(context().digest, 'NEXT/DOOR', neighbour);
    must(await addPeer({ verifierKey, second }, context()));
    const going = { box: box.box, count: 2, peer: 'NEXT/DOOR', second };
    must(await transferOut(going, { ...context(), signer: office.signer }));
    const { boxed, inTray } = counted(office);
    must(await handShift({ count: { boxed, inTray }, countedTwice: false, note: '', second }, context()));
    const spoilt = serial('SC-00000003');
    must(setAsideBlank({ serial: spoilt, reason: 'damaged' }, context()));
    must(beginClose(context()));
    must(await destroyBlanks({ serials: [spoilt], method: 'shredded', second }, context()));
    const said = { countedTwice: false, leftOverSeen: true, note: '' };
    must(closeDay({ count: counted(office), ...said }, context()));
    return office;
  }

  test.each([
    ['a workstation that blanks may go to', 'DELETE FROM stockPeer'],
    ['a transfer', 'DELETE FROM stockTransfer'],
    ['a record of destruction', 'DELETE FROM destruction'],
    ['a shift that was handed over', 'DELETE FROM shiftHandOver'],
    ['an envelope', 'DELETE FROM envelope'],
    ['a box', `DELETE FROM blankBox WHERE name = 'BOX-7'`],
    ['the opening of a box', `UPDATE blankBox SET openedAt = NULL, openedBy = NULL WHERE name = 'BOX-7'`],
    ['a day', 'DELETE FROM workDay'],
  ])('and taken out of the file is missed: %s', async (_what, statement) => {
    const office = await busyOffice();
    const db = shellOn(office);
    db.pragma('foreign_keys = OFF');
    expect(() => db.exec(statement)).toThrow(/never deleted|opened once/);
    const sound = diagnosed(office);

    withoutTriggers(office.walk.folder, (file) => {
      file.pragma('foreign_keys = OFF');
      file.exec(statement);
    });

    expect(sound).toEqual([]);
    expect(diagnosed(office).filter((check) => check !== 'foreignKeys')).toEqual([
      statement.endsWith('workDay') ? 'days' : 'stockPapers',
    ]);
  });

  test.each([
    ['with how many blanks a box came', `UPDATE blankBox SET count = 19, lastSerial = 'XA000119' WHERE name = 'BOX-7'`],
    ['who received a box', `UPDATE blankBox SET receivedBy = 'officer2' WHERE name = 'BOX-7'`],
    ['when a box was received', `UPDATE blankBox SET receivedAt = '2026-03-01T00:00:00.000Z' WHERE name = 'BOX-7'`],
    ['when a box was opened', `UPDATE blankBox SET openedAt = '2026-03-01T00:00:00.000Z' WHERE name = 'BOX-7'`],
    ['when was destroyed', `UPDATE destruction SET at = '2026-03-01T00:00:00.000Z'`],
    ['of which day a destruction is', `UPDATE destruction SET day = '2026-03-01'`],
    ['which checkpoint covers a destruction', 'UPDATE destruction SET auditSequence = 3'],
    ['when blanks were sent', `UPDATE stockTransfer SET at = '2026-03-01T00:00:00.000Z'`],
    ['who sent blanks', `UPDATE stockTransfer SET actor = 'officer2'`],
    ['when a shift was handed over', `UPDATE shiftHandOver SET at = '2026-03-01T00:00:00.000Z'`],
    ['why a blank was set aside', `UPDATE blank SET reason = 'other' WHERE reason IS NOT NULL`],
    ['who opened a day', `UPDATE workDay SET openedBy = 'officer2'`],
    ['with how many blanks a day began', 'UPDATE workDay SET opening = opening + 1'],
    ['whether a close was late', 'UPDATE workDay SET isLate = 1'],
    ['who closed a day', `UPDATE workDay SET closedBy = 'officer2'`],
    ['when a day was closed', `UPDATE workDay SET closedAt = '2026-03-02T06:00:00.000Z'`],
    ['the balance of a day', `UPDATE workDay SET balance = json_set(balance, '$.inOffice.boxed', 99)`],
    ['what came on a day', `UPDATE workDay SET balance = json_set(balance, '$.received', 19)`],
    ['who counted', `UPDATE stockCount SET actor = 'officer2'`],
    ['when was counted', `UPDATE stockCount SET occasion = 'open'`],
  ])('and rewritten in the file is found: %s', async (_what, statement) => {
    const office = await busyOffice();

    withoutTriggers(office.walk.folder, (file) => file.exec(statement));

    const [, table = ''] = /^UPDATE (\w+)/.exec(statement) ?? [];
    const check = table === 'blank' ? 'stock' : ['workDay', 'stockCount'].includes(table) ? 'days' : 'stockPapers';
    expect(diagnosed(office)).toEqual([check]);
  });
});
