/** What goes wrong on purpose: power, the clock, approvals used again, and a hand in the database file. Each comes to nothing. */

import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import { openDay } from '../../../../electron/core/day/open-day.ts';
import { spendApproval, type SpentApproval } from '../../../../electron/core/access/second-person.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { at, nothing, type Acts, type Scene } from '../choose.ts';

const HOUR_MS = 3_600_000;

export const badActs: Acts = {
  powerCut: {
    weight: 1,
    async run({ office }) {
      await office.powerCut();
      return ok('on again');
    },
  },
  clockBack: { weight: 2, run: clockBack },
  replay: { weight: 3, run: replay },
  hand: { weight: 3, run: writeByHand },
};

/** A closed day stays closed, whatever the clock says; sometimes nobody notices for a while. */
async function clockBack(scene: Scene): Promise<Result<unknown>> {
  const { dice, office, town } = scene;
  const now = town.clock.now();
  const closed = office.store.lastClosedDay();
  town.clock.set(new Date(now.getTime() - (1 + dice.below(40)) * HOUR_MS).toISOString());
  const { boxed, inTray } = office.store.countBlanks();
  const said = { countedTwice: true, untested: 'noTestCard', clockConfirmed: true, note: '' } as const;
  const opened = await openDay({ count: { boxed, inTray }, ...said }, at(scene));
  if (opened.ok && closed !== undefined && opened.value.day <= closed.day)
    throw new Error('a closed day was opened again');
  if (dice.chance(0.8)) town.clock.set(now.toISOString());
  return opened;
}

/** An approval that was spent, for the same act again or for another one, at once or much later. */
function replay(scene: Scene): Result<unknown> {
  const { dice, office } = scene;
  const sql = 'SELECT * FROM spentApproval ORDER BY rowid DESC LIMIT 10';
  const spent = dice.of(office.file.prepare(sql).all() as SpentApproval[]);
  if (spent === undefined) return nothing;
  const expiresAt = new Date(dice.chance(0.5) ? spent.expiresAt : scene.town.clock.now().getTime() + 60_000);
  const { id, startedBy, approver, shown, subjectId } = spent;
  const action = spent.action as 'stock.lose';
  const asked = dice.chance(0.5) ? { action, subjectId, shown } : { action, subjectId: 'another', shown };
  const context = at(scene);
  return context.store.commit(context.actor, (tx) => {
    const approval = { id, action, subjectId, shown, startedBy, approver, expiresAt };
    const again = spendApproval(tx, approval, asked, context.clock.now());
    if (again.ok) throw new Error('an approval was spent twice');
    return again;
  });
}

/** Each breaks one rule by a row; the database takes none of them. */
const forbidden: readonly string[] = [
  `UPDATE card SET state = 'handedOver', handedOverAt = finishedAt, handedOverBy = 'officer1' WHERE state = 'inCustody'`,
  `UPDATE card SET state = 'inCustody' WHERE state = 'revoked'`,
  `UPDATE card SET state = 'revoked' WHERE state = 'handedOver'`,
  `UPDATE blank SET place = 'inTray', jobId = NULL, reason = NULL WHERE place IN ('setAside', 'lost', 'destroyed')`,
  `UPDATE blank SET chipSerial = NULL WHERE chipSerial IS NOT NULL`,
  `DELETE FROM stockMovement WHERE number = (SELECT max(number) FROM stockMovement)`,
  `UPDATE stockMovement SET actor = 'officer9'`,
  `INSERT INTO stockMovement SELECT number + 1, blankSerial, act, fromPlace, toPlace, day, at, actor, workstation, jobId,
     reason, approvalId, auditSequence, chain FROM stockMovement ORDER BY number DESC LIMIT 1`,
  `UPDATE workDay SET state = 'open', closedAt = NULL, closedBy = NULL, balance = NULL WHERE state = 'closed'`,
  `UPDATE workDay SET opening = opening + 1`,
  `DELETE FROM stockCount WHERE differs`,
  `UPDATE auditEntry SET entry = replace(entry, 'officer1', 'officer2')`,
  `DELETE FROM auditEntry WHERE sequence = (SELECT max(sequence) FROM auditEntry)`,
  `DELETE FROM spentApproval`,
  `UPDATE account SET role = 'supervisor' WHERE role = 'officer'`,
  `UPDATE account SET disabled = 0, revision = revision + 1 WHERE disabled = 1`,
  `UPDATE oldCard SET state = 'destroyed', destroyedBy = 'officer1', witness = 'officer2', destroyedAt = collectedAt,
     approvalId = 'none' WHERE state = 'cancelled'`,
  `UPDATE complaint SET decision = 'unfounded' WHERE decision IS NOT NULL`,
  `DELETE FROM revocation`,
  `DELETE FROM handOverStep`,
  `UPDATE dispatch SET outcome = NULL, settledBy = NULL, settledAt = NULL WHERE outcome IS NOT NULL`,
];

function writeByHand({ dice, office }: Scene): Result<unknown> {
  const db = new SqliteDatabase(join(office.folder, 'starcard.db'));
  try {
    db.pragma('foreign_keys = ON');
    const sql = dice.of(forbidden) ?? '';
    db.exec('BEGIN IMMEDIATE');
    const taken = tried(() => db.prepare(sql).run().changes);
    if (db.inTransaction) db.exec('ROLLBACK');
    if (taken !== null && taken > 0) throw new Error(`the database took: ${sql}`);
    return ok(taken);
  } finally {
    db.close();
  }
}

/** Null where the database refused. */
function tried(write: () => number): number | null {
  try {
    return write();
  } catch (refusal) {
    if (refusal instanceof SqliteDatabase.SqliteError) return null;
    throw refusal;
  }
}
