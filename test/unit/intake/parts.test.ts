import { describe, expect, test } from 'vitest';
import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from '../../../electron/core/intake/base64.ts';
import { splitLines, type Line } from '../../../electron/core/intake/split-lines.ts';
import { parseStrictJson } from '../../../electron/core/intake/strict-json.ts';
import { chanceOf } from '../../../electron/core/sample/chance.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('base64', () => {
  test('both alphabets agree with the platform for every length', () => {
    const chance = chanceOf(1, 0);
    const samples = Array.from({ length: 300 }, (_, length) => Uint8Array.from({ length }, () => chance.int(256)));
    expect(samples.map(encodeBase64)).toEqual(samples.map((bytes) => Buffer.from(bytes).toString('base64')));
    expect(samples.map(encodeBase64Url)).toEqual(samples.map((bytes) => Buffer.from(bytes).toString('base64url')));
    expect(samples.map((bytes) => decodeBase64(encodeBase64(bytes)))).toEqual(samples);
    expect(samples.map((bytes) => decodeBase64Url(encodeBase64Url(bytes)))).toEqual(samples);
  });

  // RFC 4648 section 10 has QQ== for one byte; QR== would be the same byte with other spare bits.
  test.each(['QQ', 'QQ=', 'Q===', 'QR==', 'QQ==QQ==', 'Q Q=', 'QQ==\n', 'QUI-', 'ＱＱ=='])('%j is refused', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
  test.each(['QQ==', 'QR', 'Q', 'QUI+', 'Q.Q'])('%j is refused as base64url', (text) => {
    expect(decodeBase64Url(text)).toBeUndefined();
  });
});

describe('strict JSON', () => {
  test.each([
    '{}',
    '[]',
    '{"a":[{"b":1},{"b":2}],"b":"a:\\"b\\""}',
    '{"a":"\\\\","b":{"a":1}}',
    '"{\\"a\\":1,\\"a\\":1}"',
  ])('%s is read', (text) => {
    expect(parseStrictJson(bytesOf(text))).toEqual({ ok: true, value: JSON.parse(text) });
  });

  test.each([
    ['{"a":1,"a":1}', 'a'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['[{"x":{"b":1,"c":[],"b" : 2}}]', 'b'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    [`{"a"${' '.repeat(200)}:1,"a"\t\r\n:2}`, 'a'],
  ])('%s says the same name twice', (text, field) => {
    expect(parseStrictJson(bytesOf(text))).toEqual({
      ok: false,
      error: { kind: 'intake.schema', data: { field, problem: 'repeated_name' } },
    });
  });

  test('half a value, a byte order mark and what is not UTF-8 are refused', () => {
    const kinds = [bytesOf('{"a":'), bytesOf('\uFEFF{}'), Uint8Array.from([0x22, 0xff, 0x22])].map((bytes) => {
      const parsed = parseStrictJson(bytes);
      return parsed.ok ? 'ok' : parsed.error.kind;
    });
    expect(kinds).toEqual(['intake.schema', 'intake.schema', 'intake.notText']);
  });
});

describe('lines of a stream', () => {
  async function linesOf(text: string, chunkSize: number, longest: number): Promise<readonly Line[]> {
    const bytes = bytesOf(text);
    async function* chunks() {
      // One buffer, used again for each chunk, as some streams do.
      const buffer = new Uint8Array(chunkSize);
      for (let start = 0; start < bytes.length; start += chunkSize) {
        const piece = bytes.subarray(start, start + chunkSize);
        buffer.set(piece);
        yield await Promise.resolve(buffer.subarray(0, piece.length));
      }
    }
    const lines: Line[] = [];
    for await (const line of splitLines(chunks(), longest)) if (line.kind !== 'skipping') lines.push(line);
    return lines;
  }
  const show = (lines: readonly Line[]) =>
    lines.map((line) => (line.kind === 'line' ? new TextDecoder().decode(line.bytes) : line.kind));

  test.each([1, 2, 3, 7, 100])('are the same in chunks of %i', async (chunkSize) => {
    const text = '\uFEFFone\r\n\ntwo three\n\r\nfour-is-too-long\n12345678901\r\nlast';
    expect(show(await linesOf(text, chunkSize, 11))).toEqual([
      'one',
      '',
      'two three',
      '',
      'tooLong',
      '12345678901',
      'last',
    ]);
  });

  test('carry their number and where they end', async () => {
    expect(await linesOf('ab\nc', 100, 10)).toEqual([
      { kind: 'line', number: 1, bytes: bytesOf('ab'), endsAt: 3 },
      { kind: 'line', number: 2, bytes: bytesOf('c'), endsAt: 4 },
    ]);
  });

  test('the limit is exact', async () => {
    expect(show(await linesOf('12345\n123456\n', 4, 5))).toEqual(['12345', 'tooLong']);
  });
});
