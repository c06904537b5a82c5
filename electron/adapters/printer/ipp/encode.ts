/** An IPP message as bytes (RFC 8010 section 3.1); what follows it in a request is the document. */

import { assertNever } from '../../../../shared/result.ts';
import { endOfAttributes, valueTags, type IppAttributes, type IppMessage, type IppValue } from './message.ts';

const utf8 = new TextEncoder();

/** Throws on what cannot be said in IPP, such as a name of 70,000 letters: only our own words are encoded. */
export function encodeMessage({ version, code, requestId, groups }: IppMessage): Uint8Array {
  const bytes: number[] = [version.major, version.minor, ...u16(code), ...i32(requestId)];
  for (const group of groups) {
    bytes.push(group.tag);
    for (const [name, values] of group.attributes) pushAttribute(bytes, name, values);
  }
  bytes.push(endOfAttributes);
  return Uint8Array.from(bytes);
}

function pushAttribute(bytes: number[], name: string, values: readonly IppValue[]): void {
  values.forEach((value, index) => pushValue(bytes, index === 0 ? name : '', value));
}

function pushValue(bytes: number[], name: string, value: IppValue): void {
  const isCollection = value.kind === 'collection';
  bytes.push(tagOf(value), ...sized(utf8.encode(name)), ...sized(isCollection ? new Uint8Array(0) : contentOf(value)));
  if (isCollection) pushMembers(bytes, value.members);
}

function pushMembers(bytes: number[], members: IppAttributes): void {
  for (const [name, values] of members) {
    bytes.push(valueTags.memberName, ...sized(utf8.encode('')), ...sized(utf8.encode(name)));
    for (const value of values) pushValue(bytes, '', value);
  }
  bytes.push(valueTags.endOfCollection, 0, 0, 0, 0);
}

function tagOf(value: IppValue): number {
  return value.kind === 'none' || value.kind === 'other' ? value.tag : valueTags[value.kind];
}

function contentOf(value: Exclude<IppValue, { kind: 'collection' }>): Uint8Array {
  switch (value.kind) {
    case 'integer':
    case 'enum':
      return Uint8Array.from(i32(value.value));
    case 'boolean':
      return Uint8Array.of(value.value ? 1 : 0);
    case 'octets':
    case 'dateTime':
    case 'other':
      return value.value;
    case 'resolution':
      return Uint8Array.of(...i32(value.across), ...i32(value.along), value.unit === 'dpi' ? 3 : 4);
    case 'range':
      return Uint8Array.of(...i32(value.low), ...i32(value.high));
    case 'none':
      return new Uint8Array(0);
    case 'text':
    case 'name':
    case 'keyword':
    case 'uri':
    case 'uriScheme':
    case 'charset':
    case 'naturalLanguage':
    case 'mimeMediaType':
      return utf8.encode(value.value);
    default:
      return assertNever(value);
  }
}

function sized(bytes: Uint8Array): readonly number[] {
  return [...u16(bytes.length), ...bytes];
}

function u16(value: number): readonly number[] {
  if (value > 0xffff) throw new RangeError('more than an IPP length can say');
  return [value >>> 8, value & 0xff];
}

function i32(value: number): readonly number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}
