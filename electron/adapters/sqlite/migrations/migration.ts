/** One step from a version of the database to the next. */

import type { Database } from 'better-sqlite3';
import type { PersonVault } from '../../persons/person-vault.ts';

export interface Migration {
  /** The `user_version` that the step leads to; steps are numbered 1, 2, 3 without a gap. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** What SQL cannot do with the rows that are there; between `sql` and `after`, in the same transaction. */
  readonly fill?: (db: Database, vault: PersonVault) => void;
  readonly after?: string;
  /** SHA-256 (hex) of the whole schema after this step, as `schema.ts` writes it down: a step once shipped never changes. */
  readonly schemaHash: string;
}
