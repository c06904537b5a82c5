/** Blanks go from one workstation to another: closed here before they are opened there, taken in once and nowhere else. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import type { Transfer } from '../../../shared/model/ledger.ts';
import type { Blank } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Reader, Transaction } from '../ports.ts';
import { byTwo, names, type DeedByTwo } from '../access/by-two.ts';
import { nameOfDesk } from '../custody/way.ts';
import type { StockContext, TransferContext } from './context.ts';
import type { Peer } from './ledger-store.ts';
import { allMoved } from './moved.ts';
import { mayBeTaken } from './sealed-box.ts';
import { claimedSender, peerOfKey, readTransfer, writeTransfer, type BlankTransfer } from './transfer-file.ts';

/** Two people compare the key and add the workstation. Fails with `stock.peerKey`. */
export async function addPeer(
  input: ParsedInput<'stock.addPeer'>,
  context: StockContext,
): Promise<Result<Record<string, never>>> {
  const deed = addPeerDeed(input, context);
  return deed.ok ? byTwo(deed.value, input.second, context) : deed;
}

/** The other workstation as two people add it. */
export function addPeerDeed(
  { verifierKey }: ParsedInput<'stock.addPeer'>,
  context: StockContext,
): Result<DeedByTwo<string, Record<string, never>>> {
  const peer = peerOfKey(context.digest, verifierKey);
  if (!peer.ok) return peer;
  const name = peer.value;
  const addedAt = context.clock.now().toISOString();
  return ok({
    action: 'stock.addPeer',
    subjectId: name.slice(0, 64),
    find: (reader) =>
      peerCalled(reader, name) === undefined && name !== nameOfDesk(context.profile)
        ? ok(name)
        : fail('changedMeanwhile', { what: 'peer' }),
    shown: () => [name, verifierKey],
    act(tx, _found, approval) {
      tx.insertPeer({ name, verifierKey, addedAt, approvalId: approval.id });
      const detail = { verifierKey, ...names(approval) };
      tx.audit({ action: 'stock.peerAdded', subject: { kind: 'stock', id: name }, outcome: 'ok', detail });
      return ok({});
    },
  });
}

/** The transfer, its file kept. The blanks are gone from here before anybody has the file. Fails with `stock.tooFew`,
 * `stock.boxNotOpen`. */
export function transferOut(
  input: ParsedInput<'stock.transferOut'>,
  context: TransferContext,
): Promise<Result<Transfer>> {
  return byTwo(transferOutDeed(input, context), input.second, context);
}

/** The blanks as two people send them there. */
export function transferOutDeed(
  input: ParsedInput<'stock.transferOut'>,
  context: TransferContext,
): DeedByTwo<readonly Blank[], Transfer> {
  const { box, count, peer } = input;
  const at = context.clock.now();
  const id = context.random.id();
  return {
    action: 'stock.transferOut',
    subjectId: box,
    find(reader) {
      if (peerCalled(reader, peer) === undefined) return fail('stock.peerUnknown', { peer });
      const blanks = reader.blanksInBox(box, count);
      if (blanks.length < count) return fail('stock.tooFew', { count, there: blanks.length });
      const open = mayBeTaken(reader, blanks);
      return open.ok ? ok(blanks) : open;
    },
    shown: (blanks) => [peer, box, blanks.map(({ serial }) => serial)],
    act(tx, blanks, approval) {
      const after = allMoved(blanks, 'transferred', at);
      if (!after.ok) return after;
      const from = nameOfDesk(context.profile);
      const content = { id, from, to: peer, at: at.toISOString(), serials: blanks.map(({ serial }) => serial) };
      const file = writeTransfer(content, context.digest, context.signer);
      if (!file.ok) return file;
      tx.moveBlanks({ act: 'transferred', at, approvalId: approval.id }, after.value);
      const row = { id, direction: 'out' as const, peer, count, at: at.toISOString(), actor: context.actor.account };
      tx.insertTransfer({ ...row, approvalId: approval.id, file: file.value });
      const detail = { count, peer, ...names(approval) };
      tx.audit({ action: 'stock.transferred', subject: { kind: 'stock', id }, outcome: 'ok', detail });
      return ok(row);
    },
  };
}

/**
 * Takes in what another workstation sent here. Fails with `stock.peerUnknown`, `stock.transferForged`, `stock.transferForm`,
 * `stock.notOurs`, `stock.transferTaken`, and with `stock.blankKnown` where a blank is here already.
 */
export async function takeTransfer(
  file: string,
  second: SecondPerson,
  context: StockContext,
): Promise<Result<Transfer>> {
  const read = readFrom(file, context);
  if (!read.ok) return read;
  const transfer = read.value;
  const at = context.clock.now();
  return byTwo(
    {
      action: 'stock.chooseAndTakeTransfer',
      subjectId: transfer.id,
      find: (reader) => notHere(reader, transfer),
      shown: () => [transfer.id, transfer.from, transfer.serials],
      act(tx, _found, approval) {
        const box = `T-${transfer.id.slice(0, 12).toUpperCase()}`;
        const received = { receivedAt: at.toISOString(), receivedBy: context.actor.account, approvalId: approval.id };
        const [first, last] = [transfer.serials[0], transfer.serials.at(-1)];
        if (first === undefined || last === undefined) return fail('stock.transferForm', { line: 6 });
        const count = transfer.serials.length;
        const opened = { openedAt: null, openedBy: null };
        tx.insertBox({
          name: box,
          deliveryNote: transfer.id,
          firstSerial: first,
          lastSerial: last,
          count,
          ...received,
          ...opened,
        });
        tx.moveBlanks({ act: 'transferredIn', at, approvalId: approval.id }, arrived(tx, transfer, box, at));
        const row = { id: transfer.id, direction: 'in' as const, peer: transfer.from, count, at: at.toISOString() };
        tx.insertTransfer({ ...row, actor: context.actor.account, approvalId: approval.id, file });
        const detail = { count, peer: transfer.from, ...names(approval) };
        tx.audit({ action: 'stock.transferTaken', subject: { kind: 'stock', id: transfer.id }, outcome: 'ok', detail });
        return ok({ ...row, actor: context.actor.account });
      },
    },
    second,
    context,
  );
}

function readFrom(file: string, { store, digest, verifier, profile }: StockContext): Result<BlankTransfer> {
  const sender = claimedSender(file);
  if (sender === undefined) return fail('stock.transferForm', { line: 1 });
  const peer = peerCalled(store, sender);
  if (peer === undefined) return fail('stock.peerUnknown', { peer: sender.slice(0, 80) });
  const transfer = readTransfer(file, peer, digest, verifier);
  if (!transfer.ok) return transfer;
  return transfer.value.to === nameOfDesk(profile) ? transfer : fail('stock.notOurs', { peer: transfer.value.to });
}

function notHere(reader: Reader, transfer: BlankTransfer): Result<void> {
  if (reader.transfer(transfer.id) !== undefined) return fail('stock.transferTaken', { id: transfer.id });
  const here = transfer.serials.find((serial) => {
    const blank = reader.blank(serial);
    // One that went from here to there may come back, but as a finished card only as such.
    return blank !== undefined && (blank.place !== 'transferred' || blank.jobId !== null);
  });
  return here === undefined ? ok(undefined) : fail('stock.blankKnown', { blank: here });
}

/** A blank that was here before keeps the box that it came in first. */
function arrived(tx: Transaction, { serials }: BlankTransfer, box: string, at: Date): readonly Blank[] {
  const updatedAt = at.toISOString();
  return serials.map((serial, position): Blank => {
    const before = tx.blank(serial);
    if (before !== undefined) return { ...before, place: 'boxed', reason: null, updatedAt };
    return { serial, place: 'boxed', box, position, jobId: null, chipSerial: null, reason: null, updatedAt };
  });
}

function peerCalled(reader: Reader, name: string): Peer | undefined {
  return reader.peers().find((peer) => peer.name === name);
}
