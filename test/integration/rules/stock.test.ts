/** Issue 8, stock: each blank is in one place, moves by an act of the ledger, and by two people where it comes, goes or ends. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Dispatch } from '../../../electron/app/dispatch.ts';
import { password } from '../../support/people.ts';
import { kindOf, must } from '../office.ts';
import { approval } from '../walk-office.ts';
import { boxReceived, by, composed, encoded, fileIn, on } from './rules-desk.ts';
import {
  forgedApproval,
  forgedId,
  foundBy,
  refused,
  rulesOffice,
  start,
  stopped,
  type Person,
  type RulesOffice,
} from './rules-office.ts';

let office: RulesOffice;
beforeAll(async () => {
  office = await rulesOffice();
  await boxReceived(office);
});
afterAll(() => office.close());

interface Movement {
  readonly blank: string;
  readonly act: string;
  readonly from: string | null;
  readonly to: string;
  readonly by?: string;
  readonly workstation?: string;
}

/** A row of the ledger as somebody would forge it: numbered on, its chain and its entry made up. */
function movement({ blank, act, from, to, by: agreed, workstation = 'TRAINING-1' }: Movement): string {
  const quoted = (text: string | null | undefined): string =>
    text === null || text === undefined ? 'NULL' : `'${text}'`;
  return `INSERT INTO stockMovement (number, blankSerial, act, fromPlace, toPlace, day, at, actor, workstation, jobId, reason,
      approvalId, auditSequence, chain)
    SELECT max(number) + 1, '${blank}', '${act}', ${quoted(from)}, '${to}', '2026-03-02', '${start}', 'officer1',
      '${workstation}', NULL, NULL, ${quoted(agreed)}, 1, '${'f'.repeat(64)}' FROM stockMovement;`;
}

const lost = (blank: string): string =>
  forgedApproval('stock.lose', blank, 'officer1', 'officer2') +
  movement({ blank, act: 'lost', from: 'inTray', to: 'lost', by: forgedId });

test('a box is received by two people, once, and none of its blanks twice', async () => {
  const more = { box: 'BOX-8', deliveryNote: 'DN-8', first: 'XB000101', last: 'XB000120' };
  const receive = (change: object) =>
    office.attempt('officer1', 'stock.receive', { ...more, second: by('officer2'), ...change });

  expect(await receive({ second: by('officer1') })).toEqual(refused('access.secondRefused'));
  expect(await receive({ box: 'BOX-7' })).toEqual(refused('stock.boxKnown'));
  expect(await receive({ first: 'XA000110', last: 'XA000130' })).toEqual(refused('stock.blankKnown'));
  expect(await receive({ first: 'XB000120', last: 'XB000101' })).toEqual(refused('stock.badRange'));

  const blank = `INSERT INTO blank (serial, place, box, position, updatedAt) VALUES ('NEW-1', 'boxed', 'BOX-7', 99, '${start}')`;
  expect(await office.byHand(blank)).toEqual(stopped('comes in by a movement'));
  expect(await office.byHand(blank, 'dropped')).toEqual(foundBy('stock'));
  const box = `INSERT INTO blankBox (name, deliveryNote, firstSerial, lastSerial, count, receivedAt, receivedBy, approvalId)
    VALUES ('BOX-9', 'DN-9', 'XC000101', 'XC000120', 20, '${start}', 'officer1', '${forgedId}');`;
  expect(await office.byHand(forgedApproval('stock.receive', 'BOX-9', 'officer1', 'officer2') + box)).toEqual(
    foundBy('approvals', 'stockPapers'),
  );
  // The database asks for no two people where the set-up received a box; the log does.
  const ofSetUp = box.replace('receivedBy, approvalId', 'receivedBy').replace(`'officer1', '${forgedId}'`, `'set-up'`);
  expect(await office.byHand(ofSetUp)).toEqual(foundBy('stockPapers'));
});

test('a box is opened once, before a blank is taken from it', async () => {
  const load = { box: 'BOX-7', count: 3 };
  expect(await office.attempt('officer1', 'stock.load', load)).toEqual(refused('stock.boxNotOpen'));
  const [serial, second] = ['XA000105', by('officer2')];
  const others = [
    await office.attempt('officer1', 'stock.setAside', { serial, reason: 'damaged' }),
    await office.attempt('officer1', 'device.selfTest', { blank: serial, takes: true }),
    await office.attempt('officer1', 'stock.sendBack', { serials: [serial], note: 'RMA-1', second }),
  ];
  expect(others).toEqual(Array(3).fill(refused('stock.boxNotOpen')));
  const taken = movement({ blank: 'XA000101', act: 'loaded', from: 'boxed', to: 'inTray' });
  expect(await office.byHand(taken)).toEqual(stopped('a box is opened before a blank is taken from it'));
  const opened = `UPDATE blankBox SET openedAt = '${start}', openedBy = 'officer1' WHERE name = 'BOX-7';`;
  expect(await office.byHand(opened)).toEqual(foundBy('stockPapers'));

  must(await office.call('officer1', 'stock.openBox', { box: 'BOX-7' }));
  expect(await office.attempt('officer1', 'stock.openBox', { box: 'BOX-7' })).toEqual(refused('stock.boxOpenAlready'));
  expect(await office.attempt('officer1', 'stock.load', { ...load, count: 21 })).toEqual(refused('stock.tooFew'));
});

test('a blank moves by an act that leads from where it is', async () => {
  const [tested, tray] = ['SC-00000020', 'SC-00000021'];
  must(await office.call('officer1', 'device.selfTest', { blank: tested, takes: true }));
  const setAside = (serial: string, reason: string) => office.receive('officer1', 'stock.setAside', { serial, reason });

  expect(kindOf(await setAside(tested, 'damaged'))).toBe('stock.wrongPlace');
  expect(kindOf(await setAside(tray, 'because I say so'))).toBe('input.invalid');

  expect(await office.byHand(`UPDATE blank SET place = 'boxed' WHERE serial = '${tray}'`)).toEqual(
    stopped('by a movement only'),
  );
  // A card of one's own in place of a blank: the chip that a blank is bound to was met, or it is nobody's.
  expect(await office.byHand(`UPDATE blank SET chipSerial = 'ABCDEF01' WHERE serial = '${tray}'`)).toEqual(
    foundBy('stock'),
  );
  expect(await office.byHand(movement({ blank: tray, act: 'destroyed', from: 'inTray', to: 'destroyed' }))).toEqual(
    stopped('CHECK'),
  );
  expect(await office.byHand(movement({ blank: tested, act: 'setAside', from: 'inTray', to: 'setAside' }))).toEqual(
    stopped('starts where the blank is'),
  );
  expect(await office.byHand(movement({ blank: tray, act: 'setAside', from: 'inTray', to: 'setAside' }))).toEqual(
    foundBy('ledger'),
  );
});

test('the ledger only grows, and its chain is that of the log', async () => {
  const rewritten = `UPDATE stockMovement SET at = '2026-03-03T00:00:00.000Z' WHERE number = 3`;
  expect(await office.byHand(rewritten)).toEqual(stopped('never changed'));
  expect(await office.byHand(rewritten, 'dropped')).toEqual(foundBy('ledger'));
  expect(await office.byHand('DELETE FROM stockMovement')).toEqual(stopped('never deleted'));
  expect(await office.byHand('DELETE FROM stockMovement WHERE number = 3', 'dropped')).toEqual(
    foundBy('ledger', 'stock'),
  );
});

test('a blank is lost, found or sent away by two people', async () => {
  const serial = 'SC-00000030';
  const second = by('officer1');

  expect(await office.attempt('officer1', 'stock.lose', { serial, second })).toEqual(refused('access.secondRefused'));
  expect(await office.attempt('officer1', 'stock.find', { serial, second: by('officer2') })).toEqual(
    refused('stock.wrongPlace'),
  );

  const byOne = movement({ blank: serial, act: 'lost', from: 'inTray', to: 'lost' });
  expect(await office.byHand(byOne)).toEqual(stopped('CHECK'));
  expect(await office.byHand(lost(serial))).toEqual(foundBy('approvals', 'ledger'));
});

test('blanks go to workstations that two people know, and each transfer is taken in once', async () => {
  const out = { box: 'BOX-7', count: 2, peer: 'ELSEWHERE/WS-9', second: by('officer2') };
  expect(await office.attempt('officer1', 'stock.transferOut', out)).toEqual(refused('stock.peerUnknown'));
  const key = { verifierKey: 'no key', second: by('officer2') };
  expect(await office.attempt('officer1', 'stock.addPeer', key)).toEqual(refused('stock.peerKey'));

  const peer = `INSERT INTO stockPeer VALUES ('ELSEWHERE/WS-9', 'key', '${start}', '${forgedId}')`;
  expect(await office.byHand(peer)).toEqual(stopped('FOREIGN KEY'));
  expect(await office.byHand(forgedApproval('stock.addPeer', 'ELSEWHERE/WS-9', 'officer1', 'officer2') + peer)).toEqual(
    foundBy('approvals', 'stockPapers'),
  );
  await takenInOnce();
});

/** A box of another workstation, whose people know this one as we know them. */
async function takenInOnce(): Promise<void> {
  const elsewhere = await rulesOffice();
  try {
    const there = elsewhere.desk('TRAINING-2');
    must(await there.call('session.signIn', { account: 'officer1', password }));
    const keyOf = async (desk: Pick<Dispatch, 'call'>): Promise<string> =>
      must(await desk.call('stock.view', {})).verifierKey;
    const [ours, second] = [office.desk(), by('officer2')];
    must(await ours.call('session.signIn', { account: 'super1', password }));
    must(await ours.call('stock.addPeer', { verifierKey: await keyOf(there), second }));
    must(await there.call('stock.addPeer', { verifierKey: await keyOf(ours), second }));
    const box = { box: 'BOX-3', deliveryNote: 'DN-3', first: 'XD000101', last: 'XD000104', second };
    must(await there.call('stock.receive', box));
    const peer = `${office.station.profile.office}/${office.station.profile.workstation}`;
    const { id } = must(await there.call('stock.transferOut', { box: 'BOX-3', count: 4, peer, second }));
    const file = fileIn(office, 'sent.blanks');
    elsewhere.choose(file);
    must(await there.call('stock.chooseAndSaveTransfer', { id }));
    office.choose(file);
    const take = (by2: Person) => office.attempt('officer1', 'stock.chooseAndTakeTransfer', { second: by(by2) });

    expect(await take('officer1')).toEqual(refused('access.secondRefused'));
    must(await office.call('officer1', 'stock.chooseAndTakeTransfer', { second }));
    expect(await take('officer2')).toEqual(refused('stock.transferTaken'));
  } finally {
    await elsewhere.closeBeside();
  }
}

test('what was worked on for a person never goes back to the supplier', async () => {
  const job = await encoded(office, approval(5));
  const blank = job.blankSerial ?? '';
  must(await office.call('officer1', 'job.setAside', { ...on(job), reason: 'chipFault', note: '' }));
  const back = { serials: [blank], note: 'RMA-1', second: by('officer2') };

  expect(await office.attempt('officer1', 'stock.sendBack', back)).toEqual(refused('stock.bearsPerson'));

  const sent =
    forgedApproval('stock.sendBack', 'sendBack', 'officer1', 'officer2') +
    movement({ blank, act: 'sentBack', from: 'setAside', to: 'transferred', by: forgedId });
  expect(await office.byHand(sent)).toEqual(stopped('is destroyed here'));
});

test('a tray belongs to one workstation', async () => {
  const job = await composed(office, approval(3));
  const there = office.desk('OTHER');
  must(await there.call('session.signIn', { account: 'officer2', password }));
  expect(kindOf(await there.call('job.encode', on(job)))).toBe('stock.otherTray');
  expect(office.station.store.job(job.id)?.blankSerial).toBeNull();

  const loaded = movement({ blank: 'XA000101', act: 'loaded', from: 'boxed', to: 'inTray', workstation: 'OTHER' });
  const assigned = movement({
    blank: 'SC-00000040',
    act: 'assigned',
    from: 'inTray',
    to: 'inWork',
    workstation: 'OTHER',
  });

  expect(await office.byHand(assigned)).toEqual(stopped('one workstation'));
  expect(await office.byHand(loaded)).toEqual(foundBy('ledger'));
});

test('one blank is assigned to one job, whichever window asks first', async () => {
  const job = await composed(office, approval(1));
  const both = await Promise.all([
    office.call('super1', 'job.encode', on(job)),
    office.call('super2', 'job.encode', on(job)),
  ]);
  const other = await encoded(office, approval(2));

  expect(both.map(kindOf).toSorted()).toEqual(['job.busy', 'ok']);
  const taken = office.station.store.job(job.id)?.blankSerial;
  expect(taken).not.toBe(other.blankSerial);
  const same = `UPDATE job SET blankSerial = '${taken}' WHERE id = '${other.id}'`;
  expect(await office.byHand(same)).toEqual(stopped('UNIQUE'));
});
