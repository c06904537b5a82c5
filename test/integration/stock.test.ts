/** Stock through the contract: each rule kept, and broken once with a refusal by name. */

import { describe, expect, test } from 'vitest';
import { destroyBlanks } from '../../electron/core/stock/destroy.ts';
import { findBlank, loseBlank } from '../../electron/core/stock/lost.ts';
import { receiveBox } from '../../electron/core/stock/receive-box.ts';
import { sendBack } from '../../electron/core/stock/send-back.ts';
import { keepPhoto, setAsideBlank, showPhoto } from '../../electron/core/stock/spoilt.ts';
import { nameOfDesk } from '../../electron/core/custody/way.ts';
import { addPeer, takeTransfer, transferOut } from '../../electron/core/stock/transfer.ts';
import { transferKey } from '../../electron/core/stock/transfer-file.ts';
import { loadTray, openBox, unloadTray } from '../../electron/core/stock/tray.ts';
import { stockView } from '../../electron/core/stock/view.ts';
import { beginClose } from '../../electron/core/day/close-day.ts';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import type { Actor } from '../../electron/core/ports.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { sha256Schema } from '../../shared/model/ids.ts';
import { ok } from '../../shared/result.ts';
import { kindOf, must } from './office.ts';
import { password } from '../support/people.ts';
import { second } from './service-office.ts';
import { box, diagnosed, serial, stockOffice, withBox, type StockOffice } from './stock-office.ts';
import { accepted, approval, drawnPhoto, encoded, ledger, officer1, officer2, on, stored } from './walk-office.ts';

const first = box.first;
/** Two people there, and nobody else. */
const other = { account: 'officer1', password };

describe('a box', () => {
  test('is received by two people, opened, and fills the tray in the order of its serials', async () => {
    const office = await stockOffice();

    const received = must(await receiveBox(box, office.context()));
    must(openBox({ box: box.box }, office.context()));
    must(loadTray({ box: box.box, count: 5 }, office.context()));
    must(unloadTray({ count: 2 }, office.context()));

    expect([received.count, received.openedAt]).toEqual([20, null]);
    expect(ledger(office.walk)).toEqual({ boxed: 17, inTray: 13 });
    expect(office.walk.store.movementsOf(serial('XA000104')).map(({ act, actor }) => `${act} ${actor}`)).toEqual([
      'received officer1',
      'loaded officer1',
    ]);
    expect(office.walk.store.movementsOf(serial('SC-00000010')).map(({ act }) => act)).toEqual(['setUp', 'unloaded']);
    expect(diagnosed(office)).toEqual([]);
  });

  test.each([
    ['by one person alone', { second: other }, 'access.secondRefused'],
    ['by a role that may not', { second: { account: 'auditor1', password } }, 'access.secondRefused'],
    ['with a wrong password', { second: { ...second, password: 'guessed' } }, 'access.wrongPassword'],
    ['with serials that run backwards', { last: serial('XA000100') }, 'stock.badRange'],
    ['with serials of two kinds', { last: serial('XB000120') }, 'stock.badRange'],
    ['with serials that are known', { first: serial('SC-00000001'), last: serial('SC-00000003') }, 'stock.blankKnown'],
    ['under the name of another', { box: 'TEST-1' }, 'stock.boxKnown'],
  ])('is not received %s', async (_how, change, kind) => {
    const office = await stockOffice();
    expect(kindOf(await receiveBox({ ...box, ...change }, office.context()))).toBe(kind);
    expect(ledger(office.walk)).toEqual({ inTray: 10 });
  });

  test('is opened once, before a blank is taken from it, and holds no more than it does', async () => {
    const office = await stockOffice();
    must(await receiveBox(box, office.context()));
    const early = loadTray({ box: box.box, count: 1 }, office.context());
    must(openBox({ box: box.box }, office.context()));
    const again = openBox({ box: box.box }, office.context());
    const many = loadTray({ box: box.box, count: 21 }, office.context());

    expect([early, again, many].map(kindOf)).toEqual(['stock.boxNotOpen', 'stock.boxOpenAlready', 'stock.tooFew']);
  });
});

test('a tray belongs to one workstation', async () => {
  const office = await stockOffice();
  const job = await accepted(office.walk, approval(1)).then(({ id: applicationId, revision }) =>
    composeJob({ applicationId, revision }, office.walk.context()),
  );
  const context = office.walk.context();
  const elsewhere = { ...context, profile: { ...context.profile, workstation: 'TRAINING-2' } };

  expect(kindOf(await encodeJob(on(must(job)), elsewhere))).toBe('stock.otherTray');
  expect(ledger(office.walk)).toEqual({ inTray: 10 });
});

describe('a spoilt blank', () => {
  test('goes into a numbered envelope at once, whoever holds it, with a photo where that helps', async () => {
    const office = await stockOffice();
    const job = await encoded(office.walk, approval(1));
    must(setAsideJob({ ...on(job), reason: 'chipFault', note: '' }, office.walk.context()));
    const ofTray = must(setAsideBlank({ serial: serial('SC-00000002'), reason: 'damaged' }, office.context()));
    const withPhoto = must(await keepPhoto(serial('SC-00000002'), drawnPhoto(1), office.context()));

    expect(
      office.walk.store.envelopes().map(({ number, blankSerial, reason }) => [number, blankSerial, reason]),
    ).toEqual([
      [1, 'SC-00000001', 'chipFault'],
      [2, 'SC-00000002', 'damaged'],
    ]);
    expect([ofTray.hasPhoto, withPhoto.hasPhoto]).toEqual([false, true]);
    expect(must(showPhoto({ serial: serial('SC-00000002') }, office.context())).jpeg.length).toBeGreaterThan(100);
    expect(diagnosed(office)).toEqual([]);
  });

  test('has one photo, and that is one', async () => {
    const office = await stockOffice();
    must(setAsideBlank({ serial: serial('SC-00000002'), reason: 'damaged' }, office.context()));
    const none = await keepPhoto(serial('SC-00000002'), new Uint8Array(50), office.context());
    must(await keepPhoto(serial('SC-00000002'), drawnPhoto(1), office.context()));
    const again = await keepPhoto(serial('SC-00000002'), drawnPhoto(2), office.context());
    expect([none, again].map(kindOf)).toEqual(['stock.noPhoto', 'stock.photoKept']);
  });

  test('has its photo in the log by a digest that only the person’s salt explains, and each look at it', async () => {
    const office = await stockOffice();
    const { store } = office.walk;
    const job = await encoded(office.walk, approval(1));
    const made = serial(job.blankSerial ?? '');
    must(setAsideJob({ ...on(job), reason: 'chipFault', note: '' }, office.walk.context()));
    must(await keepPhoto(made, drawnPhoto(1), office.context()));
    must(showPhoto({ serial: made }, office.context()));

    const about = store.auditEntries({ subjectId: made, limit: 2 }).map(({ action, subject, detail }) => ({
      action,
      kind: subject.kind,
      detail,
    }));
    const hash = sha256Schema.parse(systemDigest.sha256Hex(drawnPhoto(1)));
    expect(about).toEqual([
      { action: 'stock.photoSeen', kind: 'blank', detail: { envelope: 1 } },
      {
        action: 'stock.photoKept',
        kind: 'blank',
        detail: { envelope: 1, photoDigest: store.salted(job.applicationId, hash) },
      },
    ]);
  });

  test('that was a finished card, lost and found, is photographed under its person’s salt too', async () => {
    const office = await stockOffice();
    const { store } = office.walk;
    const card = await stored(office.walk, approval(1));
    const gone = { serial: card.blankSerial, second };
    must(await loseBlank(gone, office.context()));
    must(await findBlank(gone, office.context()));
    must(await keepPhoto(card.blankSerial, drawnPhoto(1), office.context()));

    const hash = sha256Schema.parse(systemDigest.sha256Hex(drawnPhoto(1)));
    expect(store.auditEntries({ action: 'stock.photoKept', limit: 1 })).toMatchObject([
      { detail: { photoDigest: store.salted(card.applicationId, hash) } },
    ]);
  });

  test('of a job is set aside with the job', async () => {
    const office = await stockOffice();
    const { blankSerial } = await encoded(office.walk, approval(1));
    const alone = setAsideBlank({ serial: serial(blankSerial ?? ''), reason: 'damaged' }, office.context());
    expect(kindOf(alone)).toBe('stock.wrongPlace');
  });
});

describe('destruction', () => {
  async function closingWith(...serials: readonly string[]): Promise<StockOffice> {
    const office = await stockOffice();
    for (const one of serials) must(setAsideBlank({ serial: serial(one), reason: 'damaged' }, office.context()));
    must(beginClose(office.context()));
    return office;
  }

  test('is done by two at the close, and leaves a record of both', async () => {
    const office = await closingWith('SC-00000002', 'SC-00000003');
    const serials = [serial('SC-00000002'), serial('SC-00000003')];
    const input = { serials, method: 'shredded' as const, second };

    const record = must(await destroyBlanks(input, office.context()));

    expect(record).toMatchObject({ number: 1, actor: 'officer1', witness: 'officer2', count: 2, method: 'shredded' });
    expect(ledger(office.walk)).toEqual({ inTray: 8, destroyed: 2 });
    expect(office.walk.store.auditEntries({ action: 'stock.destroyed', limit: 1 })).toMatchObject([
      { actor: 'officer1', detail: { approvedBy: 'officer2', count: 2 } },
    ]);
    expect(diagnosed(office)).toEqual([]);
  });

  test.each([
    ['one person alone', { second: other }, 'access.secondRefused'],
    ['a blank that may still be used', { serials: [serial('SC-00000005')] }, 'stock.wrongPlace'],
    ['nothing', { serials: [] }, 'stock.nothingToDestroy'],
    ['a serial that nobody knows', { serials: [serial('ZZ-1')] }, 'notFound'],
  ])('is refused for %s', async (_what, change, kind) => {
    const office = await closingWith('SC-00000002');
    const input = { serials: [serial('SC-00000002')], method: 'cut' as const, second, ...change };
    expect(kindOf(await destroyBlanks(input, office.context()))).toBe(kind);
    expect(ledger(office.walk)).toEqual({ inTray: 9, setAside: 1 });
  });

  test('is refused in the middle of the day', async () => {
    const office = await stockOffice();
    must(setAsideBlank({ serial: serial('SC-00000002'), reason: 'damaged' }, office.context()));
    const input = { serials: [serial('SC-00000002')], method: 'cut' as const, second };
    expect(kindOf(await destroyBlanks(input, office.context()))).toBe('stock.notAtClose');
  });
});

describe('a transfer', () => {
  /** Two workstations of one office that know each other. */
  async function pair() {
    const [here, there] = [await stockOffice(), await stockOffice()];
    const profile = { ...there.walk.context().profile, workstation: 'TRAINING-2' };
    const at = (actor = officer1) => there.context(actor, { profile });
    const from = nameOfDesk(here.walk.context().profile);
    const key = (office: StockOffice, name: string) => transferKey(here.context().digest, name, office.signer);
    must(await addPeer({ verifierKey: key(there, nameOfDesk(profile)), second }, here.context()));
    await withBox(here);
    const out = (count: number) =>
      transferOut(
        { box: box.box, count, peer: nameOfDesk(profile), second },
        { ...here.context(), signer: here.signer },
      );
    const know = () => addPeer({ verifierKey: key(here, from), second }, at());
    const file = (id: string) => here.walk.store.transfer(id)?.file ?? '';
    return { here, there, at, out, know, file };
  }

  test('closes here before it opens there', async () => {
    const { here, there, at, out, know, file } = await pair();
    must(await know());

    const sent = must(await out(5));
    const before = ledger(here.walk);
    const taken = must(await takeTransfer(file(sent.id), second, at()));

    expect(before).toEqual({ boxed: 15, inTray: 10, transferred: 5 });
    expect([taken.direction, taken.count]).toEqual(['in', 5]);
    expect(ledger(there.walk)).toEqual({ boxed: 5, inTray: 10 });
    expect([diagnosed(here), diagnosed(there)]).toEqual([[], []]);
  });

  test('is taken in once, only where it goes to, only from whom it knows, and only unaltered', async () => {
    const { here, there, at, out, know, file } = await pair();
    const sent = must(await out(2));
    const unknown = await takeTransfer(file(sent.id), second, at());
    must(await know());
    const altered = await takeTransfer(file(sent.id).replace('XA000101', 'XA000119'), second, at());
    const elsewhere = await takeTransfer(file(sent.id), second, there.context());
    const alone = await takeTransfer(file(sent.id), other, at());
    must(await takeTransfer(file(sent.id), second, at()));
    const again = await takeTransfer(file(sent.id), second, at());
    const nothing = await takeTransfer('no file at all', second, at());

    expect([unknown, altered, elsewhere, alone, again, nothing].map(kindOf)).toEqual([
      'stock.peerUnknown',
      'stock.transferForged',
      'stock.notOurs',
      'access.secondRefused',
      'stock.transferTaken',
      'stock.transferForm',
    ]);
    expect(ledger(here.walk)).toMatchObject({ transferred: 2 });
  });

  test('of more than there is, or to nobody known, is refused', async () => {
    const { here, out } = await pair();
    const input = { box: box.box, count: 1, peer: '110000-99/NOWHERE', second };
    const nobody = await transferOut(input, { ...here.context(), signer: here.signer });
    expect([await out(21), nobody].map(kindOf)).toEqual(['stock.tooFew', 'stock.peerUnknown']);
  });
});

test('blanks go back to the supplier by two people', async () => {
  const office = await stockOffice();
  await withBox(office);
  const input = { serials: [first, serial('XA000102')], note: 'RMA-1', second };

  const alone = await sendBack({ ...input, second: other }, office.context());
  must(await sendBack(input, office.context()));

  expect([kindOf(alone), ledger(office.walk)]).toEqual([
    'access.secondRefused',
    { boxed: 18, inTray: 10, transferred: 2 },
  ]);
});

test('a lost blank raises the alarm; found again it is an envelope and never a card', async () => {
  const office = await stockOffice();
  const lost = { serial: serial('SC-00000004'), second };

  const alone = await loseBlank({ ...lost, second: other }, office.context());
  must(await loseBlank(lost, office.context()));
  const twice = await loseBlank(lost, office.context());
  const found = must(await findBlank(lost, office.context()));

  expect([alone, twice].map(kindOf)).toEqual(['access.secondRefused', 'stock.wrongPlace']);
  expect(found).toMatchObject({ blankSerial: 'SC-00000004', reason: 'found' });
  expect(ledger(office.walk)).toEqual({ inTray: 9, setAside: 1 });
  expect(office.walk.store.auditEntries({ action: 'stock.lost', limit: 1 })).toHaveLength(1);
});

test('an auditor sees all of it and moves nothing', async () => {
  const office = await stockOffice();
  await withBox(office);
  const auditor = office.context({ account: 'auditor1', role: 'auditor' });

  expect(stockView(auditor, null).boxes.map(({ name, left }) => [name, left])).toContainEqual(['BOX-7', 20]);
  expect(
    [
      openBox({ box: box.box }, auditor),
      loadTray({ box: box.box, count: 1 }, auditor),
      setAsideBlank({ serial: first, reason: 'other' }, auditor),
      await receiveBox({ ...box, box: 'BOX-8' }, auditor),
      await loseBlank({ serial: first, second }, auditor),
    ].map(kindOf),
  ).toEqual(Array.from({ length: 5 }, () => 'access.forbidden'));
});

test('an approval for one blank is none for another, nor for anybody else', async () => {
  const office = await stockOffice();
  must(await loseBlank({ serial: serial('SC-00000004'), second }, office.context()));
  const [given] = office.walk.store.auditEntries({ action: 'stock.lost', limit: 1 });
  const approvalId = String(given?.detail['approval']);
  const at = office.walk.clock.now();
  const blank = office.walk.store.blank(serial('SC-00000005'));
  if (blank === undefined) throw new Error('no blank');

  const replayedBy = (actor: Actor) => () =>
    office.walk.store.commit(actor, (tx) => {
      tx.moveBlanks({ act: 'lost', at, approvalId }, [{ ...blank, place: 'lost' }]);
      return ok(undefined);
    });

  // Two triggers refuse it; which of them speaks first is SQLite's affair.
  expect(replayedBy(officer2)).toThrow(/needs their approval|spent once/);
  expect(replayedBy(officer1)).toThrow('spent once');
});
