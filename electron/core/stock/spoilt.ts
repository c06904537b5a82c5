/** A blank that no job holds is spoilt: into a numbered envelope at once, by one person; a photo where it helps. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { BlankSerial, Sha256 } from '../../../shared/model/ids.ts';
import type { Envelope } from '../../../shared/model/ledger.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { Reader } from '../ports.ts';
import type { StockContext } from './context.ts';
import { moved } from './moved.ts';
import { mayBeTaken } from './sealed-box.ts';

const MOST_PHOTO_BYTES = 2 * 1024 * 1024;

/** The envelope. A blank in work is set aside with its job, not here: fails with `stock.wrongPlace`; also with
 * `stock.boxNotOpen`. */
export function setAsideBlank(input: ParsedInput<'stock.setAside'>, context: StockContext): Result<Envelope> {
  const { actor, store, clock } = context;
  const permitted = requirePermission(actor, 'stock.setAside');
  if (!permitted.ok) return permitted;
  return store.commit(actor, (tx) => {
    const blank = tx.blank(input.serial);
    if (blank === undefined) return fail('notFound', { what: input.serial });
    if (blank.jobId !== null) return fail('stock.wrongPlace', { place: blank.place, action: 'setAside' });
    const at = clock.now();
    const after = moved(blank, 'setAside', at, { reason: input.reason });
    if (!after.ok) return after;
    const open = mayBeTaken(tx, [blank]);
    if (!open.ok) return open;
    tx.moveBlanks({ act: 'setAside', at }, [after.value]);
    const envelope = envelopeOf(tx, input.serial);
    if (!envelope.ok) return envelope;
    tx.audit({
      action: 'stock.setAside',
      subject: { kind: 'blank', id: input.serial },
      outcome: 'ok',
      detail: { reason: input.reason, envelope: envelope.value.number },
    });
    return envelope;
  });
}

/** Keeps a photo of the spoilt card, once. Fails with `stock.noPhoto`, `stock.photoKept`. */
export async function keepPhoto(
  serial: BlankSerial,
  jpeg: Uint8Array,
  context: StockContext,
): Promise<Result<Envelope>> {
  const { actor, store, digest, photoCodec } = context;
  const permitted = requirePermission(actor, 'stock.chooseAndKeepPhoto');
  if (!permitted.ok) return permitted;
  if (jpeg.length > MOST_PHOTO_BYTES) return fail('stock.noPhoto', { problem: `${jpeg.length} bytes` });
  const decoded = await photoCodec.decode(jpeg);
  if (!decoded.ok) return fail('stock.noPhoto', { problem: decoded.error.kind });
  return store.commit(actor, (tx) => {
    const envelope = envelopeOf(tx, serial);
    if (!envelope.ok) return envelope;
    const { number, hasPhoto } = envelope.value;
    if (hasPhoto) return fail('stock.photoKept', { envelope: number });
    tx.insertEnvelopePhoto(number, jpeg);
    const detail = { envelope: number, photoDigest: photoDigest(tx, serial, digest.sha256Hex(jpeg)) };
    tx.audit({ action: 'stock.photoKept', subject: { kind: 'blank', id: serial }, outcome: 'ok', detail });
    return envelopeOf(tx, serial);
  });
}

/** Salted for whose card it was to be, as every digest of a person's data in the log; a blank of no job shows nobody. */
function photoDigest(reader: Reader, serial: BlankSerial, hash: Sha256): Sha256 {
  const jobId = reader.blank(serial)?.jobId ?? null;
  const job = jobId === null ? undefined : reader.job(jobId);
  return job === undefined ? hash : reader.salted(job.applicationId, hash);
}

/** A spoilt card may show a person, so that looking at its photo is on record. */
export function showPhoto(
  { serial }: ParsedInput<'stock.photo'>,
  context: StockContext,
): Result<{ readonly jpeg: Uint8Array<ArrayBuffer> }> {
  const { actor, store } = context;
  const permitted = requirePermission(actor, 'stock.photo');
  if (!permitted.ok) return permitted;
  return store.commit(actor, (tx) => {
    const envelope = envelopeOf(tx, serial);
    if (!envelope.ok) return envelope;
    const jpeg = tx.envelopePhoto(envelope.value.number);
    if (jpeg === undefined) return fail('notFound', { what: 'photo' });
    tx.audit({
      action: 'stock.photoSeen',
      subject: { kind: 'blank', id: serial },
      outcome: 'ok',
      detail: { envelope: envelope.value.number },
    });
    return ok({ jpeg: new Uint8Array(jpeg) });
  });
}

export function envelopeOf(reader: Reader, serial: BlankSerial): Result<Envelope> {
  const envelope = reader.envelope(serial);
  return envelope === undefined ? fail('notFound', { what: 'envelope' }) : ok(envelope);
}
