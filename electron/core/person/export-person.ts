/** Everything on file about one person, for that person: what came in, what was made, who looked at it. */

import type { Application } from '../../../shared/model/application.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import { decodeBase64Url } from '../intake/base64.ts';
import type { CardFileKind } from '../hand-over/storage.ts';
import type { Actor, JobFileKind, Reader } from '../ports.ts';
import { zipOf, type ZipEntry } from './zip.ts';

export interface PersonExport {
  /** A ZIP file. */
  readonly bytes: Uint8Array;
  /** Files in it. */
  readonly entries: number;
}

const MOST_ENTRIES = 10_000;
const papers: readonly CardFileKind[] = ['collector.json', 'signature.json', 'number-slip.json', 'dispatch.jws'];
const files: readonly JobFileKind[] = ['card.pdf', 'seal.bin', 'chip.json', 'receipt.json', 'receipt.pdf'];

/**
 * All cases of the person of that case: `person.json` with every value, and photos, faces, chip contents and receipts as
 * they are kept. Fails with `access.*`, `notFound`, `person.erased`. The caller puts it on record before it writes it.
 */
export function exportPerson(id: ApplicationId, actor: Actor, reader: Reader): Result<PersonExport> {
  const permitted = requirePermission(actor, 'person.chooseAndExport');
  if (!permitted.ok) return permitted;
  const asked = reader.application(id);
  if (asked === undefined) {
    const erasure = reader.erasureOfCase(id) ?? null;
    return erasure === null ? fail('notFound', { what: 'application' }) : fail('person.erased', { erasure });
  }
  const cases = reader.applicationsOfNumber(asked.card.number).map((one) => caseOf(one, reader));
  const statement = { version: 1, cases: cases.map(({ statement: said }) => said) };
  const entries = [
    { name: 'person.json', bytes: utf8Bytes(`${JSON.stringify(statement, null, 2)}\n`) },
    ...cases.flatMap(({ attached }) => attached),
  ];
  return ok({ bytes: zipOf(entries), entries: entries.length });
}

function caseOf(application: Application, reader: Reader) {
  const job = reader.jobOf(application.id);
  const card = job === undefined ? undefined : reader.cardOfJob(job.id);
  const photo = reader.photo(application.id);
  const attached: ZipEntry[] = photo === undefined ? [] : [{ name: `${application.number}/photo.jpg`, bytes: photo }];
  for (const kind of job === undefined ? [] : files) {
    const bytes = job === undefined ? undefined : reader.jobFile(job.id, kind);
    if (bytes !== undefined) attached.push({ name: `${application.number}/${kind}`, bytes });
  }
  for (const kind of card === undefined ? [] : papers) {
    const bytes = card === undefined ? undefined : reader.cardFile(card.id, kind);
    if (bytes !== undefined) attached.push({ name: `${application.number}/${kind}`, bytes });
  }
  const ids = [application.id, job?.id, card?.id].flatMap((id) => id ?? []);
  const log = ids.flatMap((subjectId) => reader.auditEntries({ subjectId, limit: MOST_ENTRIES }));
  return {
    statement: {
      application,
      records: reader.recordsOf(application.id).map(({ jws, ...record }) => ({ ...record, content: payloadOf(jws) })),
      job: job ?? null,
      card: card ?? null,
      services:
        card === undefined
          ? []
          : reader.serviceChanges(card.id).map((change) => ({ ...change, list: change.list.length })),
      // Who did what with it, and when: looking at it is among these.
      log: log.toSorted((one, other) => one.sequence - other.sequence),
    },
    attached,
  };
}

/** What the authority stated; the photo in it lies beside as a file. */
function payloadOf(jws: string): unknown {
  const payload = decodeBase64Url(jws.split('.')[1] ?? '');
  if (payload === undefined) return null;
  const content: unknown = JSON.parse(new TextDecoder().decode(payload));
  return JSON.parse(JSON.stringify(content, (key, value: unknown) => (key === 'photo' ? 'photo.jpg' : value)));
}
