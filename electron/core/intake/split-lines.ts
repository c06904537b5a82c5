/** Cuts a stream of bytes into lines without ever holding more than one of bounded length. */

/** One physical line, counted from 1. `endsAt`: bytes of the stream up to and including its end. */
export type Line =
  | { readonly kind: 'line'; readonly number: number; readonly bytes: Uint8Array; readonly endsAt: number }
  /** A line longer than allowed, skipped to its end. */
  | { readonly kind: 'tooLong'; readonly number: number; readonly endsAt: number }
  /** Still skipping: said once a chunk, so that whoever listens may give up on a line without end. */
  | { readonly kind: 'skipping'; readonly endsAt: number };

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = [0xef, 0xbb, 0xbf];
/** Room for the byte order mark and the carriage return, which are no part of the line. */
const margin = 4;

/**
 * Lines end with LF or CRLF; the last may do without. A byte order mark at the start of the stream is taken off.
 * Memory is bounded by one chunk and one line of `longestBytes`.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, longestBytes: number): AsyncGenerator<Line> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let isTooLong = false;
  let number = 0;
  let position = 0;

  function take(piece: Uint8Array): void {
    held += piece.length;
    isTooLong ||= held > longestBytes + margin;
    if (isTooLong) pieces = [];
    // The stream may reuse its buffer, and a small slice must not keep a large chunk alive.
    else if (piece.length > 0) pieces.push(piece.slice());
  }

  function finish(endsAt: number): Line {
    number += 1;
    const bytes = withoutEnds(join(pieces), number === 1);
    const fits = !isTooLong && bytes.length <= longestBytes;
    pieces = [];
    held = 0;
    isTooLong = false;
    return fits ? { kind: 'line', number, bytes, endsAt } : { kind: 'tooLong', number, endsAt };
  }

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      take(chunk.subarray(start, end));
      start = end + 1;
      yield finish(position + start);
    }
    take(chunk.subarray(start));
    position += chunk.length;
    if (isTooLong) yield { kind: 'skipping', endsAt: position };
  }
  if (held > 0) yield finish(position);
}

function withoutEnds(line: Uint8Array, isFirst: boolean): Uint8Array {
  const start = isFirst && byteOrderMark.every((byte, index) => line[index] === byte) ? byteOrderMark.length : 0;
  const end = line.at(-1) === carriageReturn ? line.length - 1 : line.length;
  return line.subarray(start, Math.max(start, end));
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const whole = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
