/** What stops a card: the authority's later word, an edited database, an approval that ran out. */

import { describe, expect, test } from 'vitest';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { resolveJob } from '../../electron/core/issue/resolve.ts';
import { restartJob } from '../../electron/core/issue/restart.ts';
import type { ChipWriter } from '../../electron/core/ports.ts';
import type { SignedLine } from '../../electron/core/sample/sign-record.ts';
import { handOverCard } from '../../electron/core/stock/hand-over.ts';
import { storeCard } from '../../electron/core/stock/store-card.ts';
import type { Job } from '../../shared/model/job.ts';
import type { Result } from '../../shared/result.ts';
import { handedOver } from './hand-over-steps.ts';
import { cells } from '../../electron/adapters/sqlite/cells.ts';
import { kindOf, must } from './office.ts';
import { byHand, edited, resealed, type Hand } from './resealed.ts';
import {
  accepted,
  approval,
  composed,
  encoded,
  idOf,
  ledger,
  now,
  officer2,
  notice,
  on,
  renewal,
  replaced,
  signed,
  stored,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';

function revocations(walk: WalkOffice) {
  return walk.store.pendingResults().flatMap(({ result }) => (result.type === 'revoked' ? [result] : []));
}

/** The writer, but at the n-th command of the run something else happens first. */
function interrupted({ writer }: WalkOffice, at: number, happening: () => Promise<void>): ChipWriter {
  let commands = 0;
  const transmit: ChipWriter['transmit'] = async (command) => {
    commands += 1;
    if (commands === at) await happening();
    return writer.transmit(command);
  };
  return { ...writer, transmit };
}

const inTheMiddle = 40;

/** Encodes while, in the middle of writing, a record comes in. */
async function encodeWhile(walk: WalkOffice, job: Job, line: SignedLine): Promise<Result<Job>> {
  const writer = interrupted(walk, inTheMiddle, () => walk.take(line));
  return encodeJob(on(job), { ...walk.context(), writer });
}

describe('a record of the authority in the middle of encoding', () => {
  test('that withdraws the case stops at the next safe point, and the half-written card is set aside', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    const job = await composed(walk, record);

    const stopped = await encodeWhile(walk, job, notice('withdrawal', record));

    expect(stopped).toEqual({
      ok: false,
      error: { kind: 'application.notAccepted', data: { state: 'withdrawn' } },
    });
    expect(now(walk, job)).toMatchObject({ state: 'setAside', setAsideReason: 'recordChanged' });
    expect(ledger(walk)).toEqual({ inTray: 9, setAside: 1 });
    expect(kindOf(restartJob(on(now(walk, job)), walk.context()))).toBe('application.notAccepted');
  });

  test('that replaces the approval stops; a new job follows the new review', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    const job = await composed(walk, record);

    const stopped = await encodeWhile(walk, job, replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
    const restarted = restartJob(on(now(walk, job)), walk.context());
    const { id: applicationId, revision } = await accepted(walk, record);
    const next = must(await composeJob({ applicationId, revision }, walk.context()));

    expect([kindOf(stopped), kindOf(restarted)]).toEqual(['job.recordReplaced', 'job.recordReplaced']);
    expect([now(walk, job).state, next.state, next.id === job.id]).toEqual(['cancelled', 'composed', false]);
    expect(must(await encodeJob(on(next), walk.context())).state).toBe('encoded');
    expect(ledger(walk)).toEqual({ inTray: 8, setAside: 1, inWork: 1 });
  });

  test('that holds the case suspends the card, which goes on after the release', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    const job = await composed(walk, record);
    const readChip = { kind: 'readChip' } as const;

    const stopped = await encodeWhile(walk, job, notice('hold', record));
    const held = now(walk, job);
    const refused = await resolveJob({ ...on(held), finding: readChip }, walk.context());
    await walk.take(notice('release', record));
    const resumed = must(await resolveJob({ ...on(held), finding: readChip }, walk.context()));

    expect([kindOf(stopped), held.state, held.suspendedIn]).toEqual(['encode.stopped', 'suspended', 'encoding']);
    expect(kindOf(refused)).toBe('application.notAccepted');
    expect([resumed.state, resumed.blankSerial, resumed.chipSerial]).toEqual([
      'encoded',
      held.blankSerial,
      held.chipSerial,
    ]);
    expect(ledger(walk)).toEqual({ inTray: 9, inWork: 1 });
  });
});

describe('a record of the authority between the steps', () => {
  test.each(['withdrawal', 'hold'] as const)('%s keeps an encoded card from the printer', async (type) => {
    const walk = await walkOffice();
    const record = approval(1);
    const job = await encoded(walk, record);
    await walk.take(notice(type, record));

    expect(kindOf(await printJob(on(job), walk.context()))).toBe('application.notAccepted');
    expect(now(walk, job).state).toBe('encoded');
  });

  test('a withdrawal revokes the finished card, which stays in the safe, and tells the authority', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    const { id, blankSerial, revision } = await stored(walk, record);
    await walk.take(notice('withdrawal', record));
    const card = walk.store.card(id);

    const stale = await handOverCard({ cardId: id, revision }, walk.context(officer2));
    const refused = await handOverCard({ cardId: id, revision: revision + 1 }, walk.context(officer2));

    expect([kindOf(stale), kindOf(refused)]).toEqual(['changedMeanwhile', 'card.wrongState']);
    expect(card).toMatchObject({ state: 'revoked', safe: 'S1', slot: '1' });
    expect(revocations(walk)).toMatchObject([{ reason: 'withdrawn', card: { blankSerial }, formerNumber: null }]);
    expect(walk.store.auditEntries({ action: 'card.revoked', subjectId: id, limit: 2 })).toHaveLength(1);
  });

  test('a withdrawal revokes a card that its holder has already', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    const first = await stored(walk, record);
    const cardId = first.id;
    must(await handedOver(walk, first));

    await walk.take(notice('withdrawal', record));

    expect(walk.store.card(cardId)?.state).toBe('revoked');
    expect(revocations(walk)).toMatchObject([{ reason: 'withdrawnAfterHandOver' }]);
  });

  test('a withdrawn renewal leaves the card alone that its holder has from an earlier case', async () => {
    const walk = await walkOffice();
    const first = await stored(walk, approval(1));
    const cardId = first.id;
    must(await handedOver(walk, first));
    const renewed = renewal(1, 'damage');
    const next = await stored(walk, renewed);

    await walk.take(notice('withdrawal', renewed));

    expect([cardId, next.id].map((id) => walk.store.card(id)?.state)).toEqual(['handedOver', 'revoked']);
  });
});

describe('an edited database row', () => {
  function edit(walk: WalkOffice, sql: string): void {
    byHand(walk.folder, (_, db) => void db.exec(sql));
  }

  interface Case {
    readonly person: object;
    readonly card: object;
  }
  const ofCase = (change: (value: Case) => unknown) =>
    resealed(
      'application',
      (row) => ({ person: String(row['id']), cell: cells.application(String(row['id']), Number(row['revision'])) }),
      edited(change),
    );
  const somebody = (latinName: string): Hand =>
    ofCase((value) => ({ ...value, person: { ...value.person, latinName } }));

  // Each by somebody who has the keys as well as the file.
  const edits: readonly (readonly [field: string, hand: Hand])[] = [
    ['person', somebody('SOMEBODY, ELSE')],
    ['card', ofCase((value) => ({ ...value, card: { ...value.card, validUntil: '2056-02-28' } }))],
    ['kind', (_, db) => void db.exec(`UPDATE application SET kind = 'expiry'`)],
    [
      'photo',
      resealed(
        'photo',
        (row) => ({
          person: String(row['applicationId']),
          cell: cells.photo(String(row['applicationId']), Number(row['revision'])),
        }),
        (plain) => Buffer.concat([plain, Buffer.of(0)]),
      ),
    ],
  ];

  test.each(edits)('(%s) is composed into no card', async (fields, hand) => {
    const walk = await walkOffice();
    const { id: applicationId, revision } = await accepted(walk, approval(1));
    byHand(walk.folder, hand);

    const refused = await composeJob({ applicationId, revision }, walk.context());

    expect(refused).toEqual({ ok: false, error: { kind: 'application.differsFromRecord', data: { fields } } });
  });

  test.each(edits)('(%s) after composing is written to no chip', async (fields, hand) => {
    const walk = await walkOffice();
    const job = await composed(walk, approval(1));
    byHand(walk.folder, hand);

    const refused = await encodeJob(on(job), walk.context());

    expect(refused).toEqual({ ok: false, error: { kind: 'application.differsFromRecord', data: { fields } } });
    expect(ledger(walk)).toEqual({ inTray: 10 });
  });

  test('that points to another person’s record makes no card of it', async () => {
    const walk = await walkOffice();
    const other = approval(2);
    await walk.take(signed(other));
    const job = await composed(walk, approval(1));
    const { hash } = signed(other);
    edit(walk, `UPDATE application SET recordHash = '${hash}'; UPDATE job SET recordHash = '${hash}'`);

    const refused = await encodeJob(on(job), walk.context());

    expect(kindOf(refused)).toBe('application.differsFromRecord');
  });

  test('does not make an approval live longer', async () => {
    const walk = await walkOffice();
    const job = await composed(walk, approval(1));
    walk.clock.set('2026-07-01T08:00:00.000Z');
    const late = kindOf(await encodeJob(on(job), walk.context()));
    edit(walk, `UPDATE application SET expiresAt = '2027-01-01T00:00:00Z'`);

    const altered = kindOf(await encodeJob(on(job), walk.context()));

    expect([late, altered]).toEqual(['application.approvalExpired', 'intake.expired']);
  });

  const exchanged = resealed(
    'jobFile',
    (row) => ({
      person: String(row['applicationId']),
      cell: cells.jobFile(String(row['jobId']), 'card.pdf', Number(row['attempt'])),
    }),
    () => Buffer.from('%PDF-'),
    `kind = 'card.pdf'`,
  );

  test('does not exchange the faces after they were composed', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    byHand(walk.folder, exchanged);

    expect(kindOf(await printJob(on(job), walk.context()))).toBe('application.differsFromRecord');
  });

  test('does not make two people out of one: the log knows who accepted', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    const card = await stored(walk, record);
    edit(walk, `UPDATE application SET reviewedBy = 'officer2' WHERE id = '${idOf(walk, record)}'`);
    const input = { cardId: card.id, revision: card.revision };

    expect(kindOf(await handOverCard(input, walk.context()))).toBe('access.samePerson');
  });

  test('is no review: the log knows of none', async () => {
    const walk = await walkOffice();
    const record = approval(1);
    await walk.take(signed(record));
    const id = idOf(walk, record);
    edit(walk, `UPDATE application SET state = 'accepted', reviewedBy = 'officer2' WHERE id = '${id}'`);
    const refused = await composeJob({ applicationId: id, revision: 1 }, walk.context());

    expect(refused).toEqual({
      ok: false,
      error: { kind: 'application.differsFromRecord', data: { fields: 'review' } },
    });
  });

  test('is no inspection: the log knows of none', async () => {
    const walk = await walkOffice();
    const job = await encoded(walk, approval(1));
    edit(walk, `UPDATE job SET state = 'verified'`);

    const refused = storeCard({ ...on(job), safe: 'S1', slot: '1' }, walk.context());

    expect(kindOf(refused)).toBe('job.wrongState');
  });

  const otherNumber: Hand = (vault, db) => {
    const number = '911124198108030024';
    resealed(
      'card',
      (row) => ({
        person: String(row['applicationId']),
        cell: cells.card(String(row['id']), Number(row['revision'])),
      }),
      edited(() => ({ number })),
    )(vault, db);
    db.prepare('UPDATE card SET numberDigest = ?').run(vault.digest('card', number));
  };

  test.each<[string, Hand]>([
    ['person', somebody('OTHER, NAME')],
    ['card', otherNumber],
  ])('(%s) of a card in custody is on no receipt', async (fields, hand) => {
    const walk = await walkOffice();
    const card = await stored(walk, approval(1));
    byHand(walk.folder, hand);

    const refused = await handOverCard({ cardId: card.id, revision: 1 }, walk.context(officer2));

    expect(refused).toEqual({ ok: false, error: { kind: 'application.differsFromRecord', data: { fields } } });
  });
});
