/** Cosignatures of witnesses (C2SP tlog-cosignature, cosignature/v1): "I saw this tree at that time, and no other". */

import { concatBytes, uintOf, utf8Bytes } from '../chip/bytes.ts';
import type { Digest, Verifier } from '../ports.ts';
import { sameBytes } from './merkle.ts';
import { COSIGNATURE_TYPE, keyId, parseNote, signatureLine, spkiOf, type NoteKey } from './note.ts';

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;
const UINT32 = 2 ** 32;

/** The note with the witness's line at its end. `seconds`: POSIX time, whole. */
export function cosign(
  digest: Digest,
  witness: NoteKey,
  note: string,
  seconds: number,
  sign: (message: Uint8Array) => Uint8Array,
): string {
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
  const signature = sign(message(text, seconds));
  const id = keyId(digest, witness, COSIGNATURE_TYPE);
  return `${note}${signatureLine(witness.name, concatBytes(id, timeBytes(seconds), signature))}`;
}

/** When the witness signed, in POSIX seconds; `undefined` where it did not, or a line of its name and key is not good. */
export function cosignedAt(digest: Digest, verifier: Verifier, witness: NoteKey, note: string): number | undefined {
  const parsed = parseNote(note);
  if (parsed === undefined) return undefined;
  const id = keyId(digest, witness, COSIGNATURE_TYPE);
  const spki = spkiOf(witness);
  const times = parsed.signatures
    .filter((line) => line.name === witness.name && sameBytes(line.keyId, id))
    .map(({ signature }) => {
      if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined;
      const seconds = uintOf(signature.slice(0, 4)) * UINT32 + uintOf(signature.slice(4, TIME_BYTES));
      const isGood = verifier.verify('Ed25519', spki, message(parsed.text, seconds), signature.slice(TIME_BYTES));
      return isGood ? seconds : undefined;
    });
  return times.includes(undefined) ? undefined : times[0];
}

function message(text: string, seconds: number): Uint8Array {
  return utf8Bytes(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/** Unsigned 64 bits, big-endian. */
function timeBytes(seconds: number): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(seconds / UINT32));
  view.setUint32(4, seconds % UINT32);
  return bytes;
}
