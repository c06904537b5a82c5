/** Bytes of a response to an IPP message (RFC 8010), or the flaw that makes them none. Nothing a device sends throws. */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import { Cursor } from './cursor.ts';
import { readValue } from './decode-value.ts';
import {
  endOfAttributes,
  groupTags,
  valueTags,
  type IppAttributes,
  type IppGroup,
  type IppMessage,
  type IppValue,
} from './message.ts';

/** Far more than any printer says of itself, and little enough to hold. */
export const limits = { bytes: 1_048_576, groups: 4096, attributes: 4096, values: 16_384, nesting: 8 } as const;

const knownGroups: ReadonlySet<number> = new Set(Object.values(groupTags));
/** Delimiter tags end here; what is above is a value (RFC 8010 section 3.5.1). */
const lastDelimiter = 0x0f;
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const latin1 = new TextDecoder('latin1');

/** What has been read so far, against the limits. */
interface Count {
  attributes: number;
  values: number;
}

/** The response to the request of that id. Fails with `printer.badAnswer`, whose `reason` is a `Flaw`. */
export function decodeResponse(bytes: Uint8Array, requestId: number): Result<IppMessage> {
  if (bytes.length > limits.bytes) return fail('printer.badAnswer', { reason: 'tooLarge' });
  const cursor = new Cursor(bytes);
  const version = { major: cursor.u8(), minor: cursor.u8() };
  // RFC 8011 section 4.1.8: 1.x and 2.x; anything else is not IPP as we know it.
  if (cursor.flaw === null && version.major !== 1 && version.major !== 2) cursor.refuse('badVersion');
  const code = cursor.u16();
  const foundId = cursor.i32();
  if (cursor.flaw === null && foundId !== requestId) cursor.refuse('foreignRequestId');
  const groups = readGroups(cursor);
  if (cursor.flaw !== null) return fail('printer.badAnswer', { reason: cursor.flaw });
  return ok({ version, code, requestId: foundId, groups });
}

/** What follows the end tag is a document, and no response that we ask for has one: it is left unread. */
function readGroups(cursor: Cursor): readonly IppGroup[] {
  const groups: IppGroup[] = [];
  const count: Count = { attributes: 0, values: 0 };
  let tag = cursor.u8();
  while (cursor.flaw === null && tag !== endOfAttributes) {
    if (tag > lastDelimiter || tag === 0) cursor.refuse('badGroup');
    if (groups.length >= limits.groups) cursor.refuse('tooManyGroups');
    const group = readGroup(cursor, count);
    // Groups of a later standard are skipped over (RFC 8010 section 3.5.1).
    if (knownGroups.has(tag)) groups.push({ tag, attributes: group.attributes });
    tag = group.next;
  }
  return groups;
}

function readGroup(cursor: Cursor, count: Count): { readonly attributes: IppAttributes; readonly next: number } {
  const attributes = new Map<string, IppValue[]>();
  let values: IppValue[] | null = null;
  let tag = cursor.u8();
  while (cursor.flaw === null && tag > lastDelimiter) {
    const name = cursor.take(cursor.u16());
    if (name.length > 0) values = newAttribute(cursor, attributes, latin1.decode(name), count);
    const value = readAnyValue(cursor, tag, count, 0);
    // A value without a name belongs to the attribute before it; here there is none (RFC 8010 section 3.1.5).
    if (values === null) cursor.refuse('badName');
    else values.push(value);
    tag = cursor.u8();
  }
  return { attributes, next: tag };
}

function newAttribute(cursor: Cursor, into: Map<string, IppValue[]>, name: string, count: Count): IppValue[] {
  if (!namePattern.test(name)) cursor.refuse('badName');
  if ((count.attributes += 1) > limits.attributes) cursor.refuse('tooManyAttributes');
  const values: IppValue[] = [];
  // RFC 8010 section 3.1.3 forbids a name twice in a group, and printers do it all the same: the first one counts.
  if (!into.has(name)) into.set(name, values);
  return values;
}

function readAnyValue(cursor: Cursor, tag: number, count: Count, depth: number): IppValue {
  if ((count.values += 1) > limits.values) cursor.refuse('tooManyValues');
  const bytes = cursor.take(cursor.u16());
  if (tag !== valueTags.collection) return readValue(cursor, tag, bytes);
  if (bytes.length > 0) cursor.refuse('badCollection');
  if (depth >= limits.nesting) cursor.refuse('nestedTooDeep');
  return { kind: 'collection', members: readMembers(cursor, count, depth + 1) };
}

/** The members of a collection up to its end; each is a name as a value, and then its values (RFC 8010 section 3.1.6). */
function readMembers(cursor: Cursor, count: Count, depth: number): IppAttributes {
  const members = new Map<string, IppValue[]>();
  let values: IppValue[] | null = null;
  while (cursor.flaw === null) {
    const tag = cursor.u8();
    if (tag <= lastDelimiter || cursor.u16() !== 0) cursor.refuse('badCollection');
    if (tag === valueTags.endOfCollection) {
      if (cursor.u16() !== 0 || values?.length === 0) cursor.refuse('badCollection');
      return members;
    }
    if (tag === valueTags.memberName) {
      if (values?.length === 0) cursor.refuse('badCollection');
      values = newAttribute(cursor, members, latin1.decode(cursor.take(cursor.u16())), count);
    } else {
      const value = readAnyValue(cursor, tag, count, depth);
      if (values === null) cursor.refuse('badCollection');
      else values.push(value);
    }
  }
  return members;
}
