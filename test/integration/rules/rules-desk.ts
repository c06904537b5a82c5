/** Cards and hand-overs by the calls of the window: what a test needs before it can break a rule. */

import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pageTexts } from '../../../electron/adapters/raster/rasterise.ts';
import type { SignedLine } from '../../../electron/core/sample/sign-record.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { requires } from '../../../shared/hand-over/kinds.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { ApprovalRecord } from '../../../shared/model/approval.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { must } from '../office.ts';
import { signed } from '../walk-office.ts';
import { countOf, openingWith, penLine } from '../../support/desk-inputs.ts';
import { password } from '../../support/people.ts';
import { type Person, type RulesOffice } from './rules-office.ts';

/** The second person at the desk. */
export function by(account: Person): { readonly account: Person; readonly password: string } {
  return { account, password };
}

/** Approvals as they come in, by file. */
export async function takenIn(
  office: RulesOffice,
  ...lines: readonly SignedLine[]
): Promise<NonNullable<CallOutput<'intake.chooseAndImport'>>> {
  const file = resolve(office.folder, '../in.approvals');
  writeFileSync(file, lines.map(({ jws }) => `${jws}\n`).join(''));
  office.choose(file);
  const report = must(await office.call('officer1', 'intake.chooseAndImport', {}));
  if (report === null) throw new Error('nobody chose a file');
  return report;
}

export function caseOf({ station }: RulesOffice, { applicationNumber }: Pick<ApprovalRecord, 'applicationNumber'>) {
  const application = station.store.applicationByNumber(applicationNumber);
  if (application === undefined) throw new Error('the application was not taken in');
  return application;
}

/** By officer 1, every warning looked at. */
export async function accepted(office: RulesOffice, record: ApprovalRecord): Promise<Application> {
  await takenIn(office, signed(record));
  const applicationId = caseOf(office, record).id;
  const { application, warnings } = must(await office.call('officer1', 'application.open', { applicationId }));
  const acknowledged = warnings.map(({ kind }) => kind);
  const input = { applicationId, revision: application.revision, acknowledged };
  return must(await office.call('officer1', 'review.accept', input)).application;
}

export async function composed(office: RulesOffice, record: ApprovalRecord): Promise<Job> {
  const { id: applicationId, revision } = await accepted(office, record);
  return must(await office.call('officer1', 'job.compose', { applicationId, revision }));
}

export async function encoded(office: RulesOffice, record: ApprovalRecord): Promise<Job> {
  return must(await office.call('officer1', 'job.encode', on(await composed(office, record))));
}

export async function printed(office: RulesOffice, record: ApprovalRecord): Promise<Job> {
  return must(await office.call('officer1', 'job.print', on(await encoded(office, record))));
}

export async function stored(office: RulesOffice, record: ApprovalRecord, slot: string): Promise<Card> {
  const job = await printed(office, record);
  const plastic = await plasticInHand(office);
  const verified = must(await office.call('officer1', 'job.verify', { ...on(job), plastic, visualDefects: [] }));
  return must(await office.call('officer1', 'card.store', { ...on(verified.job), safe: 'S1', slot }));
}

/** What a call on a job names. */
export function on({ id: jobId, revision }: Job): { readonly jobId: string; readonly revision: number } {
  return { jobId, revision };
}

async function plasticInHand(office: RulesOffice): Promise<string> {
  const card = must(await office.call('officer1', 'training.cardInTray', {}));
  const [portrait = ''] = card === null ? [] : await pageTexts(card.pdf);
  const number = /9\d{16}[\dX]/.exec(portrait.replaceAll(/\s/g, ''))?.[0];
  if (number === undefined) throw new Error('no number on a card in the tray');
  return number.slice(-6);
}

export const steps = ['oldCard', 'identity', 'chip', 'holder', 'signature'] as const;
export type Step = (typeof steps)[number];

/** The steps of a hand-over by officer 2, but those left out. */
export async function stepsDone(office: RulesOffice, card: Card, without: readonly Step[] = []): Promise<void> {
  for (const step of steps) if (!without.includes(step)) await done(office, card, step);
}

async function done(office: RulesOffice, card: Card, step: Step): Promise<void> {
  const cardId = card.id;
  const who = 'officer2';
  switch (step) {
    case 'oldCard':
      if (requires(caseAt(office, card).kind, 'oldCard')) await oldCardCut(office, card.applicationId);
      return;
    case 'identity':
      must(await office.call(who, 'handOver.identity', identity(office, card)));
      return;
    case 'chip':
      must(await office.call(who, 'handOver.inspect', { cardId }));
      return;
    case 'holder':
      must(
        await office.call(who, 'handOver.holder', {
          cardId,
          means: 'sheet',
          language: 'en',
          facesRight: true,
          chipRight: true,
        }),
      );
      return;
    case 'signature': {
      const { receiptHash } = must(await office.call(who, 'handOver.draft', { cardId }));
      must(await office.call(who, 'handOver.sign', { cardId, receiptHash, signature: penLine }));
    }
  }
}

/** The old card of that case is laid down, read and cut. */
export async function oldCardCut(office: RulesOffice, applicationId: string): Promise<void> {
  const read = must(await office.call('officer2', 'training.oldCard', { applicationId }));
  const input = { applicationId, ...read, faceMatches: true };
  const { id: oldCardId, revision } = must(await office.call('officer2', 'oldCard.collect', input));
  must(await office.call('officer2', 'oldCard.cancel', { oldCardId, revision }));
}

function caseAt({ station }: RulesOffice, { applicationId }: Card): Application {
  const application = station.store.application(applicationId);
  if (application === undefined) throw new Error('the case is gone');
  return application;
}

/** What whoever stands at the desk shows for the card. */
export function identity(office: RulesOffice, card: Card) {
  const passportNumber = caseAt(office, card).person.passport.number;
  return { cardId: card.id, passportNumber, portraitMatches: true, collector: { kind: 'holder' as const } };
}

/** Every step by officer 2, and the card leaves. */
export async function handedOver(office: RulesOffice, card: Card): Promise<Card> {
  await stepsDone(office, card);
  const given = await office.call('officer2', 'card.handOver', { cardId: card.id, revision: card.revision });
  return must(given).card;
}

/** What an honest count comes to. */
export function counted({ station }: RulesOffice) {
  return countOf(station.store);
}

/** The day is opened after everything that opening asks for. */
export async function openedDay(office: RulesOffice, change: { readonly inTray?: number } = {}) {
  return office.call('officer1', 'day.open', openingWith({ ...counted(office), ...change }));
}

/** Begun and ended with a count, honest unless it is changed. */
export async function closedDay(office: RulesOffice, change: { readonly inTray?: number } = {}) {
  must(await office.call('officer1', 'day.beginClose', {}));
  const count = { ...counted(office), ...change };
  return office.call('officer1', 'day.close', { count, countedTwice: true, leftOverSeen: true, note: '' });
}

/** Twenty blanks of a delivery in the safe, their box still closed. */
export async function boxReceived(office: RulesOffice, box = 'BOX-7', letters = 'XA') {
  const input = {
    box,
    deliveryNote: 'DN-7',
    first: `${letters}000101`,
    last: `${letters}000120`,
    second: by('officer2'),
  };
  must(await office.call('officer1', 'stock.receive', input));
  return input;
}

export function fileIn(office: RulesOffice, name: string): string {
  return join(resolve(office.folder, '..'), name);
}
