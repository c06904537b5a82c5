/** Whether an entry of the log speaks of the record that an application now stands on. */

import type { Application } from '../../../shared/model/application.ts';
import type { AuditEntry } from '../../../shared/model/audit.ts';
import type { Reader } from '../ports.ts';

/** By the salted digest; entries of version 0.1 hold the digest itself. */
export function isAboutRecord(
  reader: Pick<Reader, 'salted'>,
  { detail }: AuditEntry,
  { id, recordHash }: Pick<Application, 'id' | 'recordHash'>,
): boolean {
  const said = detail['recordDigest'];
  return said === undefined ? detail['recordHash'] === recordHash : said === reader.salted(id, recordHash);
}
