/** Reads bytes from left to right and never past their end. The first thing that is wrong is kept; all after it is empty. */

/** Why a device's answer cannot be an IPP message, or is more than a printer has to say. */
export type Flaw =
  | 'truncated'
  | 'tooLarge'
  | 'tooManyGroups'
  | 'tooManyAttributes'
  | 'tooManyValues'
  | 'nestedTooDeep'
  | 'badVersion'
  | 'badGroup'
  | 'badName'
  | 'badValue'
  | 'badCollection'
  | 'foreignRequestId';

const nothing = new Uint8Array(0);

export class Cursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;
  #flaw: Flaw | null = null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get flaw(): Flaw | null {
    return this.#flaw;
  }

  refuse(flaw: Flaw): void {
    this.#flaw ??= flaw;
  }

  u8(): number {
    return this.#has(1) ? this.#view.getUint8(this.#advance(1)) : 0;
  }

  u16(): number {
    return this.#has(2) ? this.#view.getUint16(this.#advance(2)) : 0;
  }

  i32(): number {
    return this.#has(4) ? this.#view.getInt32(this.#advance(4)) : 0;
  }

  /** The next `count` bytes, without a copy. */
  take(count: number): Uint8Array {
    if (!this.#has(count)) return nothing;
    const start = this.#advance(count);
    return this.#bytes.subarray(start, start + count);
  }

  #has(count: number): boolean {
    if (this.#flaw !== null) return false;
    if (this.#at + count <= this.#bytes.length) return true;
    this.refuse('truncated');
    return false;
  }

  #advance(count: number): number {
    const start = this.#at;
    this.#at += count;
    return start;
  }
}
