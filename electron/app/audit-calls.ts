/** The calls of the audit screen: finding, marking, noting, and taking evidence away. */

import type { AuditQuery } from '../../shared/audit/query.ts';
import type { AuditEvent } from '../../shared/model/audit.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemDigest } from '../adapters/system/digest.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { writeWhole } from '../adapters/system/write-whole.ts';
import type { EntryForm } from '../core/audit/canonical.ts';
import { csvOf } from '../core/audit/csv.ts';
import { figuresOf } from '../core/audit/figures.ts';
import { lifeOf } from '../core/audit/life.ts';
import { officeHours, unusualPatterns } from '../core/audit/patterns.ts';
import { periodOf, reportOf } from '../core/audit/report.ts';
import { trendOf } from '../core/audit/trend.ts';
import { concatBytes, utf8Bytes } from '../core/chip/bytes.ts';
import type { Actor } from '../core/ports.ts';
import type { Chooser } from './chooser.ts';
import type { Handlers } from './dispatch.ts';
import { record } from './on-record.ts';
import { openedExports } from './opened-exports.ts';
import type { Workstation } from './workstation.ts';

/** docs/design.md section 9: rows stay; what is shown without being asked for more goes back this far at least. */
const ONLINE_MONTHS = 6;
const SALT_BYTES = 16;

type AuditCalls = Pick<
  Handlers,
  | 'audit.search'
  | 'audit.life'
  | 'audit.proof'
  | 'audit.request'
  | 'audit.cosigned'
  | 'audit.patterns'
  | 'audit.figures'
  | 'audit.trend'
  | 'audit.people'
  | 'audit.marks'
  | 'audit.notes'
  | 'audit.mark'
  | 'audit.note'
  | 'audit.chooseAndSelect'
  | 'audit.chooseAndArchive'
  | 'audit.chooseAndReport'
  | 'audit.chooseAndOpenExport'
  | 'audit.closeExports'
  | 'audit.timeline'
>;

export function auditCalls(station: Workstation, chooser: Chooser, actor: () => Actor): AuditCalls {
  const { store, profile } = station;
  const exports = openedExports();

  /** Everything that matches, oldest first. */
  function every(query: Partial<AuditQuery>): readonly EntryForm[] {
    return [...store.everyAudit(query)].toReversed();
  }

  /** The same for what leaves the office: from the log itself. */
  function everyProven(query: Partial<AuditQuery>): readonly EntryForm[] {
    return [...store.everyAuditInLog(query)].toReversed();
  }

  /** The entries that are marked for review, each with the entry that marked it. */
  function markedNow(): ReadonlyMap<number, EntryForm> {
    const marks = new Map<number, EntryForm>();
    for (const entry of every({ action: 'audit.marked' })) {
      if (entry.detail['marked'] === true) marks.set(Number(entry.subject.id), entry);
      else marks.delete(Number(entry.subject.id));
    }
    return marks;
  }

  /** How many notes entries have, where they have any. */
  function notesOn(): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    for (const { subject } of every({ action: 'audit.noted' })) {
      counts.set(Number(subject.id), (counts.get(Number(subject.id)) ?? 0) + 1);
    }
    return counts;
  }

  function onEntry(
    sequence: number,
    event: (subject: { kind: 'entry'; id: string }) => AuditEvent,
  ): Result<AuditEvent> {
    const isThere = sequence < (store.treeHead()?.size ?? 0);
    return isThere ? ok(event({ kind: 'entry', id: String(sequence) })) : fail('notFound', { what: `${sequence}` });
  }

  function noteEvidence(
    by: Actor,
    outcome: 'begun' | 'ok' | 'failed',
    detail: Extract<AuditEvent, { action: 'audit.exported' }>['detail'],
  ): Result<void> {
    const subject = { kind: 'log', id: 'audit' } as const;
    return record(store, by, { action: 'audit.exported', subject, outcome, detail });
  }

  function noteReport(
    by: Actor,
    outcome: 'begun' | 'ok' | 'failed',
    detail: Extract<AuditEvent, { action: 'audit.reported' }>['detail'],
  ): Result<void> {
    return record(store, by, { action: 'audit.reported', subject: { kind: 'log', id: 'audit' }, outcome, detail });
  }

  return {
    'audit.search'(query) {
      const entries = store.searchAudit(given(query));
      const shown = new Set(entries.map(({ sequence }) => sequence));
      const marked = [...markedNow().keys()].filter((sequence) => shown.has(sequence));
      const noted = [...notesOn().keys()].filter((sequence) => shown.has(sequence));
      const onlineSince = new Date(systemClock.now());
      onlineSince.setUTCMonth(onlineSince.getUTCMonth() - ONLINE_MONTHS);
      return ok({
        entries: [...entries],
        size: store.treeHead()?.size ?? 0,
        marked,
        noted,
        onlineSince: onlineSince.toISOString(),
      });
    },
    'audit.life': ({ id }) => ok({ entries: [...lifeOf(id, (one) => every({ id: one }))] }),
    'audit.proof'({ sequence }) {
      const proof = store.auditProof(sequence);
      return proof.ok ? ok({ proof: proof.value }) : proof;
    },
    'audit.request'({ since }) {
      const request = store.witnessRequest(since);
      return request.ok ? ok({ request: request.value }) : request;
    },
    'audit.cosigned'({ note, witness }) {
      const checked = store.checkCosigned(note, witness);
      if (!checked.ok) return checked;
      const { size, witness: name } = checked.value;
      return store.commit(actor(), (tx) => {
        tx.insertCosignature(size, name, note);
        const subject = { kind: 'log', id: 'audit' } as const;
        tx.audit({ action: 'audit.witnessed', subject, outcome: 'ok', detail: { witness: name, size } });
        return ok({ witness: name, size });
      });
    },
    'audit.patterns': (period) => ok([...unusualPatterns(every(period))]),
    'audit.figures': (period) => ok(figuresOf(every(period), officeHours.offsetMinutes)),
    'audit.trend': ({ by, ...period }) => ok([...trendOf(every(period), period, by, officeHours.offsetMinutes)]),
    'audit.people': () => ok([...store.auditPeople()]),
    'audit.marks'() {
      const notes = notesOn();
      const marks = [...markedNow()].flatMap(([sequence, { actor: by, time: since }]) =>
        store.auditForms(sequence, 1).map((entry) => ({ entry, by, since, notes: notes.get(sequence) ?? 0 })),
      );
      return ok(marks.toReversed());
    },
    'audit.notes'({ sequence }) {
      const texts = new Map(store.reviewNotes(sequence).map((note) => [note.id, note]));
      const entries = every({ action: 'audit.noted', id: String(sequence) });
      return ok(
        entries.map(({ time, actor: by, detail }) => {
          const note = texts.get(String(detail['note']));
          const digest =
            note === undefined ? null : systemDigest.sha256Hex(concatBytes(note.salt, utf8Bytes(note.text)));
          return { time, actor: by, text: note?.text ?? null, isWhole: digest === detail['noteDigest'] };
        }),
      );
    },
    'audit.mark'({ sequence, marked }) {
      const event = onEntry(sequence, (subject) => ({
        action: 'audit.marked',
        subject,
        outcome: 'ok',
        detail: { marked },
      }));
      if (!event.ok) return event;
      const recorded = record(store, actor(), event.value);
      return recorded.ok ? ok({}) : recorded;
    },
    'audit.note'({ sequence, text }) {
      const [id, salt] = [systemRandom.id(), systemRandom.bytes(SALT_BYTES)];
      // The text may name a person, so the log holds its salted digest; the text itself can be deleted one day.
      const noteDigest = systemDigest.sha256Hex(concatBytes(salt, utf8Bytes(text)));
      const event = onEntry(sequence, (subject) => ({
        action: 'audit.noted',
        subject,
        outcome: 'ok',
        detail: { note: id, noteDigest },
      }));
      if (!event.ok) return event;
      return store.commit(actor(), (tx) => {
        tx.insertReviewNote({ id, sequence, salt, text });
        tx.audit(event.value);
        return ok({});
      });
    },
    async 'audit.chooseAndSelect'({ query, form, lifeOf: card }) {
      const by = actor();
      const ending = form === 'csv' ? 'csv' : 'audit-selection.json';
      const file = await chooser.saveFile('audit', `${profile.workstation}.${ending}`);
      if (file === null) return ok(null);
      const entries = card === undefined ? everyProven(given(query)) : lifeOf(card, (one) => everyProven({ id: one }));
      const question = card === undefined ? given(query) : { lifeOf: card };
      const begun = noteEvidence(by, 'begun', { what: form, entries: entries.length });
      if (!begun.ok) return begun;
      const sequences = entries.map(({ sequence }) => sequence);
      const content = form === 'csv' ? ok(csvOf(entries)) : store.auditSelection(sequences, question);
      const written = content.ok ? writeWhole(file, content.value) : content;
      if (!written.ok) noteEvidence(by, 'failed', { what: form, problem: written.error.kind });
      return written.ok ? ok({ file, entries: entries.length }) : written;
    },
    async 'audit.chooseAndArchive'({ month }) {
      const by = actor();
      const folder = await chooser.folder('audit');
      if (folder === null) return ok(null);
      const begun = noteEvidence(by, 'begun', { what: 'archive', period: month });
      if (!begun.ok) return begun;
      const written = store.archiveAudit(folder, month);
      const ended = written.ok
        ? noteEvidence(by, 'ok', { what: 'archive', period: month, size: written.value.size })
        : noteEvidence(by, 'failed', { what: 'archive', period: month, problem: written.error.kind });
      if (!written.ok) return written;
      return ended.ok ? ok({ folder, ...written.value }) : ended;
    },
    async 'audit.chooseAndOpenExport'({ key }) {
      const folder = await chooser.folder('audit');
      return folder === null ? ok(null) : exports.open(folder, key);
    },
    'audit.closeExports'() {
      exports.close();
      return ok({});
    },
    'audit.timeline'(query) {
      const { logs, total, entries } = exports.page(given(query));
      return ok({ logs: [...logs], total, entries: [...entries] });
    },
    async 'audit.chooseAndReport'({ period }) {
      const by = actor();
      const file = await chooser.saveFile('audit', `${profile.workstation}-${period}.pdf`);
      if (file === null) return ok(null);
      // On record first, so that the checkpoint on the report covers it.
      const size = store.treeHead()?.size ?? 0;
      const recorded = noteReport(by, 'begun', { period, size });
      if (!recorded.ok) return recorded;
      const marks = [...markedNow()].flatMap(([sequence, mark]) =>
        store.auditForms(sequence, 1).map(({ time, action }) => ({ sequence, time, action, markedBy: mark.actor })),
      );
      const report = reportOf({
        period,
        office: { code: profile.office, ...profile.officeName },
        workstation: profile.workstation,
        live: profile.live,
        madeAt: systemClock.now().toISOString(),
        madeBy: by.account,
        entries: everyProven(periodOf(period)),
        marks: marks.toReversed(),
        checkpoint: store.treeHead()?.checkpoint ?? '',
        verifierKey: store.verifierKey,
      });
      const written = writeWhole(file, await station.renderAuditReport(report));
      if (!written.ok) {
        noteReport(by, 'failed', { period, size, problem: written.error.kind });
        return written;
      }
      const ended = noteReport(by, 'ok', { period, size });
      return ended.ok ? ok({ file, report }) : ended;
    },
  };
}

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Leaves out what was not given, where a filter must be absent rather than undefined. */
export function given<T extends object>(values: T): Given<T> {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is left out is exactly what was undefined
  return Object.fromEntries(present) as Given<T>;
}
