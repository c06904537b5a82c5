/** IPP on the wire: what is written is read again, and what no printer may send is refused with the flaw it has. */

import { describe, expect, test } from 'vitest';
import { decodeResponse, limits } from '../../../electron/adapters/printer/ipp/decode.ts';
import { encodeMessage } from '../../../electron/adapters/printer/ipp/encode.ts';
import { groupTags, valueTags, type IppValue } from '../../../electron/adapters/printer/ipp/message.ts';
import { attributes, integer } from '../../../electron/adapters/printer/ipp/values.ts';
import { everySyntax, everySyntaxBytes, jobDone, jobDoneBytes, requestId } from './ipp-samples.ts';

test('every syntax is read as it was written', () => {
  expect(decodeResponse(everySyntaxBytes, requestId)).toEqual({ ok: true, value: everySyntax });
});

test('the bytes are those of RFC 8010 appendix A.1, with the words of ours', () => {
  const request = {
    version: { major: 2, minor: 0 },
    code: 0x000b,
    requestId: 1,
    groups: [
      {
        tag: groupTags.operation,
        attributes: attributes(['attributes-charset', { kind: 'charset', value: 'utf-8' }], ['limit', integer(258)]),
      },
    ],
  };

  expect(Buffer.from(encodeMessage(request)).toString('latin1')).toBe(
    '\x02\x00\x00\x0b\x00\x00\x00\x01' +
      '\x01\x47\x00\x12attributes-charset\x00\x05utf-8\x21\x00\x05limit\x00\x04\x00\x00\x01\x02' +
      '\x03',
  );
});

/** Header of an answer to our request, and what the test puts behind it. */
function answer(...parts: readonly (number | string)[]): Uint8Array {
  const bytes = parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part, 'latin1')]));
  return Uint8Array.from([2, 0, 0, 0, 0, 0, 0, requestId, ...bytes]);
}

const named = (tag: number, name: string, value: string): string =>
  String.fromCharCode(tag, 0, name.length) + name + String.fromCharCode(0, value.length) + value;

function nested(depth: number): string {
  const begin = named(valueTags.memberName, '', 'm') + named(valueTags.collection, '', '');
  const end = named(valueTags.endOfCollection, '', '');
  return named(valueTags.collection, 'deep', '') + begin.repeat(depth - 1) + end.repeat(depth);
}

const printer = groupTags.printer;
const end = 3;

describe('refuses', () => {
  test.each<[flaw: string, bytes: Uint8Array]>([
    ['truncated', new Uint8Array(0)],
    ['truncated', jobDoneBytes.subarray(0, -1)],
    ['truncated', jobDoneBytes.subarray(0, 40)],
    ['tooLarge', new Uint8Array(limits.bytes + 1)],
    ['badVersion', Uint8Array.from([9, 0, 0, 0, 0, 0, 0, requestId, end])],
    ['badVersion', new TextEncoder().encode('<html><body>404</body></html>')],
    ['foreignRequestId', encodeMessage({ ...jobDone, requestId: requestId + 1 })],
    ['badGroup', answer(0, end)],
    ['badGroup', answer(named(valueTags.integer, 'a', '\0\0\0\x01'), end)],
    ['badName', answer(printer, named(valueTags.integer, '', '\0\0\0\x01'), end)],
    ['badName', answer(printer, named(valueTags.integer, 'no spaces', '\0\0\0\x01'), end)],
    ['badValue', answer(printer, named(valueTags.integer, 'a', '\x01'), end)],
    ['badValue', answer(printer, named(valueTags.boolean, 'a', '\x02'), end)],
    ['badValue', answer(printer, named(valueTags.keyword, 'a', 'tab\there'), end)],
    ['badValue', answer(printer, named(valueTags.resolution, 'a', '\0\0\x01\x2c\0\0\x01\x2c\x09'), end)],
    ['badValue', answer(printer, named(valueTags.nameWithLanguage, 'a', '\0\x02en\0\x09abc'), end)],
    ['badValue', answer(printer, named(valueTags.endOfCollection, 'a', ''), end)],
    ['badCollection', answer(printer, named(valueTags.collection, 'a', 'x'), end)],
    ['badCollection', answer(printer, named(valueTags.collection, 'a', ''), end)],
    [
      'badCollection',
      answer(printer, named(valueTags.collection, 'a', ''), named(valueTags.integer, '', '\0\0\0\x01')),
    ],
    ['nestedTooDeep', answer(printer, nested(limits.nesting + 1), end)],
    ['nestedTooDeep', answer(printer, nested(50_000), end)],
    ['tooManyGroups', answer(...manyGroups(limits.groups + 1), end)],
    ['tooManyAttributes', answer(printer, ...manyAttributes(limits.attributes + 1), end)],
    ['tooManyValues', answer(printer, named(valueTags.boolean, 'a', '\x01'), ...manyValues(limits.values), end)],
  ])('%s', (flaw, bytes) => {
    expect(decodeResponse(bytes, requestId)).toEqual({
      ok: false,
      error: { kind: 'printer.badAnswer', data: { reason: flaw } },
    });
  });

  test('nothing that is as deep and as large as it may be', () => {
    const deep = answer(printer, nested(limits.nesting), end);

    expect(decodeResponse(deep, requestId).ok).toBe(true);
  });
});

function manyGroups(count: number): readonly number[] {
  return Array.from({ length: count }, () => printer);
}

function manyAttributes(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => named(valueTags.boolean, `a${index}`, '\x01'));
}

function manyValues(count: number): readonly string[] {
  return Array.from({ length: count }, () => named(valueTags.boolean, '', '\x01'));
}

test('wrong letters in words for people are shown as such', () => {
  const bytes = answer(printer, named(valueTags.text, 'printer-info', 'caf\xe9'), end);
  const read = decodeResponse(bytes, requestId);
  const expected: IppValue = { kind: 'text', value: 'caf\ufffd' };

  expect(read.ok && read.value.groups[0]?.attributes.get('printer-info')).toEqual([expected]);
});

test('of an attribute that stands twice in a group, the first counts', () => {
  const twice = named(valueTags.boolean, 'a', '\x01') + named(valueTags.boolean, 'a', '\x00');
  const read = decodeResponse(answer(printer, twice, end), requestId);

  expect(read.ok && read.value.groups[0]?.attributes).toEqual(new Map([['a', [{ kind: 'boolean', value: true }]]]));
});

test('a group and a syntax of a later standard do no harm', () => {
  const bytes = answer(0x0a, named(valueTags.boolean, 'x', '\x01'), printer, named(0x7e, 'later', 'abc'), end);
  const read = decodeResponse(bytes, requestId);

  expect(read.ok && read.value.groups.map(({ tag }) => tag)).toEqual([printer]);
});
