/** Everything on file about one person, for that person: what came in, what was made, who looked at it. */

import type { Application } from '../../../shared/model/application.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import { contentOf } from '../intake/jws.ts';
import type { CardFileKind } from '../hand-over/storage.ts';
import type { Actor, JobFileKind, Reader } from '../ports.ts';
import { casesOfPerson } from './cases-of-person.ts';
import { zipOf, type ZipEntry } from './zip.ts';

export interface PersonExport {
  /** A ZIP file. */
  readonly bytes: Uint8Array;
  /** Files in it. */
  readonly entries: number;
}

const MOST_ENTRIES = 10_000;
const papers: readonly CardFileKind[] = [
  'draft.json',
  'collector.json',
  'signature.json',
  'number-slip.json',
  'dispatch.jws',
];
const files: readonly JobFileKind[] = ['card.pdf', 'seal.bin', 'chip.json', 'receipt.json', 'receipt.pdf'];

/**
 * All cases of the person of that case: `person.json` with every value, and photos, faces, chip contents and receipts as
 * they are kept, those of every card that was ever made in a folder of its own. Fails with `access.*`, `notFound`, `person.erased`. The caller puts it on record before it writes it.
 */
export function exportPerson(id: ApplicationId, actor: Actor, reader: Reader): Result<PersonExport> {
  const permitted = requirePermission(actor, 'person.chooseAndExport');
  if (!permitted.ok) return permitted;
  const asked = reader.application(id);
  if (asked === undefined) {
    const erasure = reader.erasureOfCase(id) ?? null;
    return erasure === null ? fail('notFound', { what: 'application' }) : fail('person.erased', { erasure });
  }
  const cases = casesOfPerson(reader, asked).map((one) => caseOf(one, reader));
  const statement = { version: 1, cases: cases.map(({ statement: said }) => said) };
  const entries = [
    { name: 'person.json', bytes: utf8Bytes(`${JSON.stringify(statement, null, 2)}\n`) },
    ...cases.flatMap(({ attached }) => attached),
  ];
  return ok({ bytes: zipOf(entries), entries: entries.length });
}

function caseOf(application: Application, reader: Reader) {
  const { id, number } = application;
  const job = reader.jobOf(id);
  const cards = reader.cardsOfApplication(id);
  const oldCard = reader.oldCardOf(id) ?? null;
  const results = reader.resultsOf(id);
  const attached: ZipEntry[] = [];
  const attach = (name: string, bytes: Uint8Array | undefined): void => {
    if (bytes !== undefined) attached.push({ name: `${number}/${name}`, bytes });
  };
  attach('photo.jpg', reader.photo(id));
  if (job !== undefined && cards.every(({ jobId }) => jobId !== job.id))
    for (const kind of files) attach(kind, reader.jobFile(job.id, kind));
  for (const card of cards) {
    for (const kind of files) attach(`${card.blankSerial}/${kind}`, reader.jobFile(card.jobId, kind));
    for (const kind of papers) attach(`${card.blankSerial}/${kind}`, reader.cardFile(card.id, kind));
  }
  // What was spoilt on the way, or found again, may show the person too.
  for (const { number: envelope, blankSerial } of reader.envelopesOf(id))
    attach(`${blankSerial}/envelope-${envelope}.jpg`, reader.envelopePhoto(envelope));
  const ids = new Set([id, job?.id, oldCard?.id, ...cards.flatMap((card) => [card.id, card.jobId])]);
  const log = [...ids].flatMap((subjectId) =>
    subjectId === undefined ? [] : reader.auditEntries({ subjectId, limit: MOST_ENTRIES }),
  );
  return {
    statement: {
      application,
      records: reader.recordsOf(id).map(({ jws, ...record }) => ({ ...record, content: statedIn(jws) })),
      job: job ?? null,
      cards: cards.map((card) => lifeOf(card, reader)),
      oldCard,
      revocations: reader.revocations().filter(({ applicationId }) => applicationId === id),
      results,
      // Who did what with it, and when: looking at it is among these.
      log: log.toSorted((one, other) => one.sequence - other.sequence),
    },
    attached,
  };
}

/** A card with all that was done with it, from the machine to its end. */
function lifeOf(card: Card, reader: Reader) {
  return {
    ...card,
    job: reader.job(card.jobId) ?? null,
    steps: reader.handOverSteps(card.id),
    reminders: reader.reminders(card.id),
    complaints: reader.complaintsOfCard(card.id),
    consents: reader.serviceConsents(card.id),
    services: reader.serviceChanges(card.id).map((change) => ({ ...change, list: change.list.length })),
  };
}

/** What the authority stated, null where nothing can be read; the photo in it lies beside as a file. */
function statedIn(jws: string): unknown {
  const content = contentOf(jws) ?? null;
  return JSON.parse(JSON.stringify(content, (key, value: unknown) => (key === 'photo' ? 'photo.jpg' : value)));
}
