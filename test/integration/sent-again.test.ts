// A card of a case goes to an office that had an earlier card of the same case: made again there where both were made.

import { describe, expect, test } from 'vitest';
import { takeBack } from '../../electron/core/custody/come-back.ts';
import { decideComplaint, inspectComplaint, openComplaint } from '../../electron/core/custody/complain.ts';
import { dispatchCard, settleDispatch } from '../../electron/core/custody/dispatch.ts';
import { takeInCard } from '../../electron/core/custody/take-in.ts';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { verifyJob } from '../../electron/core/issue/verify.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { replacementOf } from '../../electron/core/sample/sign-record.ts';
import { erasePerson } from '../../electron/core/person/erase.ts';
import { storeCard } from '../../electron/core/stock/store-card.ts';
import type { ApprovalRecord } from '../../shared/model/approval.ts';
import type { Card } from '../../shared/model/stock.ts';
import { hasher, smallOffice, employ } from '../support/people.ts';
import { asked, contextOf } from './erasing.ts';
import { handedOver } from './hand-over-steps.ts';
import { altering, kindOf, must } from './office.ts';
import { carried, here, otherOffice, sent } from './offices.ts';
import { second } from './service-office.ts';
import {
  approval,
  composed,
  notice,
  officer2,
  on,
  plasticInHand,
  renumbered,
  replaced,
  signed,
  signerOf,
  stored,
  takeIn,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';

const next = { safe: 'B', slot: '8' };

/** A first card that arrived at the other office, which the sender noted. */
async function waitingThere(record: ApprovalRecord) {
  const walk = await walkOffice();
  const { card, arrived } = await sent(walk, record);
  must(settleDispatch({ cardId: card.id, back: null }, walk.context()));
  const { other, context } = await otherOffice(walk);
  const there = { ...other, context };
  return { walk, there, first: must(await takeInCard(here, arrived, context())) };
}

function paperOf(walk: WalkOffice, { id: cardId, revision }: Card, office = 'OTHER-02') {
  const { paper } = must(dispatchCard({ cardId, revision, office }, walk.context(), signerOf(walk)));
  return { paper, publicKey: signerOf(walk).publicKey() };
}

async function homeAgain(walk: WalkOffice, there: WalkOffice, first: Card): Promise<Card> {
  const back = paperOf(there, first, walk.context().profile.office);
  return must(await takeInCard(here, back, walk.context()));
}

/** Our own fault, so that the same approval makes another. */
async function madeAgain(walk: WalkOffice, { id: cardId, applicationId }: Card): Promise<Card> {
  await employ(walk.store, smallOffice);
  must(openComplaint({ cardId, what: 'print' }, walk.context(officer2)));
  must(await inspectComplaint({ cardId }, walk.context(officer2)));
  const context = walk.context();
  must(await decideComplaint({ cardId, decision: 'productionFault', second }, { ...context, hasher }));
  const revision = walk.store.application(applicationId)?.revision ?? 0;
  const encoded = must(await encodeJob(on(must(await composeJob({ applicationId, revision }, context))), context));
  const printed = must(await printJob(on(encoded), context));
  const seen = { plastic: await plasticInHand(walk), visualDefects: [] };
  const { job } = must(await verifyJob({ ...on(printed), ...seen }, context));
  return must(storeCard({ ...on(job), safe: 'S1', slot: '9' }, context));
}

const sound = ({ store }: Pick<WalkOffice, 'store'>) => store.diagnose().filter(({ ok }) => !ok);

describe('a card that is made again', () => {
  test.each([true, false])(
    'after the first one was sent back (noted there: %s) is taken in and handed over',
    async (noted) => {
      const { walk, there, first } = await waitingThere(approval(1));
      const home = await homeAgain(walk, there, first);
      if (noted) must(settleDispatch({ cardId: first.id, back: null }, there.context()));
      const arrived = paperOf(walk, await madeAgain(walk, home));
      carried(walk, there);

      const taken = must(await takeInCard(next, arrived, there.context()));
      const given = must(await handedOver(there, taken));

      expect([given.card.state, there.store.card(first.id)?.state]).toEqual(['handedOver', 'revoked']);
      expect(there.store.revocations()).toMatchObject([{ cardId: first.id, reason: 'superseded' }]);
      expect([sound(walk), sound(there)]).toEqual([[], []]);
    },
  );

  test('of a corrected record ends the first one where it still waits', async () => {
    const record = approval(1);
    const { walk, there, first } = await waitingThere(record);
    await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
    const arrived = paperOf(walk, await stored(walk, record, '3'));
    carried(walk, there);

    const taken = must(await takeInCard(next, arrived, there.context()));
    const given = must(await handedOver(there, taken));

    expect(there.store.revocations()).toMatchObject([{ cardId: first.id, reason: 'recordReplaced' }]);
    expect(there.store.application(first.applicationId)?.person.latinName).toContain('NOWA');
    expect(given.card.state).toBe('handedOver');
    expect(sound(there)).toEqual([]);
  });

  test('of a corrected record is handed over against the first one where its holder has it', async () => {
    const record = approval(1);
    const { walk, there, first } = await waitingThere(record);
    must(await handedOver(there, first));
    await walk.take(signed(renumbered(record)));
    const arrived = paperOf(walk, await stored(walk, record, '3'));
    carried(walk, there);

    const taken = must(await takeInCard(next, arrived, there.context()));
    const early = await handedOver(there, taken, { without: ['oldCard'] });
    must(await handedOver(there, taken));

    expect(kindOf(early)).toBe('handover.stepMissing');
    expect(there.store.card(first.id)?.state).toBe('returned');
    expect(sound(there)).toEqual([]);
  });

  test('is not made by the office that found the fault, unless the authority addresses a replacement to it', async () => {
    const record = approval(1);
    const { there, first: card } = await waitingThere(record);
    const { office, workstation } = there.context().profile;
    const context = () => ({ ...there.context(), trust: { ...there.context().trust, office, workstation } });

    await expect(madeAgain({ ...there, context }, card)).rejects.toThrow('application.madeElsewhere');
    const addressed = replacementOf(record, signed(record).hash, systemRandom.uuid(), { audience: { office } });
    await takeIn(context(), [signed(addressed)]);

    expect((await composed({ ...there, context }, record)).state).toBe('composed');
    expect(sound(there)).toEqual([]);
  });

  test('is refused where the person was erased meanwhile', async () => {
    const record = approval(1);
    const { walk, there, first } = await waitingThere(record);
    await employ(there.store, [['supervisor1', 'supervisor']]);
    await there.take(notice('withdrawal', record));
    must(takeBack({ cardId: first.id, revision: first.revision + 1 }, there.context()));
    altering(there.store, (tx) => tx.acknowledgeResults(tx.pendingResults().map(({ result }) => result.resultId)));
    must(await erasePerson(asked(first.applicationId, { revision: 2 }), contextOf(there)));
    await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
    const arrived = paperOf(walk, await stored(walk, record, '3'));

    expect(kindOf(await takeInCard(next, arrived, there.context()))).toBe('person.erased');
    expect(sound(there)).toEqual([]);
  });

  test('is refused where another workstation made it, and where the case was stopped meanwhile', async () => {
    const record = approval(1);
    const { walk, there, first } = await waitingThere(record);
    const twin = await walkOffice();
    const arrived = paperOf(twin, await stored(twin, record));
    const foreign = await takeInCard(next, arrived, there.context());
    const home = await homeAgain(walk, there, first);
    await there.take(notice('hold', record));
    const again = paperOf(walk, await madeAgain(walk, home));

    const stopped = await takeInCard(next, again, there.context());

    expect([foreign, stopped].map(kindOf)).toEqual(['intake.conflict', 'application.notAccepted']);
    expect(sound(there)).toEqual([]);
  });
});
