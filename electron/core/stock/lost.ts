/** A blank or a finished card is missing, or was found again. Both correct the stock, so both need two people, and the log raises the alarm. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Envelope } from '../../../shared/model/ledger.ts';
import type { BlankSerial } from '../../../shared/model/ids.ts';
import type { Blank } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader } from '../ports.ts';
import { byTwo, names, type DeedByTwo } from '../access/by-two.ts';
import type { StockContext } from './context.ts';
import { moved } from './moved.ts';
import { revokeLostInOffice } from './revoke.ts';
import { envelopeOf } from './spoilt.ts';

/**
 * The blank, `lost`. One that a job works on is set aside with its job first: fails with `stock.wrongPlace`. The card that
 * it became is revoked with it, so that the same approval can make another.
 */
export function loseBlank(input: ParsedInput<'stock.lose'>, context: StockContext): Promise<Result<Blank>> {
  return byTwo(loseBlankDeed(input, context), input.second, context);
}

/** The blank as two people say that it is missing. */
export function loseBlankDeed(input: ParsedInput<'stock.lose'>, context: StockContext): DeedByTwo<Blank, Blank> {
  const { serial } = input;
  const at = context.clock.now();
  return {
    action: 'stock.lose',
    subjectId: serial,
    find(reader) {
      const blank = found(reader, serial);
      if (!blank.ok) return blank;
      if (isWithJob(reader, blank.value)) {
        return fail('stock.wrongPlace', { place: blank.value.place, action: 'lost' });
      }
      const after = moved(blank.value, 'lost', at);
      return after.ok ? blank : after;
    },
    shown: (blank) => ['lost', blank.serial, blank.place],
    act(tx, blank, approval) {
      const after = moved(blank, 'lost', at);
      if (!after.ok) return after;
      const card = blank.place === 'finished' && blank.jobId !== null ? tx.cardOfJob(blank.jobId) : undefined;
      const revoked = card === undefined ? ok(undefined) : revokeLostInOffice(tx, card, context);
      if (!revoked.ok) return revoked;
      tx.moveBlanks({ act: 'lost', at, approvalId: approval.id }, [after.value]);
      const detail = { place: blank.place, ...names(approval) };
      tx.audit({ action: 'stock.lost', subject: { kind: 'blank', id: serial }, outcome: 'ok', detail });
      return after;
    },
  };
}

/** It was out of sight: it goes into an envelope and is destroyed, and never becomes a card. */
export function findBlank(input: ParsedInput<'stock.find'>, context: StockContext): Promise<Result<Envelope>> {
  return byTwo(findBlankDeed(input, context), input.second, context);
}

/** The blank as two people say that it was found. */
export function findBlankDeed(input: ParsedInput<'stock.find'>, context: StockContext): DeedByTwo<Blank, Envelope> {
  const { serial } = input;
  const at = context.clock.now();
  return {
    action: 'stock.find',
    subjectId: serial,
    find(reader) {
      const blank = found(reader, serial);
      const after = blank.ok ? moved(blank.value, 'found', at, { reason: 'found' }) : blank;
      return after.ok ? blank : after;
    },
    shown: (blank) => ['found', blank.serial, blank.place],
    act(tx, blank, approval) {
      const after = moved(blank, 'found', at, { reason: 'found' });
      if (!after.ok) return after;
      tx.moveBlanks({ act: 'found', at, approvalId: approval.id }, [after.value]);
      const envelope = envelopeOf(tx, serial);
      if (!envelope.ok) return envelope;
      const detail = { envelope: envelope.value.number, ...names(approval) };
      tx.audit({ action: 'stock.found', subject: { kind: 'blank', id: serial }, outcome: 'ok', detail });
      return envelope;
    },
  };
}

/** Also once it is verified, until the card lies in the safe: what is stored then would be a card without its plastic. */
function isWithJob(reader: Reader, { place, jobId }: Blank): boolean {
  if (place !== 'finished') return place === 'inWork' || place === 'suspended';
  return jobId === null || reader.cardOfJob(jobId) === undefined;
}

function found(reader: Reader, serial: BlankSerial): Result<Blank> {
  const blank = reader.blank(serial);
  return blank === undefined ? fail('notFound', { what: serial }) : ok(blank);
}
