/**
 * The numbers that a case bears or bore, keyed as every number that has to be found: by them the cases of one person are
 * gathered, and two of their cards do not live at once (docs/adr/0115).
 */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { PersonVault } from '../../persons/person-vault.ts';
import { SealBroken } from '../../persons/seal-broken.ts';
import { cells } from '../cells.ts';
import type { Migration } from './migration.ts';

const numbers = `
CREATE TABLE caseNumber (
  applicationId TEXT NOT NULL REFERENCES application (id) DEFERRABLE INITIALLY DEFERRED,
  -- HMAC under a key of the master, of a lifelong number or a 15-character one. Goes with the person's key.
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  -- 0 once a replacement of the record gave another one.
  inForce INTEGER NOT NULL CHECK (inForce IN (0, 1)),
  PRIMARY KEY (applicationId, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX casesOfNumber ON caseNumber (digest);
CREATE TRIGGER caseNumberStays BEFORE UPDATE ON caseNumber
WHEN NEW.applicationId <> OLD.applicationId OR NEW.digest <> OLD.digest
BEGIN SELECT raise(ABORT, 'a number that a case bore is never rewritten'); END;
CREATE TRIGGER caseNumberNoDelete BEFORE DELETE ON caseNumber
WHEN (SELECT erasureId FROM application WHERE id = OLD.applicationId) IS NULL
BEGIN SELECT raise(ABORT, 'a number goes with its person'); END;

-- By number, by case and by person: a replacement may have given the case another number while its card was with the holder.
DROP TRIGGER cardLivesAlone;
CREATE TRIGGER cardLivesAlone BEFORE UPDATE OF state ON card
WHEN NEW.state = 'handedOver' AND OLD.state <> 'handedOver' AND (
  EXISTS (SELECT 1 FROM card AS other WHERE other.numberDigest = NEW.numberDigest AND other.id <> NEW.id
    AND other.state = 'dispatched' AND other.elsewhere = 1)
  OR EXISTS (SELECT 1 FROM card AS other
    WHERE other.applicationId IN (SELECT NEW.applicationId UNION
        SELECT theirs.applicationId FROM caseNumber AS ours JOIN caseNumber AS theirs ON theirs.digest = ours.digest
        WHERE ours.applicationId = NEW.applicationId AND ours.inForce = 1 AND theirs.inForce = 1)
      -- The plus keeps the planner from walking over every card that was ever handed over.
      AND other.id <> NEW.id AND (+other.state = 'handedOver' OR (+other.state = 'dispatched' AND other.elsewhere = 1))))
BEGIN SELECT raise(ABORT, 'another card of this person may be in use, here or at another office'); END;
-- Whatever the kind: a card was collected, so it is cut or kept before another leaves.
CREATE TRIGGER cardLeavesAfterOldCardIsCut BEFORE UPDATE OF state ON card
WHEN NEW.state = 'handedOver' AND OLD.state <> 'handedOver'
  AND EXISTS (SELECT 1 FROM oldCard WHERE applicationId = NEW.applicationId AND state = 'collected')
BEGIN SELECT raise(ABORT, 'a card leaves against the old card, cancelled or held as evidence'); END;
-- A case whose record was replaced after its card was made is work again, and to be reviewed first.
UPDATE application SET view = 'toReview' WHERE view = 'custody' AND state = 'received';
UPDATE application SET view = 'toIssue' WHERE view = 'done' AND state = 'accepted' AND recordHash <>
  (SELECT recordHash FROM job WHERE job.applicationId = application.id ORDER BY job.ordinal DESC LIMIT 1);
`;

const cardSchema = z.object({ number: z.string(), formerNumber: z.string().optional() });
const caseSchema = z.object({ card: cardSchema });
const decoder = new TextDecoder();

/** What the cases bear now, and what records since replaced gave. One that does not open is left for `diagnose` to name. */
function findNumbers(db: Database, vault: PersonVault): void {
  const insert = db.prepare('INSERT OR IGNORE INTO caseNumber (applicationId, digest, inForce) VALUES (?, ?, ?)');
  function put(id: string, { number, formerNumber }: z.output<typeof cardSchema>, inForce: 0 | 1): void {
    for (const one of [number, ...(formerNumber === undefined ? [] : [formerNumber])])
      insert.run(id, vault.digest('card', one), inForce);
  }
  const live = db.prepare('SELECT id, revision, sealed FROM application WHERE erasureId IS NULL').all();
  for (const { id, revision, sealed } of z.array(sealedSchema.extend({ revision: z.int() })).parse(live)) {
    const plain = opened(() => vault.open(id, cells.application(id, revision), sealed));
    if (plain !== null) put(id, caseSchema.parse(JSON.parse(decoder.decode(plain))).card, 1);
  }
  const replaced =
    db.prepare(`SELECT a.id, r.hash, r.sealed FROM application AS a JOIN record AS r ON r.applicationId = a.id
    WHERE a.erasureId IS NULL AND r.type IN ('approval', 'replacement') AND r.hash <> a.recordHash`);
  for (const { id, hash, sealed } of z.array(sealedSchema.extend({ hash: z.string() })).parse(replaced.all())) {
    const plain = opened(() => vault.open(id, cells.record(hash), sealed));
    const payload = plain === null ? undefined : decoder.decode(plain).split('.')[1];
    if (payload === undefined) continue;
    put(id, caseSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString())).card, 0);
  }
}

const sealedSchema = z.object({ id: z.string(), sealed: z.instanceof(Uint8Array) });

function opened(open: () => Uint8Array | null): Uint8Array | null {
  try {
    return open();
  } catch (thrown) {
    if (thrown instanceof SealBroken) return null;
    throw thrown;
  }
}

export const caseNumbersStep: Migration = {
  version: 14,
  name: 'numbers of a person',
  sql: numbers,
  fill: findNumbers,
  schemaHash: '3d1a3434460a0fb22f6fe799f6db08fcfe4fc62ffa7b9ee97fde80d30fe8f1a9',
};
