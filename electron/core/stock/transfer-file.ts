/** The file that goes with blanks from one workstation to another: a C2SP signed note (docs/formats.md, Blank transfer). */

import { blankSerialSchema, type BlankSerial } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  ed25519KeyOf,
  parseNote,
  parseVerifierKey,
  signNote,
  verifiedText,
  verifierKey,
  type NoteKey,
} from '../audit/note.ts';
import type { Digest, Signer, Verifier } from '../ports.ts';

const FORMAT = 'starcard blank transfer v1';

export interface BlankTransfer {
  readonly id: string;
  /** `office/workstation` at either end. */
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly serials: readonly BlankSerial[];
}

/** The name that a workstation signs transfers by. */
export function keyNameOf(peer: string): string {
  return `starcard-stock/${peer}`;
}

/** What the other workstation has to be told beforehand. */
export function transferKey(digest: Digest, peer: string, signer: Signer): string {
  return verifierKey(digest, noteKeyOf(peer, signer));
}

function noteKeyOf(peer: string, signer: Signer): NoteKey {
  const publicKey = ed25519KeyOf(signer.publicKey());
  if (publicKey === undefined) throw new Error('transfers are signed with Ed25519');
  return { name: keyNameOf(peer), publicKey };
}

/** `office/workstation` of a verifier key for transfers; fails with `stock.peerKey`. */
export function peerOfKey(digest: Digest, text: string): Result<string> {
  const [, peer] = /^starcard-stock\/([^/]+\/[^/]+)$/.exec(parseVerifierKey(digest, text)?.name ?? '') ?? [];
  return peer === undefined ? fail('stock.peerKey', {}) : ok(peer);
}

/** Fails as the signer does. */
export function writeTransfer(transfer: BlankTransfer, digest: Digest, signer: Signer): Result<string> {
  const { id, from, to, at, serials } = transfer;
  const text = `${[FORMAT, id, from, to, at, String(serials.length), ...serials].join('\n')}\n`;
  const signed = signer.sign(new TextEncoder().encode(text));
  if (!signed.ok) return signed;
  return ok(signNote(digest, noteKeyOf(from, signer), text, () => signed.value));
}

/** The end that it says it comes from, unverified: to find the key by. */
export function claimedSender(file: string): string | undefined {
  return parseNote(file)?.text.split('\n')[2];
}

/** Fails with `stock.transferForged`, `stock.transferForm` (the line that is wrong, counted from 1). */
export function readTransfer(
  file: string,
  peer: { readonly name: string; readonly verifierKey: string },
  digest: Digest,
  verifier: Verifier,
): Result<BlankTransfer> {
  const key = parseVerifierKey(digest, peer.verifierKey);
  const text = key === undefined ? undefined : verifiedText(digest, verifier, key, file);
  if (text === undefined) return fail('stock.transferForged', { peer: peer.name });
  const lines = text.split('\n').slice(0, -1);
  const [format, id = '', from = '', to = '', at = '', count, ...rest] = lines;
  if (format !== FORMAT) return fail('stock.transferForm', { line: 1 });
  if (!/^[0-9a-f]{32}$/.test(id)) return fail('stock.transferForm', { line: 2 });
  if (from !== peer.name) return fail('stock.transferForged', { peer: peer.name });
  if (count !== String(rest.length) || rest.length === 0) return fail('stock.transferForm', { line: 6 });
  const serials: BlankSerial[] = [];
  for (const [index, line] of rest.entries()) {
    const serial = blankSerialSchema.safeParse(line);
    if (!serial.success || serials.includes(serial.data)) return fail('stock.transferForm', { line: index + 7 });
    serials.push(serial.data);
  }
  return ok({ id, from, to, at, serials });
}
