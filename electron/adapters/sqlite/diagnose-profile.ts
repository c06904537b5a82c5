/** Profiles that were put into the database or taken out of it by hand: rows and the entries of two people, side by side. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { utf8Bytes } from '../../core/chip/bytes.ts';
import type { Digest } from '../../core/ports.ts';

export interface ProfileFinding {
  readonly check: 'profile';
  readonly ok: boolean;
  readonly note: string;
}

const rowSchema = z.array(z.object({ jws: z.string(), digest: z.string(), said: z.string() }));

/** Everything that a row and its entry both state, in one line. */
const rows = `SELECT jws, digest, json_array(serial, digest, approvalId, changedBy, approvedBy) AS said FROM profileChange`;
const entries = `
  SELECT json_array(entry ->> '$.detail.number', entry ->> '$.detail.profileDigest', entry ->> '$.detail.approval', actor,
    entry ->> '$.detail.approvedBy')
  FROM auditEntry WHERE action = 'profile.changed' AND outcome = 'ok'`;

export function diagnoseProfile(db: Database, digest: Digest): readonly ProfileFinding[] {
  const logged = new Set(z.array(z.string()).parse(db.prepare(entries).pluck().all()));
  const found = rowSchema.parse(db.prepare(rows).all());
  const good = found.filter((row) => logged.has(row.said) && digest.sha256Hex(utf8Bytes(row.jws)) === row.digest);
  const wrong = found.length - good.length + logged.size - new Set(good.map(({ said }) => said)).size;
  const note =
    wrong === 0 ? `${found.length} changes of the profile` : `${wrong} profiles that are not as the log has them`;
  return [{ check: 'profile', ok: wrong === 0, note }];
}
