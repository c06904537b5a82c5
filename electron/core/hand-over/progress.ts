/** How far a hand-over is: pure, from what is on file, for one day. */

import { dayInChina } from '../../../shared/card/china-day.ts';
import { requiredOf, requirements, requires, type Requirement } from '../../../shared/hand-over/kinds.ts';
import type { KindOfIssue } from '../../../shared/model/approval.ts';
import type { Revocation } from '../../../shared/model/custody.ts';
import type { HandOverView, OldCard } from '../../../shared/model/hand-over.ts';
import { assertNever } from '../../../shared/result.ts';
import type { StepDone } from './storage.ts';

export interface OnFile {
  readonly kind: KindOfIssue;
  readonly steps: readonly StepDone[];
  readonly oldCard: OldCard | undefined;
  /** That the loss of this case brought about. */
  readonly revocation: Revocation | undefined;
  /** The person has another card, under this number or under one that a replacement corrected. */
  readonly otherLives: boolean;
  readonly now: Date;
}

type Progress = HandOverView['steps'];

/** Every requirement of the case in its order, with who met it and when. What was done on another day is done again. */
export function progressOf(onFile: OnFile): Progress {
  return required(onFile).map((requirement) => ({ requirement, done: doneOf(requirement, onFile) }));
}

/** The first that is still to be done, null when the card may leave. */
export function firstMissing(progress: Progress): Requirement | null {
  return progress.find(({ done }) => done === null)?.requirement ?? null;
}

/**
 * By the kind; and the old card of whoever has one besides, as after a replacement of the record of a card that had left
 * already. The lost one was revoked at the acceptance, and is not among those that live.
 */
function required({ kind, otherLives, oldCard }: OnFile): readonly Requirement[] {
  const byKind = requiredOf[kind];
  if (hasOldCard(kind) || (!otherLives && oldCard === undefined)) return byKind;
  return requirements.filter((requirement) => requirement === 'oldCard' || byKind.includes(requirement));
}

function doneOf(requirement: Requirement, onFile: OnFile): Progress[number]['done'] {
  const { oldCard, revocation, otherLives } = onFile;
  switch (requirement) {
    case 'revocation':
      return revocation === undefined ? null : { by: '', at: revocation.revokedAt };
    case 'oldCard':
      // Cut or kept as evidence; one that was merely laid on the desk could go back into a pocket. Nor is it done while
      // there is one more.
      return oldCard === undefined || oldCard.state === 'collected' || otherLives
        ? null
        : { by: oldCard.cancelledBy ?? oldCard.collectedBy, at: oldCard.cancelledAt ?? oldCard.collectedAt };
    case 'oldCardRead':
      return oldCard?.readBy === 'chip' ? { by: oldCard.collectedBy, at: oldCard.collectedAt } : null;
    case 'identity':
    case 'chip':
    case 'holder':
      return lastOf(requirement, onFile);
    case 'signature':
      return isByCollector(onFile) ? lastOf(requirement, onFile) : null;
    default:
      return assertNever(requirement);
  }
}

function lastOf(step: StepDone['step'], { steps, now }: OnFile): Progress[number]['done'] {
  const today = dayInChina(now);
  const done = steps.findLast((one) => one.step === step && dayInChina(new Date(one.doneAt)) === today);
  return done === undefined ? null : { by: done.doneBy, at: done.doneAt };
}

/** Whoever collects signs: after another look at who that is, they sign again. */
function isByCollector({ steps }: OnFile): boolean {
  return steps.findLast(({ step }) => step === 'signature' || step === 'identity')?.step === 'signature';
}

/** Every kind but a first issue and a loss has an old card, and it is collected (docs/design.md section 5). */
export function hasOldCard(kind: KindOfIssue): boolean {
  return requires(kind, 'oldCard');
}
