/** What an IPP message is made of once its bytes are read (RFC 8010 section 3). */

/** One value of an attribute, by its syntax (RFC 8010 section 3.9). */
export type IppValue =
  | { readonly kind: 'integer' | 'enum'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text' | 'name' | StringSyntax; readonly value: string }
  | { readonly kind: 'octets' | 'dateTime'; readonly value: Uint8Array }
  | { readonly kind: 'resolution'; readonly across: number; readonly along: number; readonly unit: 'dpi' | 'dpcm' }
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'collection'; readonly members: IppAttributes }
  /** `unsupported`, `unknown`, `no-value` and their like: the attribute is there and has no value (RFC 8010 section 3.5.2). */
  | { readonly kind: 'none'; readonly tag: number }
  /** A syntax that this client does not know, kept unread. */
  | { readonly kind: 'other'; readonly tag: number; readonly value: Uint8Array };

export type StringSyntax = 'keyword' | 'uri' | 'uriScheme' | 'charset' | 'naturalLanguage' | 'mimeMediaType';

/** Every attribute has at least one value. */
export type IppAttributes = ReadonlyMap<string, readonly IppValue[]>;

/** Delimiter tags of the groups (RFC 8010 section 3.5.1, RFC 3995 section 6). */
export const groupTags = {
  operation: 0x01,
  job: 0x02,
  printer: 0x04,
  unsupported: 0x05,
  subscription: 0x06,
  eventNotification: 0x07,
} as const;

export const endOfAttributes = 0x03;

export interface IppGroup {
  readonly tag: number;
  readonly attributes: IppAttributes;
}

export interface IppMessage {
  readonly version: { readonly major: number; readonly minor: number };
  /** The operation of a request, the status of a response. */
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly IppGroup[];
}

/** Value tags (RFC 8010 section 3.5.2). */
export const valueTags = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octets: 0x30,
  dateTime: 0x31,
  resolution: 0x32,
  range: 0x33,
  collection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endOfCollection: 0x37,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  uriScheme: 0x46,
  charset: 0x47,
  naturalLanguage: 0x48,
  mimeMediaType: 0x49,
  memberName: 0x4a,
} as const;
