/** Invented histories of an office for the audit log: officers at work, cards made and spoilt, in as many entries as wanted. */

import type { AuditEvent } from '../../shared/model/audit.ts';
import type { Actor } from '../../electron/core/ports.ts';

export interface Step {
  readonly actor: Actor;
  readonly events: readonly AuditEvent[];
}

/** A number below the one given, the same in every run. */
export type Dice = (below: number) => number;

const actors: readonly Actor[] = [
  { account: 'officer1', role: 'officer' },
  { account: 'officer2', role: 'officer' },
  { account: 'supervisor1', role: 'supervisor' },
];
const reasons = ['chipFault', 'printFault', 'visualDefect'] as const;

/** One card after the other, each in some ten transactions; now and then one is spoilt, refused or looked at only. */
export function* officeHistory(dice: Dice): Iterable<Step> {
  const hex = (digits: number): string => Array.from({ length: digits }, () => dice(16).toString(16)).join('');
  const pick = <T>(items: readonly [T, ...(readonly T[])]): T => items[dice(items.length)] ?? items[0];
  for (let blankNumber = 1; ; blankNumber += 1) {
    const [application, job, card] = [hex(32), hex(32), hex(32)];
    const blank = `SC-${String(blankNumber).padStart(8, '0')}`;
    const digest = (): string => hex(64);
    const actor = actors[dice(actors.length)] ?? { account: 'officer1', role: 'officer' };
    const onApplication = { kind: 'application', id: application } as const;
    const onJob = { kind: 'job', id: job } as const;
    const one = (event: AuditEvent): Step => ({ actor, events: [event] });
    const ok = 'ok' as const;
    yield one({
      action: 'application.received',
      subject: onApplication,
      outcome: ok,
      detail: { recordDigest: digest(), state: 'received' },
    });
    yield one({ action: 'application.viewed', subject: onApplication, outcome: ok, detail: {} });
    if (dice(10) === 0) {
      const subject = { kind: 'account', id: pick(['officer1', 'officer2', 'unknown']) } as const;
      yield one({ action: 'session.signInFailed', subject, outcome: 'refused', detail: { locked: dice(2) === 0 } });
      continue;
    }
    yield one({
      action: 'application.accepted',
      subject: onApplication,
      outcome: ok,
      detail: { recordDigest: digest(), revision: 2, warnings: pick(['', 'urgent', 'approvalExpiresSoon']) },
    });
    yield one({
      action: 'job.composed',
      subject: onJob,
      outcome: ok,
      detail: { application, recordDigest: digest(), pdfDigest: digest() },
    });
    yield {
      actor,
      events: [
        {
          action: 'blank.assigned',
          subject: { kind: 'blank', id: blank },
          outcome: ok,
          detail: { job, attempt: 1 },
        },
        { action: 'chip.encode', subject: onJob, outcome: 'begun', detail: { attempt: 1, blank, sodDigest: digest() } },
      ],
    };
    if (dice(8) === 0) {
      const reason = pick(reasons);
      yield {
        actor,
        events: [
          { action: 'job.setAside', subject: onJob, outcome: ok, detail: { reason, attempt: 1, chipSerial: '' } },
          { action: 'blank.setAside', subject: { kind: 'blank', id: blank }, outcome: ok, detail: { job, reason } },
        ],
      };
      yield one({ action: 'job.restarted', subject: onJob, outcome: ok, detail: { attempt: 2, after: reason } });
      continue;
    }
    const printName = `starcard-${job}-1`;
    yield one({
      action: 'chip.encode',
      subject: onJob,
      outcome: ok,
      detail: { attempt: 1, blank, chipSerial: hex(16) },
    });
    yield one({ action: 'card.print', subject: onJob, outcome: 'begun', detail: { attempt: 1, blank, printName } });
    yield one({
      action: 'card.print',
      subject: onJob,
      outcome: ok,
      detail: { attempt: 1, blank, printName, sides: 2 },
    });
    yield one({ action: 'card.verify', subject: onJob, outcome: ok, detail: { attempt: 1, blank, plastic: 'seal' } });
    yield one({
      action: 'card.stored',
      subject: { kind: 'card', id: card },
      outcome: ok,
      detail: { job, blank, safe: 'A', slot: String(dice(100)) },
    });
    yield one({
      action: 'card.handedOver',
      subject: { kind: 'card', id: card },
      outcome: ok,
      detail: { blank, receipt: `R-${blankNumber}`, oldCardCollected: false },
    });
  }
}
