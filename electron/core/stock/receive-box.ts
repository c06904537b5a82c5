/** A box of blanks arrives: two people compare it with its delivery note, and each serial gets its row, once. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Box } from '../../../shared/model/ledger.ts';
import type { BlankSerial } from '../../../shared/model/ids.ts';
import type { Blank } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader, Transaction } from '../ports.ts';
import { byTwo, names, type DeedByTwo } from '../access/by-two.ts';
import type { StockContext } from './context.ts';
import { serialRange } from './serial-range.ts';

/** The box, closed, in the safe. Fails with `stock.badRange`, `stock.boxKnown`, `stock.blankKnown`; then nothing was received. */
export function receiveBox(input: ParsedInput<'stock.receive'>, context: StockContext): Promise<Result<Box>> {
  return byTwo(receiveBoxDeed(input, context), input.second, context);
}

/** The box as two people take it in. */
export function receiveBoxDeed(
  input: ParsedInput<'stock.receive'>,
  context: StockContext,
): DeedByTwo<readonly BlankSerial[], Box> {
  const { box, deliveryNote, first, last } = input;
  const at = context.clock.now();
  return {
    action: 'stock.receive',
    subjectId: box,
    find: (reader) => newSerials(reader, input),
    shown: (serials) => [box, deliveryNote, first, last, serials.length],
    act(tx, serials, approval) {
      const received = { receivedAt: at.toISOString(), receivedBy: context.actor.account };
      const opened = { openedAt: null, openedBy: null };
      const row = { name: box, deliveryNote, firstSerial: first, lastSerial: last, count: serials.length };
      tx.insertBox({ ...row, ...received, ...opened, approvalId: approval.id });
      tx.moveBlanks({ act: 'received', at, approvalId: approval.id }, boxed(serials, box, at));
      tx.audit({
        action: 'stock.received',
        subject: { kind: 'stock', id: box },
        outcome: 'ok',
        detail: { first, last, count: serials.length, ...names(approval) },
      });
      return boxOf(tx, box);
    },
  };
}

function newSerials(reader: Reader, input: ParsedInput<'stock.receive'>): Result<readonly BlankSerial[]> {
  const serials = serialRange(input.first, input.last);
  if (!serials.ok) return serials;
  if (reader.box(input.box) !== undefined) return fail('stock.boxKnown', { box: input.box });
  const known = serials.value.find((serial) => reader.blank(serial) !== undefined);
  return known === undefined ? serials : fail('stock.blankKnown', { blank: known });
}

/** New blanks as they lie in their box. */
export function boxed(serials: readonly BlankSerial[], box: string, at: Date): readonly Blank[] {
  const updatedAt = at.toISOString();
  return serials.map((serial, position): Blank => {
    return { serial, place: 'boxed', box, position, jobId: null, chipSerial: null, reason: null, updatedAt };
  });
}

export function boxOf(reader: Reader | Transaction, name: string): Result<Box> {
  const box = reader.box(name);
  return box === undefined ? fail('notFound', { what: name }) : ok(box);
}
