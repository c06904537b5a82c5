/** Rows of cards and hand-overs are taken out of the file, triggers and all: the log still holds them, and diagnose says so. */

import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openComplaint } from '../../electron/core/custody/complain.ts';
import { dispatchCard } from '../../electron/core/custody/dispatch.ts';
import { reprintJob } from '../../electron/core/issue/restart.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import { acceptByPlan } from '../../electron/core/review/accept.ts';
import { openApplication } from '../../electron/core/review/open-application.ts';
import { withoutTriggers } from '../support/hand.ts';
import { employ, hasher, smallOffice } from '../support/people.ts';
import { handedOver } from './hand-over-steps.ts';
import { freshFolder, must } from './office.ts';
import { second } from './service-office.ts';
import {
  accepted,
  approval,
  idOf,
  now,
  on,
  printed,
  renewal,
  signed,
  signerOf,
  stored,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';

/** A card and the one that took its place, one sent away, one complained about, one lost, one made again, one overridden. */
async function busyOffice(): Promise<WalkOffice> {
  const walk = await walkOffice();
  await employ(walk.store, smallOffice);
  must(await handedOver(walk, await stored(walk, approval(1))));
  must(await handedOver(walk, await stored(walk, renewal(1, 'expiry'))));
  const sent = await stored(walk, approval(2));
  must(dispatchCard({ cardId: sent.id, revision: 1, office: 'OTHER-02' }, walk.context(), signerOf(walk)));
  const complained = must(await handedOver(walk, await stored(walk, approval(3)))).card;
  must(openComplaint({ cardId: complained.id, what: 'print' }, walk.context()));
  must(await handedOver(walk, await stored(walk, approval(4))));
  await accepted(walk, renewal(4, 'loss'));
  const spoilt = await printed(walk, approval(5));
  must(setAsideJob({ ...on(now(walk, spoilt)), reason: 'printFault', note: '' }, walk.context()));
  const again = { ...on(now(walk, spoilt)), reason: 'printSpoilt', second } as const;
  must(await reprintJob(again, { ...walk.context(), hasher }));
  await overridden(walk);
  return walk;
}

async function overridden(walk: WalkOffice): Promise<void> {
  const record = renewal(2, 'expiry');
  await walk.take(signed(record));
  const applicationId = idOf(walk, record);
  const { profile } = walk.context();
  const byTwo = { ...profile, staffing: { ...profile.staffing, overrideByTwo: true } };
  const { application, warnings } = must(await openApplication({ applicationId }, walk.context()));
  const acknowledged = warnings.map(({ kind }) => kind);
  const input = { applicationId, revision: application.revision, acknowledged, second };
  must(await acceptByPlan(input, { ...walk.context(), profile: byTwo, hasher }));
}

const removals = {
  'a card that left': [`DELETE FROM card WHERE state = 'handedOver'`, 'cards'],
  'a card on its way': [`DELETE FROM card WHERE state = 'dispatched'`, 'cards'],
  'a job': [`DELETE FROM job WHERE state = 'composed'`, 'cards'],
  'an identity check': [`DELETE FROM handOverStep WHERE step = 'identity'`, 'steps'],
  'one look at the chip': [
    `DELETE FROM handOverStep WHERE step = 'chip' AND ordinal = (SELECT max(ordinal) FROM handOverStep WHERE step = 'chip')`,
    'steps',
  ],
  'a signature': [`DELETE FROM handOverStep WHERE step = 'signature'`, 'steps'],
  'an old card': ['DELETE FROM oldCard', 'custodyPapers'],
  'a dispatch': ['DELETE FROM dispatch', 'custodyPapers'],
  'a complaint': ['DELETE FROM complaint', 'custodyPapers'],
  'a revocation': ['DELETE FROM revocation', 'custodyPapers'],
  'a case': [`DELETE FROM application WHERE state = 'received'`, 'cases'],
  'the approval of a reprint': ['DELETE FROM reprint', 'approvals'],
  'the approval of a warning set aside': ['DELETE FROM warningOverride', 'approvals'],
} as const;

test('what is on record of cards and taken out of the file is missed', async () => {
  const walk = await busyOffice();
  await walk.take(signed(approval(9)));
  const found = ({ store }: WalkOffice) =>
    store
      .diagnose()
      .filter(({ ok }) => !ok)
      .map(({ check }): string => check);
  const sound = found(walk);
  walk.store.close();

  const missed: Record<string, boolean> = {};
  for (const [what, [statement, check]] of Object.entries(removals)) {
    const copy = freshFolder();
    cpSync(walk.folder, copy, { recursive: true });
    let taken = 0;
    withoutTriggers(copy, (db) => (taken = db.prepare(statement).run().changes));
    missed[what] = taken > 0 && found(await walkOffice(copy)).includes(check);
  }

  expect(sound).toEqual([]);
  expect(missed).toEqual(Object.fromEntries(Object.keys(removals).map((what) => [what, true])));
});
