/**
 * Several cases that one second person agrees to in one sitting. Which acts can wait for it: those whose request says all that
 * was shown, by a revision or in words, so that nothing else is agreed to later. Not those that give a secret to be shown once
 * or hold one, that ask for a file, that the second person takes part in beyond agreeing, nor the end of a person's data.
 */

import * as z from 'zod';
import { appErrorSchema } from '../model/intake.ts';
import { secondPersonSchema } from '../model/service.ts';
import { accountCalls as account } from './accounts.ts';
import { call } from './call.ts';
import { caseCalls as desk } from './case-calls.ts';
import { handOverCalls as handOver } from './hand-over.ts';
import { stockCalls as stock } from './stock-calls.ts';

/** More than one person can look through in one go is no longer looked through. */
export const MOST_CASES = 50;

const second = { second: true } as const;

/** One kind of act: its call, what that asks for besides the second person, and what it answers. */
function kind<N extends string, R extends z.ZodType, V extends z.ZodType>(name: N, request: R, value: V) {
  const named = z.literal(name);
  return { act: z.strictObject({ call: named, request }), done: z.strictObject({ call: named, value }) };
}

const kinds = [
  kind('oldCard.destroy', handOver['oldCard.destroy'].input.omit(second), handOver['oldCard.destroy'].output),
  kind(
    'complaint.decide',
    // The one decision that takes two; with what the inspection had found, which may be done anew.
    handOver['complaint.decide'].input
      .omit(second)
      .extend({ decision: z.literal('productionFault'), findings: z.string().max(500) }),
    handOver['complaint.decide'].output,
  ),
  kind(
    'review.accept',
    // Where nothing is set aside there is nothing to agree to.
    desk['review.accept'].input.omit(second).extend({ acknowledged: z.array(z.string()).min(1) }),
    desk['review.accept'].output,
  ),
  kind('job.reprint', desk['job.reprint'].input.omit(second), desk['job.reprint'].output),
  kind('service.add', desk['service.add'].input.omit(second), desk['service.add'].output),
  kind('service.renew', desk['service.renew'].input.omit(second), desk['service.renew'].output),
  kind('service.withdraw', desk['service.withdraw'].input.omit(second), desk['service.withdraw'].output),
  kind('stock.receive', stock['stock.receive'].input.omit(second), stock['stock.receive'].output),
  kind('stock.destroy', stock['stock.destroy'].input.omit(second), stock['stock.destroy'].output),
  kind('stock.sendBack', stock['stock.sendBack'].input.omit(second), stock['stock.sendBack'].output),
  kind('stock.addPeer', stock['stock.addPeer'].input.omit(second), stock['stock.addPeer'].output),
  kind('stock.transferOut', stock['stock.transferOut'].input.omit(second), stock['stock.transferOut'].output),
  kind('stock.lose', stock['stock.lose'].input.omit(second), stock['stock.lose'].output),
  kind('stock.find', stock['stock.find'].input.omit(second), stock['stock.find'].output),
  kind('stock.explain', stock['stock.explain'].input.omit(second), stock['stock.explain'].output),
  kind('account.changeRole', account['account.changeRole'].input.omit(second), account['account.changeRole'].output),
  kind('account.disable', account['account.disable'].input.omit(second), account['account.disable'].output),
  kind('account.enable', account['account.enable'].input.omit(second), account['account.enable'].output),
  kind('account.unlock', account['account.unlock'].input.omit(second), account['account.unlock'].output),
  kind(
    'account.removeFactor',
    account['account.removeFactor'].input.omit(second),
    account['account.removeFactor'].output,
  ),
  kind('account.loseCard', account['account.loseCard'].input.omit(second), account['account.loseCard'].output),
] as const;

const [first, ...others] = kinds;
export const sittingActSchema = z.discriminatedUnion('call', [first.act, ...others.map(({ act }) => act)]);
const doneSchema = z.discriminatedUnion('call', [first.done, ...others.map(({ done }) => done)]);

export const sittingCalls = {
  /** What came of each act, in their order: one that failed stopped no other. */
  'sitting.settle': call(
    true,
    z.strictObject({ acts: z.array(sittingActSchema).min(1).max(MOST_CASES), second: secondPersonSchema }),
    z.strictObject({
      results: z.array(
        z.discriminatedUnion('ok', [
          z.strictObject({ ok: z.literal(true), value: doneSchema }),
          z.strictObject({ ok: z.literal(false), error: appErrorSchema }),
        ]),
      ),
    }),
  ),
} as const;

/** An act as it waits for the second person. */
export type SittingAct = z.input<typeof sittingActSchema>;
export type ParsedSittingAct = z.output<typeof sittingActSchema>;
/** What an act of a sitting came to. */
export type SittingDone = z.output<typeof doneSchema>;
