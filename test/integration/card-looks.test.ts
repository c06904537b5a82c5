/** Whoever opens the hand-over of a card sees its number: the look is on record, once for whoever is signed in. */

import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { chooserFromOptions } from '../../electron/app/cli/desk.ts';
import { openDesk } from '../../electron/app/desk-session.ts';
import { openWorkstation, type Workstation } from '../../electron/app/workstation.ts';
import { freshFolder, must } from './office.ts';
import { hasher, password } from '../support/people.ts';
import { serviceOffice } from './service-office.ts';

test('a hand-over is looked at on record', async () => {
  const { walk, card } = await serviceOffice();
  const root = resolve(import.meta.dirname, '../..');
  const common = { holder: 'test', program: 'test', deviceSpeed: 'instant', publish: () => undefined } as const;
  const station = must(
    await openWorkstation({ folder: join(freshFolder(), 'office'), root, mode: 'write', ...common }),
  );
  onTestFinished(() => station.close());
  // The desk of a real station, over the office with the card.
  const { store } = walk;
  const there: Workstation = {
    ...station,
    store,
    hasher,
    context: (actor) => ({ ...station.context(actor), store }),
    serviceContext: (actor) => ({ ...station.serviceContext(actor), store, hasher }),
  };
  const desk = openDesk(there, {
    chooser: chooserFromOptions(undefined),
    version: '',
    electron: '',
    forProduction: true,
  });
  must(await desk.dispatch.call('session.signIn', { account: 'officer2', password }));
  const looks = () => walk.store.auditEntries({ action: 'person.searched', limit: 10 });
  const before = looks();

  for (let times = 2; times > 0; times -= 1) must(await desk.dispatch.call('handOver.view', { cardId: card.id }));

  expect(before).toEqual([]);
  expect(looks()).toMatchObject([
    { actor: 'officer2', outcome: 'ok', detail: { what: 'cards', count: 1, cases: card.applicationId } },
  ]);
});
