/**
 * What was written about people straight into the database: rows that the signed log knows nothing of. An entry cannot be
 * forged without the log's key; a row can.
 */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { twoPersonActions } from '../../core/access/permissions.ts';
import { HOLDS_MS } from '../../core/access/second-person.ts';
import { bytesOfHex, utf8Bytes } from '../../core/chip/bytes.ts';
import { namedKey } from '../../core/chip/lds/p256.ts';
import { FAILURES_TO_LOCK, FIRST_LOCK_S, LONGEST_LOCK_S } from '../../core/access/sign-in.ts';
import { challengeOf } from '../../core/officer-card/proof.ts';
import { systemVerifier } from '../system/verifier.ts';
import { entriesWithout, inDetail } from './logged.ts';
import { cardProofSchema } from './rows/people-rows.ts';
import type { Digest } from '../../core/ports.ts';

export interface PeopleFinding {
  readonly check: 'approvals' | 'accounts' | 'lockouts' | 'officerCards' | 'reviews' | 'sealedCodes';
  readonly ok: boolean;
  readonly note: string;
}

const spentSchema = z.array(z.string());

/** Everything that an approval states, in one line that two can be compared by. */
const spentApprovals = `SELECT json_array(id, approver, action, subjectId, shown, startedBy) FROM spentApproval`;
const givenApprovals = `
  SELECT json_array(entry ->> '$.detail.approval', actor, entry ->> '$.detail.action', entry ->> '$.detail.subject',
    entry ->> '$.detail.shown', entry ->> '$.detail.startedBy')
  FROM auditEntry WHERE action = 'approval.given' AND outcome = 'ok'`;

/** Approvals that were good for longer than one is from the moment it was given. */
const heldTooLong = `
  SELECT count(*) FROM auditEntry AS e CROSS JOIN spentApproval AS s ON s.id = e.entry ->> '$.detail.approval'
  WHERE e.action = 'approval.given' AND e.outcome = 'ok'
    AND s.expiresAt > strftime('%Y-%m-%dT%H:%M:%fZ', e.entry ->> '$.time', '+${HOLDS_MS / 1000} seconds')`;

/**
 * Approvals that an act on record was done by, and whose row is gone. Versions before shifts kept no rows; nobody acts
 * since without having signed in, and so begun one.
 */
const goneApprovals = entriesWithout(
  `e.outcome IN ('begun', 'ok') AND e.action <> 'approval.given'
    AND e.sequence >= (SELECT min(sequence) FROM auditEntry WHERE action = 'shift.started')
    AND e.entry ->> '$.detail.approval' IS NOT NULL`,
  `spentApproval AS row WHERE ${inDetail('approval', 'row.id')}`,
);

/** Approvals of a reprint or of a warning set aside without the paper that each of them made. */
const withoutPaper = `
  SELECT count(*) FROM spentApproval AS s
  WHERE (s.action = 'job.reprint' AND NOT EXISTS (SELECT 1 FROM reprint WHERE approvalId = s.id))
    OR (s.action = 'review.override' AND NOT EXISTS (SELECT 1 FROM warningOverride WHERE approvalId = s.id))`;

/** What an officer’s card signed and is gone: the same signature could be shown once more. */
const goneProofs = entriesWithout(
  `e.action IN ('session.signedIn', 'session.unlocked', 'approval.given', 'account.cardProven')
    AND e.outcome = 'ok' AND e.entry ->> '$.detail.proof' IS NOT NULL`,
  `cardProof AS row WHERE ${inDetail('proof', 'row.id')}`,
);

/** Cards that two people reported lost, and that would be taken again. */
const goneLostCards = `
  SELECT count(*) FROM accountChange AS c WHERE c.act = 'loseCard'
    AND NOT EXISTS (SELECT 1 FROM lostCard WHERE account = c.account AND revision = c.revision)`;

const rowSchema = z.object({
  name: z.string(),
  role: z.string(),
  disabled: z.int(),
  passwordHash: z.string(),
  mustChangePassword: z.int(),
  totpSalt: z.string().nullable(),
  cardKey: z.string().nullable(),
});
const entrySchema = z.object({
  subjectId: z.string(),
  action: z.string(),
  role: z.string().nullable(),
  approval: z.string().nullable(),
  passwordDigest: z.string().nullable(),
  saltDigest: z.string().nullable(),
  keyDigest: z.string().nullable(),
});

/** What the log says of each account, in its order. */
const accountEvents = `
  SELECT subjectId, action, entry ->> '$.detail.role' AS role, entry ->> '$.detail.approval' AS approval,
    entry ->> '$.detail.passwordDigest' AS passwordDigest, entry ->> '$.detail.saltDigest' AS saltDigest,
    entry ->> '$.detail.keyDigest' AS keyDigest
  FROM auditEntry WHERE outcome = 'ok' AND action IN ('account.created', 'account.roleChanged', 'account.disabled',
    'account.enabled', 'account.passwordReset', 'account.passwordChanged', 'account.recovered', 'account.cardEnrolled',
    'account.cardLost', 'account.factorAdded', 'account.factorRemoved') ORDER BY sequence`;

interface Known {
  readonly role: string;
  readonly disabled: boolean;
  /** Null where the log does not say: the training office of an earlier version. */
  readonly passwordDigest: string | null;
  /** Whether others gave the password. */
  readonly mustChange: boolean;
  /** Of the authenticator. */
  readonly saltDigest: string | null;
  /** Of the officer's card. */
  readonly keyDigest: string | null;
}

/** Sealed codes are made, used, and ended by the next one of their kind. */
const codeEvents = `
  SELECT action, subjectId AS kind, entry ->> '$.detail.sealedCode' AS id, entry ->> '$.detail.codeDigest' AS codeDigest
  FROM auditEntry WHERE outcome = 'ok' AND action IN ('code.sealed', 'code.used') ORDER BY sequence`;
const codeEntrySchema = z.object({
  action: z.string(),
  kind: z.string(),
  id: z.string(),
  codeDigest: z.string().nullable(),
});
const codeRowSchema = z.object({ id: z.string(), kind: z.string(), hash: z.string(), endedAt: z.string().nullable() });

/** Cases that count as accepted by somebody of whom the log does not say so; one that came with its card names its office. */
const unreviewed = `
  SELECT count(*) FROM application WHERE state = 'accepted' AND NOT EXISTS (
    SELECT 1 FROM auditEntry AS e WHERE e.subjectId = application.id
      AND ((e.action = 'application.accepted' AND e.actor = application.reviewedBy)
        OR (e.action = 'application.arrived'
          AND instr(application.reviewedBy, json_extract(e.entry, '$.detail.office') || ':') = 1)))`;

/**
 * A lock is reckoned and its entry stamped in the same moment of one transaction, with no disk between; the minute of
 * `ONE_ACT_MS` would forgive the whole of the first lock.
 */
const SAME_MOMENT_S = 2;

/** Whether the attempt `e` can have locked until then. */
function mayLock(until: string): string {
  return `unixepoch(e.entry ->> '$.time', 'subsec') >= unixepoch(${until}, 'subsec') - ${LONGEST_LOCK_S + SAME_MOMENT_S}`;
}

const isGuess = `e.subjectId = c.kind AND e.action = 'code.used' AND e.sequence > sealed.sequence
  AND e.entry ->> '$.detail.error' = 'access.wrongSealedCode'`;

/**
 * Accounts whose wrong attempts in a row, or the lock that follows from them, somebody took back: the last entry that
 * counted one says how many there were, and what ends them is on record too.
 */
const setBack = `
  SELECT count(*) FROM account JOIN (
    SELECT subjectId, max(sequence) AS sequence FROM auditEntry
    WHERE action = 'session.signInFailed' AND entry ->> '$.detail.attempt' IS NOT NULL GROUP BY subjectId
  ) AS last ON last.subjectId = account.name JOIN auditEntry AS counted ON counted.sequence = last.sequence
  WHERE NOT EXISTS (
      SELECT 1 FROM auditEntry AS ended WHERE ended.subjectId = account.name AND ended.sequence > last.sequence
        AND ended.outcome IN ('ok', 'refused') AND ended.action IN ('session.signedIn', 'session.unlocked', 'approval.given',
          'account.passwordChanged', 'account.factorAdded', 'account.passwordReset', 'account.unlocked', 'account.recovered'))
    AND (account.failedSignIns < (counted.entry ->> '$.detail.attempt')
      OR (counted.entry ->> '$.detail.attempt') >= ${FAILURES_TO_LOCK} AND (account.lockedUntil IS NULL
        OR unixepoch(account.lockedUntil, 'subsec') < unixepoch(counted.entry ->> '$.time', 'subsec') - ${SAME_MOMENT_S}
          + min(${LONGEST_LOCK_S}, ${FIRST_LOCK_S} << min(20, (counted.entry ->> '$.detail.attempt') - ${FAILURES_TO_LOCK}))))`;

/** Accounts that are locked, or counted against, beyond what any attempt on record did: somebody shut them out by hand. */
const shutOut = `
  SELECT count(*) FROM account AS a WHERE
    a.failedSignIns > (SELECT count(*) FROM auditEntry WHERE subjectId = a.name AND action = 'session.signInFailed')
    OR a.lockedUntil IS NOT NULL AND NOT EXISTS (SELECT 1 FROM auditEntry AS e WHERE e.subjectId = a.name
      AND e.action = 'session.signInFailed' AND ${mayLock('a.lockedUntil')})`;

/** The code that is open, with other guesses at it than the log has, or locked by none of them. */
const otherGuesses = `
  SELECT count(*) FROM sealedCode AS c JOIN auditEntry AS sealed ON sealed.subjectId = c.kind
    AND sealed.action = 'code.sealed' AND sealed.entry ->> '$.detail.sealedCode' = c.id
  WHERE c.endedAt IS NULL AND (c.failures <> (SELECT count(*) FROM auditEntry AS e WHERE ${isGuess})
    OR c.lockedUntil IS NOT NULL AND NOT EXISTS (SELECT 1 FROM auditEntry AS e
      WHERE ${isGuess} AND ${mayLock('c.lockedUntil')}))`;

export function diagnosePeople(db: Database, digest: Digest): readonly PeopleFinding[] {
  const texts = (sql: string): readonly string[] => spentSchema.parse(db.prepare(sql).pluck().all());
  const given = new Set(texts(givenApprovals));
  const forged = texts(spentApprovals).filter((spent) => !given.has(spent)).length;
  const count = (sql: string): number => z.int().parse(db.prepare(sql).pluck().get());
  const wrong = [heldTooLong, goneApprovals, withoutPaper].reduce((sum, sql) => sum + count(sql), forged);
  const listed = texts('SELECT action FROM twoPersonAction ORDER BY action').join();
  const known = listed === twoPersonActions.toSorted().join();
  const altered = alteredAccounts(db, digest);
  const [reset, shut] = [count(setBack), count(shutOut)];
  const [unsigned, lost] = [forgedProofs(db, digest), count(goneProofs) + count(goneLostCards)];
  const codes = forgedCodes(db, digest) + count(otherGuesses);
  const unknown = count(unreviewed);
  return [
    {
      check: 'approvals',
      ok: wrong === 0 && known,
      note: known
        ? `${wrong} approvals that nobody gave, or that are gone`
        : `acts of two people in the database: ${listed}`,
    },
    { check: 'accounts', ok: altered === 0, note: `${altered} accounts that are not as the log has them` },
    {
      check: 'lockouts',
      ok: reset + shut === 0,
      note: `${reset} accounts with fewer wrong attempts than the log has, ${shut} locked by none`,
    },
    {
      check: 'officerCards',
      ok: unsigned + lost === 0,
      note: `${unsigned} signatures that no officer’s card made, ${lost} signatures or lost cards that are gone`,
    },
    { check: 'sealedCodes', ok: codes === 0, note: `${codes} sealed codes that are not as the log has them` },
    { check: 'reviews', ok: unknown === 0, note: `${unknown} reviews that nobody is on record for` },
  ];
}

/** Made or ended without an entry, open although it was used, or gone. */
function forgedCodes(db: Database, digest: Digest): number {
  const log = new Map<
    string,
    { readonly kind: string; readonly codeDigest: string | null; readonly isOver: boolean }
  >();
  const newest = new Map<string, string>();
  for (const row of db.prepare(codeEvents).iterate()) {
    const { action, kind, id, codeDigest } = codeEntrySchema.parse(row);
    const overId = action === 'code.used' ? id : (newest.get(kind) ?? '');
    const over = log.get(overId);
    if (over !== undefined) log.set(overId, { ...over, isOver: true });
    if (action !== 'code.sealed') continue;
    newest.set(kind, id);
    log.set(id, { kind, codeDigest, isOver: false });
  }
  const rows = z.array(codeRowSchema).parse(db.prepare('SELECT id, kind, hash, endedAt FROM sealedCode').all());
  const good = rows.filter(({ id, kind, hash, endedAt }) => {
    const known = log.get(id);
    const isSame = known?.kind === kind && known.codeDigest === digest.sha256Hex(utf8Bytes(hash));
    return isSame && known.isOver === (endedAt !== null);
  });
  const gone = log.size - rows.filter(({ id }) => log.has(id)).length;
  return rows.length - good.length + gone;
}

/** Signed by no card, or by one that the log does not know for that account. */
function forgedProofs(db: Database, digest: Digest): number {
  const enrolled = new Set(
    z.array(z.string()).parse(
      db
        .prepare(
          `SELECT subjectId || ' ' || (entry ->> '$.detail.keyDigest') FROM auditEntry
           WHERE action IN ('account.cardProven', 'account.cardEnrolled') AND outcome = 'ok'`,
        )
        .pluck()
        .all(),
    ),
  );
  let forged = 0;
  for (const row of db.prepare('SELECT * FROM cardProof').iterate()) {
    const proof = cardProofSchema.parse(row);
    const key = bytesOfHex(proof.publicKey);
    const isKnown = enrolled.has(`${proof.account} ${digest.sha256Hex(key)}`);
    // By the platform's own code, which takes a tenth of the time: an office of years has tens of thousands.
    const isSigned = systemVerifier.verify('ES256', namedKey(key), challengeOf(proof), bytesOfHex(proof.signature));
    if (!isKnown || !isSigned) forged += 1;
  }
  return forged;
}

/** Made, given a role, enabled, or its password, the duty to change it or a factor changed without an entry. */
function alteredAccounts(db: Database, digest: Digest): number {
  const log = new Map<string, Known>();
  for (const row of db.prepare(accountEvents).iterate()) {
    const entry = entrySchema.parse(row);
    log.set(entry.subjectId, after(log.get(entry.subjectId), entry));
  }
  const rows = z.array(rowSchema).parse(db.prepare('SELECT * FROM account').all());
  const hashOf = (text: string): string => digest.sha256Hex(utf8Bytes(text));
  return rows.filter(({ name, role, disabled, passwordHash, mustChangePassword, totpSalt, cardKey }) => {
    const known = log.get(name);
    if (known === undefined || known.role !== role || known.disabled !== (disabled === 1)) return true;
    if (known.mustChange !== (mustChangePassword === 1)) return true;
    if (known.saltDigest !== (totpSalt === null ? null : hashOf(totpSalt))) return true;
    if (known.keyDigest !== (cardKey === null ? null : digest.sha256Hex(bytesOfHex(cardKey)))) return true;
    return known.passwordDigest !== null && known.passwordDigest !== hashOf(passwordHash);
  }).length;
}

const noFactor = { saltDigest: null, keyDigest: null } as const;
const nothing: Known = { role: '', disabled: false, passwordDigest: null, mustChange: false, ...noFactor };

function after(
  known: Known = nothing,
  { action, role, approval, passwordDigest, saltDigest, keyDigest }: z.infer<typeof entrySchema>,
): Known {
  switch (action) {
    case 'account.disabled':
      return { ...known, disabled: true };
    case 'account.enabled':
      return { ...known, disabled: false };
    case 'account.roleChanged':
      return { ...known, role: role ?? '' };
    case 'account.created':
      // By two people, who give the password; at the first start everybody chose their own.
      return { ...nothing, role: role ?? '', passwordDigest, mustChange: approval !== null };
    case 'account.factorAdded':
      return { ...known, saltDigest };
    case 'account.cardEnrolled':
      return { ...known, ...noFactor, keyDigest };
    case 'account.cardLost':
    case 'account.factorRemoved':
      return { ...known, ...noFactor };
    case 'account.recovered':
      return { ...known, ...noFactor, passwordDigest, mustChange: true, disabled: false };
    case 'account.passwordReset':
      return { ...known, passwordDigest, mustChange: true };
    default:
      return { ...known, passwordDigest, mustChange: false };
  }
}
