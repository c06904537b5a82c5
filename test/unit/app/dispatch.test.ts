import { describe, expect, test } from 'vitest';
import { createDispatch, type Gate, type Handlers } from '../../../electron/app/dispatch.ts';
import type { Log } from '../../../electron/app/log.ts';
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
  const open: Gate = { permit: () => ok(undefined), mayChange: ok(undefined) };
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
});
