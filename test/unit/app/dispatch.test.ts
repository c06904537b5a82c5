import { stockInputs } from '../../support/stock-inputs.ts';
import { describe, expect, test } from 'vitest';
import { createDispatch, type Gate, type Handlers } from '../../../electron/app/dispatch.ts';
import type { Log } from '../../../electron/app/log.ts';
import { calls } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';

interface Seen {
  readonly handled: unknown[];
  readonly bugs: unknown[];
}

function dispatchWith(seen: Seen, gate: Partial<Gate> = {}, handle: () => unknown = () => ok({})) {
  const handlers = new Proxy({} as Handlers, {
    get: (_target, name) => (input: unknown) => {
      seen.handled.push([name, input]);
      return Promise.resolve(handle());
    },
  });
  const log: Log = {
    note: () => undefined,
    bug(_where, thrown) {
      seen.bugs.push(thrown);
      return 'ABCD1234';
    },
  };
  let entries = 0;
  const open: Gate = { permit: () => ok(undefined), mayChange: ok(undefined), logSize: () => (entries += 1) };
  return createDispatch(handlers, { ...open, ...gate }, log);
}

function nothingSeen(): Seen {
  return { handled: [], bugs: [] };
}

describe('one door for every call', () => {
  test('a known call with the right input reaches its handler', async () => {
    const seen = nothingSeen();
    await dispatchWith(seen).receive('session.setLanguage', { language: 'en' });
    expect(seen.handled).toEqual([['session.setLanguage', { language: 'en' }]]);
  });

  test('a defect is ticked, never written: free text could carry a name into the log', async () => {
    const seen = nothingSeen();
    const { receive } = dispatchWith(seen);
    const input = { jobId: 'c'.repeat(32), revision: 1, plastic: '12345X' };
    const ticked = await receive('job.verify', { ...input, visualDefects: ['scratch'] });
    const written = await receive('job.verify', { ...input, visualDefects: ['looks like Ada'] });
    expect([ticked, seen.handled.length]).toEqual([ok({}), 1]);
    expect(written).toMatchObject({ ok: false, error: { kind: 'input.invalid', data: { field: 'visualDefects.0' } } });
  });

  test.each([['no.such.call'], ['__proto__'], ['constructor'], ['toString'], [42], [null], [{ toString: () => 'x' }]])(
    'the name %j is refused before anything runs',
    async (name) => {
      const seen = nothingSeen();
      const answer = await dispatchWith(seen).receive(name, {});
      expect(answer).toEqual(fail('input.invalid', { field: 'call', problem: 'unknown' }));
      expect(seen.handled).toEqual([]);
    },
  );

  test.each([
    [{ language: 'fr' }, 'language'],
    [{}, 'language'],
    [{ language: 'en', more: 1 }, ''],
    [JSON.parse('{"language":"en","__proto__":{"admin":true}}'), ''],
    ['en', ''],
    [undefined, ''],
  ])('the input %j does not get past the schema', async (input, field) => {
    const seen = nothingSeen();
    const answer = await dispatchWith(seen).receive('session.setLanguage', input);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'input.invalid', data: { field } } });
    expect(seen.handled).toEqual([]);
  });

  test('without permission nothing runs', async () => {
    const seen = nothingSeen();
    const refused = fail('access.signInRequired', {});
    const answer = await dispatchWith(seen, { permit: () => refused }).receive('stock.summary', {});
    expect(answer).toEqual(refused);
    expect(seen.handled).toEqual([]);
  });

  test('beside another program that holds the folder, reading goes on and changing is refused', async () => {
    const seen = nothingSeen();
    const held = fail('storage.locked', { path: '/data', holder: 'window' });
    const dispatch = dispatchWith(seen, { mayChange: held });
    expect(await dispatch.receive('intake.importSamples', {})).toEqual(held);
    await dispatch.receive('stock.summary', {});
    expect(seen.handled).toEqual([['stock.summary', {}]]);
  });

  test('a bug is logged under a reference, and only the reference is shown', async () => {
    const seen = nothingSeen();
    const bug = new Error('WANG, XIAOMING could not be read');
    const dispatch = dispatchWith(seen, {}, () => {
      throw bug;
    });
    expect(await dispatch.receive('stock.summary', {})).toEqual(fail('internal', { reference: 'ABCD1234' }));
    expect(seen.bugs).toEqual([bug]);
  });

  const changing = Object.entries(calls).filter(([, { changes }]) => changes);
  test.each(changing.map(([name]) => name))('%s cannot change anything without an audit entry', async (name) => {
    const seen = nothingSeen();
    const input = sampleInput(name);
    expect(await dispatchWith(seen).receive(name, input)).toEqual(ok({}));
    const silent = await dispatchWith(seen, { logSize: () => 7 }).receive(name, input);
    expect(silent).toEqual(fail('internal', { reference: 'ABCD1234' }));
    expect(String(seen.bugs[0])).toContain(`${name} left no audit entry`);
  });

  test('a person who changes their mind leaves no entry, and that is no bug', async () => {
    const seen = nothingSeen();
    const dispatch = dispatchWith(seen, { logSize: () => 7 }, () => ok(null));
    expect(await dispatch.receive('audit.chooseAndExport', {})).toEqual(ok(null));
  });
});

const id = 'c'.repeat(32);
const second = { account: 'officer2', password: 'secret' };
const onJob = { jobId: id, revision: 1 };
const onApplication = { applicationId: id, revision: 1 };

const onAccount = { name: 'officer1', revision: 1, second };
const person = { name: 'officer1', displayName: 'Officer', password: 'secret' };
const peopleInputs: Readonly<Record<string, unknown>> = {
  'session.unlock': { password: 'secret' },
  'sitting.settle': { acts: [{ call: 'stock.addPeer', request: { verifierKey: 'key' } }], second },
  'account.create': { name: 'officer1', displayName: 'Officer', role: 'officer', second },
  'account.changeRole': { ...onAccount, role: 'auditor' },
  'account.disable': onAccount,
  'account.enable': onAccount,
  'account.unlock': onAccount,
  'account.removeFactor': onAccount,
  'account.proveCard': { name: 'officer1', pin: '123456' },
  'account.enrolCard': { ...onAccount, proof: id },
  'account.loseCard': onAccount,
  'code.chooseAndSaveSheet': { kind: 'breakGlass', code: 'A' },
  'account.resetPassword': onAccount,
  'account.seal': { second },
  'account.changePassword': { current: 'secret', next: 'another' },
  'account.confirmTotp': { salt: id, code: '123456', password: 'secret' },
  'account.recover': { code: 'ABCDE', account: 'officer1' },
  'profile.change': { jws: 'e30.e30.e30', second },
  'keys.open': { second },
  'office.firstStart': { code: 'ABCDE', administrator: person, supervisor: person },
};

const onOldCard = { oldCardId: id, revision: 1 };
const oldCardRead = { applicationId: id, number: 'CAN110081080310', record: null, face: null };
const handOverInputs: Readonly<Record<string, unknown>> = {
  'handOver.identity': {
    cardId: id,
    passportNumber: 'EP000001',
    portraitMatches: true,
    collector: { kind: 'holder' },
  },
  'handOver.inspect': { cardId: id },
  'handOver.sheet': { cardId: id, language: 'en' },
  'handOver.holder': { cardId: id, means: 'sheet', language: 'en', facesRight: true, chipRight: true },
  'handOver.draft': { cardId: id },
  'handOver.sign': { cardId: id, receiptHash: 'a'.repeat(64), signature: { means: 'paper', filedAs: 'F-1' } },
  'oldCard.read': oldCardRead,
  'oldCard.collect': { ...oldCardRead, faceMatches: true },
  'oldCard.cancel': onOldCard,
  'oldCard.hold': { ...onOldCard, reason: 'case 12' },
  'oldCard.destroy': { ...onOldCard, second },
  'custody.remind': { cardId: id, means: 'letter' },
  'custody.returnUncollected': { cardId: id, revision: 1 },
  'custody.dispatch': { cardId: id, revision: 1, office: 'OTHER-02' },
  'custody.chooseAndSaveDispatch': { cardId: id },
  'custody.settle': { cardId: id, back: null },
  'handOver.show': { cardId: id, language: 'zh' },
  'custody.takeBack': { cardId: id, revision: 1 },
  'custody.chooseAndTakeIn': { safe: 'A', slot: '1', key: '' },
  'complaint.open': { cardId: id, what: 'print' },
  'complaint.inspect': { cardId: id },
  'complaint.decide': { cardId: id, decision: 'unfounded', second: null },
  'complaint.chooseAndSaveSlip': { cardId: id },
  'card.chooseAndSaveNumberSlip': { cardId: id },
  'card.chooseAndSaveIssuance': { cardId: id },
};

/** An input that gets past the schema of a call that changes something. */
function sampleInput(name: string): unknown {
  const inputs: Readonly<Record<string, unknown>> = {
    'application.open': { applicationId: id },
    'review.crop': { ...onApplication, crop: null },
    'review.accept': { ...onApplication, acknowledged: [] },
    'review.return': { ...onApplication, reason: 'photo' },
    'job.compose': onApplication,
    'job.encode': onJob,
    'job.print': onJob,
    'job.verify': { ...onJob, plastic: '12345X', visualDefects: [] },
    'job.setAside': { ...onJob, reason: 'other', note: '' },
    'job.restart': onJob,
    'job.cancel': { ...onJob, note: '' },
    'job.resolve': { ...onJob, finding: { kind: 'readChip' } },
    'job.reprint': { ...onJob, reason: 'printSpoilt', second },
    'job.stopPrint': { jobId: id },
    'batch.run': { applicationIds: [id] },
    'batch.hurry': { applicationId: id, reason: 'travel' },
    'batch.move': { applicationId: id, before: null },
    'batch.remove': { applicationId: id },
    'printer.supplyChanged': { supply: 'ribbon' },
    'printer.keepOffsets': {
      profile: 'direct-300',
      offsets: { portrait: { xMm: 0, yMm: 0 }, emblem: { xMm: 0, yMm: 0 } },
    },
    'printer.forget': { address: 'ipp://192.0.2.1/ipp/print' },
    'card.store': { ...onJob, safe: 'A', slot: '1' },
    'card.handOver': { cardId: id, revision: 1 },
    ...handOverInputs,
    'card.chooseAndSaveReceipt': { cardId: id },
    ...peopleInputs,
    'service.read': { cardId: id },
    'service.consent': {
      cardId: id,
      request: { act: 'renew', serviceId: 'tax', until: '2027-11-30' },
      language: 'en',
      agrees: true,
    },
    'service.add': {
      cardId: id,
      listNumber: 0,
      second,
      service: {
        id: 'tax',
        nameZh: '税务',
        nameEn: 'Tax',
        endpoint: 'https://tax.example/',
        from: '2026-12-01',
        until: '2027-11-30',
      },
    },
    'service.renew': { cardId: id, listNumber: 1, second, serviceId: 'tax', until: '2027-11-30' },
    'service.withdraw': { cardId: id, listNumber: 1, second, serviceId: 'tax' },
    'service.finish': { cardId: id },
    'service.prove': { cardId: id },
    'audit.mark': { sequence: 1, marked: true },
    'audit.note': { sequence: 1, text: 'looked at' },
    'audit.cosigned': { note: 'x', witness: 'y' },
    'audit.chooseAndSelect': { query: {}, form: 'csv' },
    'audit.chooseAndArchive': { month: '2026-03' },
    'audit.chooseAndReport': { period: '2026-03-02' },
    'person.chooseAndExport': { applicationId: id },
    'person.erase': { ...onApplication, reason: 'requested', second },
    'person.show': { applicationId: id },
    'person.chooseAndSaveCertificate': { erasureId: id },
    'person.changeSlot': { act: 'add', slot: 'passphrase', passphrase: 'x'.repeat(16), second },
    'person.copyGone': { copy: id },
    'device.selfTest': { blank: 'BLK-00000001', takes: false },
    ...stockInputs,
    'device.chooseOfficerReader': { reader: null },
    'device.assignWriter': { serial: 'SC-CCID-01' },
    'training.setFaults': { writer: 'none', printer: 'none' },
  };
  return inputs[name] ?? {};
}
