/** The calls about a person's data as a whole, and the record of every look at persons. */

import { join } from 'node:path';
import * as z from 'zod';
import type { CallOutput } from '../../shared/contract.ts';
import type { personCalls as calls } from '../../shared/contract/person.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { utf8Bytes } from '../core/chip/bytes.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemDigest } from '../adapters/system/digest.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { writeWhole } from '../adapters/system/write-whole.ts';
import { system } from '../core/access/system-actor.ts';
import { createAccessLog, lookEvent, lookSchema, type Shown } from '../core/person/access-log.ts';
import { listDue } from '../core/person/due.ts';
import { erasePerson, type PersonContext } from '../core/person/erase.ts';
import { exportPerson } from '../core/person/export-person.ts';
import { listErasures, showPerson } from '../core/person/show-person.ts';
import type { Actor, Store } from '../core/ports.ts';
import type { Chooser } from './chooser.ts';
import type { Handlers } from './dispatch.ts';
import { leaveNote, readNote, takeNotes } from './notes-file.ts';
import { record } from './on-record.ts';
import { personKeyCalls } from './person-key-calls.ts';
import type { Workstation } from './workstation.ts';

type PersonCalls = Pick<Handlers, keyof typeof calls>;

export function personCalls(station: Workstation, chooser: Chooser, actor: () => Actor): PersonCalls {
  const { store } = station;
  return {
    async 'person.chooseAndExport'({ applicationId }) {
      const asked = actor();
      const exported = exportPerson(applicationId, asked, store);
      if (!exported.ok) return exported;
      const path = await chooser.saveFile('person', `person-${applicationId.slice(0, 8)}.zip`);
      if (path === null) return ok(null);
      const { bytes, entries } = exported.value;
      const subject = { kind: 'application', id: applicationId } as const;
      const begun = record(store, asked, { action: 'person.exported', subject, outcome: 'begun', detail: { entries } });
      if (!begun.ok) return begun;
      const written = writeWhole(path, bytes);
      const ended = record(store, asked, {
        action: 'person.exported',
        subject,
        outcome: written.ok ? 'ok' : 'failed',
        detail: { entries, ...(written.ok ? {} : { problem: written.error.kind }) },
      });
      if (!written.ok) return written;
      return ended.ok ? ok({ file: path, entries }) : ended;
    },
    'person.show': (input) => showPerson(input, { ...personContext(station), actor: actor() }),
    'person.retention': () => ok({ ...station.profile.retention }),
    'person.due': (input) => listDue(input, actor(), store, personContext(station)),
    async 'person.erase'(input) {
      const erased = await erasePerson(input, { ...station.serviceContext(actor()), ...personContext(station) });
      if (erased.ok) station.publish('queue.changed', {});
      return erased;
    },
    'person.erasures': (input) => listErasures(input, actor(), store),
    'person.chooseAndSaveCertificate': ({ erasureId }) => saveCertificate(erasureId, station, chooser, actor()),
    ...personKeyCalls(station, chooser, actor),
  };
}

/** The PDF for the file, and the statement as it was signed for whoever checks it. */
async function saveCertificate(
  erasureId: string,
  station: Workstation,
  chooser: Chooser,
  actor: Actor,
): Promise<Result<{ file: string } | null>> {
  const erasure = station.store.erasure(erasureId);
  if (erasure === undefined || erasure.certificate === null || erasure.endedAt === null)
    return fail('notFound', { what: erasureId });
  const { certificate, endedAt } = erasure;
  const cases = station.store.casesOfErasure(erasureId);
  const sha256 = systemDigest.sha256Hex(utf8Bytes(certificate));
  const pdf = await station.papers.erasure({ ...erasure, endedAt, cases, sha256 });
  const path = await chooser.saveFile('person', `erasure-${erasureId.slice(0, 12)}.pdf`);
  if (path === null) return ok(null);
  const recorded = record(station.store, actor, {
    action: 'person.certificateSaved',
    subject: { kind: 'workstation', id: station.profile.workstation },
    outcome: 'begun',
    detail: { erasure: erasureId },
  });
  if (!recorded.ok) return recorded;
  const written = writeWhole(path, pdf);
  const beside = written.ok ? writeWhole(`${path.replace(/\.pdf$/i, '')}.jws`, `${certificate}\n`) : written;
  return beside.ok ? ok({ file: path }) : beside;
}

/** Of the people who decide. */
type ByPeople = 'actor' | 'hasher' | 'keyDeriver';

/** What erasing needs besides the people who decide. */
export function personContext({
  store,
  profile,
  keys,
}: Pick<Workstation, 'store' | 'profile' | 'keys'>): Omit<PersonContext, ByPeople> {
  return {
    store,
    profile,
    clock: systemClock,
    random: systemRandom,
    digest: systemDigest,
    personKeys: store.personKeys,
    certificateSigner: () => keys.signer('results', 'ES256'),
  };
}

/** Answers what is to be shown only once the look is on record. Beside another program it is noted for the log. */
export function createLooks(station: Pick<Workstation, 'store' | 'mode' | 'folder'>) {
  const log = createAccessLog();
  return {
    forget: log.forget,
    on<T>(shown: Shown, actor: Actor, value: T): Result<T> {
      const look = log.look(shown, actor);
      if (look === null) return ok(value);
      const noted =
        station.mode === 'write'
          ? record(station.store, actor, lookEvent(look, actor.account, 'ok'))
          : leaveNote(notesPath(station.folder), { account: actor.account, look } satisfies z.infer<typeof noteSchema>);
      return noted.ok ? ok(value) : noted;
    },
  };
}

const noteSchema = z.strictObject({ account: z.string().max(64), look: lookSchema });

/** Says no more than that there was one. */
const unreadable: z.infer<typeof noteSchema> = {
  account: '?',
  look: { action: 'person.searched', detail: { what: 'note', count: 0, cases: '' } },
};

function notesPath(folder: string): string {
  return join(folder, 'looks.pending');
}

/** Takes the looks of programs that read beside the one which holds the log into it. */
export function recordPendingLooks(folder: string, store: Store): Result<void> {
  return takeNotes(notesPath(folder), (lines) =>
    store.commit(system, (tx) => {
      for (const line of lines) {
        const { account, look } = readNote(noteSchema, line) ?? unreadable;
        // Another program said so; nothing here can vouch for it.
        tx.audit(lookEvent(look, account, 'unknown'));
      }
      return ok(undefined);
    }),
  );
}

/** The page of the queue as it is looked at. */
export function shownQueue(
  input: { readonly view: string; readonly text?: string | undefined },
  page: CallOutput<'queue.list'>,
): Shown {
  return { what: 'queue', view: input.view, text: input.text, cases: page.rows.map(({ id }) => id), total: page.total };
}

export function shownCards(text: string | undefined, cards: CallOutput<'card.list'>): Shown {
  const cases = [...new Set(cards.map(({ applicationId }) => applicationId))];
  return { what: 'cards', view: 'cards', text, cases, total: cards.length };
}
