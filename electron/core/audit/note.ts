/** Signed notes of C2SP (signed-note.md): a text, a blank line, signature lines. Ed25519, signature type 0x01. */

import type { Digest, Verifier } from '../ports.ts';
import { concatBytes, utf8Bytes } from '../chip/bytes.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { sameBytes, toHex } from './merkle.ts';

/** The signature type byte of plain Ed25519 (signed-note, "Signature types"). */
const ED25519_TYPE = 0x01;
/** That of a timestamped Ed25519 cosignature (tlog-cosignature, "cosignature/v1"). */
export const COSIGNATURE_TYPE = 0x04;
type KeyType = typeof ED25519_TYPE | typeof COSIGNATURE_TYPE;
const KEY_ID_BYTES = 4;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** DER of SubjectPublicKeyInfo for Ed25519 up to the key itself (RFC 8410 section 4). */
const SPKI_PREFIX = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);
/** A verifier must take 16 signatures at least; more than these are nobody's honest note. */
const MAX_SIGNATURES = 100;

/** Whose signature it is to be: the name as in the signature line, and the 32-byte Ed25519 public key. */
export interface NoteKey {
  readonly name: string;
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Note {
  /** Ends in a newline; without the separating blank line. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Non-empty, no Unicode space, no plus sign, no control character. */
export function isKeyName(name: string): boolean {
  return /^[^\s\p{Z}\p{Cc}+]+$/u.test(name);
}

/** The 32 key bytes inside a DER SubjectPublicKeyInfo; `undefined` when it is no Ed25519 key. */
export function ed25519KeyOf(spki: Uint8Array): Uint8Array | undefined {
  const isEd25519 =
    spki.length === SPKI_PREFIX.length + KEY_BYTES && sameBytes(spki.slice(0, SPKI_PREFIX.length), SPKI_PREFIX);
  return isEd25519 ? spki.slice(SPKI_PREFIX.length) : undefined;
}

export function spkiOf(key: NoteKey): Uint8Array {
  return Uint8Array.of(...SPKI_PREFIX, ...key.publicKey);
}

/** SHA-256(name || 0x0A || type || public key), the first four bytes. */
export function keyId(digest: Digest, key: NoteKey, type: KeyType = ED25519_TYPE): Uint8Array {
  const known = type === ED25519_TYPE ? keyIds.get(key) : undefined;
  if (known !== undefined) return known;
  const input = concatBytes(utf8Bytes(`${key.name}\n`), Uint8Array.of(type), key.publicKey);
  const id = digest.sha256(input).slice(0, KEY_ID_BYTES);
  if (type === ED25519_TYPE) keyIds.set(key, id);
  return id;
}

/** A log asks for the same one with every signature. */
const keyIds = new WeakMap<NoteKey, Uint8Array>();

/** `<name>+<key id, 8 hex digits>+<base64(type || key)>`: the form in which verifiers are told whom to trust. */
export function verifierKey(digest: Digest, key: NoteKey, type: KeyType = ED25519_TYPE): string {
  return `${key.name}+${toHex(keyId(digest, key, type))}+${toBase64(Uint8Array.of(type, ...key.publicKey))}`;
}

/** `undefined` unless the text is a verifier key of that type whose id fits its name and key. */
export function parseVerifierKey(digest: Digest, text: string, type: KeyType = ED25519_TYPE): NoteKey | undefined {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim()) ?? [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (name === undefined || bytes === undefined || !isKeyName(name)) return undefined;
  if (bytes.length !== 1 + KEY_BYTES || bytes[0] !== type) return undefined;
  const key = { name, publicKey: bytes.slice(1) };
  return toHex(keyId(digest, key, type)) === id ? key : undefined;
}

/** The whole note with one signature. `sign` makes the 64 bytes of RFC 8032 over the text. Throws on a text that no note can hold. */
export function signNote(digest: Digest, key: NoteKey, text: string, sign: (text: Uint8Array) => Uint8Array): string {
  if (!isNoteText(text) || !isKeyName(key.name)) throw new Error('not a text or key name of a signed note');
  return `${text}\n${signatureLine(key.name, concatBytes(keyId(digest, key), sign(utf8Bytes(text))))}`;
}

/** The note with one more signature line at its end. */
export function addSignature(
  digest: Digest,
  key: NoteKey,
  note: string,
  sign: (text: Uint8Array) => Uint8Array,
): string {
  const signature = sign(utf8Bytes(note.slice(0, note.lastIndexOf('\n\n') + 1)));
  return `${note}${signatureLine(key.name, concatBytes(keyId(digest, key), signature))}`;
}

/** `— <name> <base64(key id || signature)>` and its newline. */
export function signatureLine(name: string, bytes: Uint8Array): string {
  return `\u2014 ${name} ${toBase64(bytes)}\n`;
}

export function sameKey(one: NoteKey, other: NoteKey): boolean {
  return one.name === other.name && sameBytes(one.publicKey, other.publicKey);
}

/** Takes a note apart; `undefined` when it is not one. Nothing is verified yet. */
export function parseNote(note: string): Note | undefined {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2).split('\n');
  if (end < 0 || lines.pop() !== '' || lines.length === 0 || lines.length > MAX_SIGNATURES || !isNoteText(text))
    return undefined;
  const signatures = lines.map(parseSignature);
  return signatures.every((signature) => signature !== undefined) ? { text, signatures } : undefined;
}

/**
 * The text, when the key signed it. Signatures of others are ignored, as the specification asks; a wrong one under
 * the known name and id spoils the whole note.
 */
export function verifiedText(digest: Digest, verifier: Verifier, key: NoteKey, note: string): string | undefined {
  const parsed = parseNote(note);
  if (parsed === undefined) return undefined;
  const id = keyId(digest, key);
  const ours = parsed.signatures.filter((line) => line.name === key.name && sameBytes(line.keyId, id));
  const text = utf8Bytes(parsed.text);
  const spki = spkiOf(key);
  const good = ours.every(
    (line) => line.signature.length === SIGNATURE_BYTES && verifier.verify('Ed25519', spki, text, line.signature),
  );
  return ours.length > 0 && good ? parsed.text : undefined;
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name, encoded] = /^\u2014 (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (name === undefined || bytes === undefined || bytes.length <= KEY_ID_BYTES || !isKeyName(name)) return undefined;
  return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
}

function isNoteText(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the specification names the control characters
  return text.endsWith('\n') && !/[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u.test(text);
}
