/** What a card shows and holds: by the record that it was made of, also once a replacement gave its case another. */

import { recordSchema } from '../../../shared/model/approval.ts';
import type { Sha256 } from '../../../shared/model/ids.ts';
import type { ContentRecord } from '../intake/check-approval.ts';
import { contentOf } from '../intake/jws.ts';
import type { Reader } from '../ports.ts';

/** `recordHash`: of the job that made it. Undefined where no such record is on file. */
export function madeOf(reader: Pick<Reader, 'record'>, recordHash: Sha256): ContentRecord | undefined {
  const record = recordSchema.safeParse(contentOf(reader.record(recordHash)?.jws ?? '')).data;
  return record?.type === 'approval' || record?.type === 'replacement' ? record : undefined;
}
