/**
 * The card's side of `core/officer-card/piv.ts`, for training and tests: the PIV application with the key of 9A alone. As
 * strict as a card: it must be selected first, the key signs only after the PIN, and wrong PINs are counted before they
 * are answered (NIST SP 800-73-5 part 2).
 */

import { p256 } from '@noble/curves/nist.js';
import { encodeResponse, parseCommand, status, type CommandApdu } from '../../../../core/chip/apdu.ts';
import { bytesEqual, bytesOfHex, concatBytes, uintBytes } from '../../../../core/chip/bytes.ts';
import { signatureToDer } from '../../../../core/chip/lds/p256.ts';
import { encodeTlv, findValue, parseTlvs } from '../../../../core/chip/lds/tlv.ts';
import { ALGORITHM, KEY, PIN } from '../../../../core/officer-card/piv.ts';

export const TRIES = 3;

/** What outlives power. */
export interface OfficerCardState {
  /** Of 9A, 32 bytes. */
  readonly secret: Uint8Array;
  /** DER, of the key of 9A. */
  readonly certificate: Uint8Array;
  readonly pin: string;
  triesLeft: number;
}

const APPLICATION = bytesOfHex('A000000308000010000100');
const SHORTEST_NAME = 9;
const CERTIFICATE = bytesOfHex('5FC105');
const ANSWER = 256;
const NOTHING = new Uint8Array();

interface Contact {
  readonly card: OfficerCardState;
  isSelected: boolean;
  isOpen: boolean;
  /** What GET RESPONSE gives next. */
  rest: Uint8Array;
}

/** The card with power: nothing is selected, no PIN was given. */
export function powerOfficerCard(card: OfficerCardState): (command: Uint8Array) => Uint8Array {
  const contact: Contact = { card, isSelected: false, isOpen: false, rest: NOTHING };
  return (bytes) => {
    const command = parseCommand(bytes);
    if (!command.ok) return encodeResponse(status.wrongLength);
    if (command.value.cla !== 0x00) return encodeResponse(status.wrongClass);
    return answer(contact, command.value);
  };
}

function answer(contact: Contact, command: CommandApdu): Uint8Array {
  if (command.ins === 0xc0) return inPieces(contact, contact.rest);
  contact.rest = NOTHING;
  if (command.ins === 0xa4) return select(contact, command);
  if (!contact.isSelected) return encodeResponse(status.conditionsNotSatisfied);
  switch (command.ins) {
    case 0xcb:
      return getData(contact, command);
    case 0x20:
      return verify(contact, command);
    case 0x87:
      return authenticate(contact, command);
    default:
      return encodeResponse(status.wrongInstruction);
  }
}

function select(contact: Contact, { p1, p2, data }: CommandApdu): Uint8Array {
  if (p1 !== 0x04 || p2 !== 0x00) return encodeResponse(status.wrongParameters);
  const isOurs = data.length >= SHORTEST_NAME && bytesEqual(data, APPLICATION.subarray(0, data.length));
  // Section 3.1.1: a PIN that was given is forgotten where another application is selected, and kept by our own.
  contact.isOpen &&= isOurs;
  contact.isSelected = isOurs;
  if (!isOurs) return encodeResponse(status.fileNotFound);
  const name = encodeTlv(0x4f, APPLICATION.subarray(5));
  const authority = encodeTlv(0x79, encodeTlv(0x4f, APPLICATION.subarray(0, 5)));
  return inPieces(contact, encodeTlv(0x61, name, authority));
}

function getData(contact: Contact, { p1, p2, data }: CommandApdu): Uint8Array {
  if (p1 !== 0x3f || p2 !== 0xff) return encodeResponse(status.wrongParameters);
  if (!bytesEqual(data, encodeTlv(0x5c, CERTIFICATE))) return encodeResponse(status.fileNotFound);
  const { certificate } = contact.card;
  const object = concatBytes(encodeTlv(0x70, certificate), encodeTlv(0x71, uintBytes(0, 1)), encodeTlv(0xfe));
  return inPieces(contact, encodeTlv(0x53, object));
}

function verify(contact: Contact, { p1, p2, data }: CommandApdu): Uint8Array {
  const { card } = contact;
  if (p2 !== PIN) return encodeResponse(status.dataNotFound);
  if (p1 === 0xff && data.length === 0) {
    contact.isOpen = false;
    return encodeResponse(status.ok);
  }
  if (p1 !== 0x00) return encodeResponse(status.wrongParameters);
  // Section 3.2.1: without a PIN it says how it stands.
  if (data.length === 0) return encodeResponse(contact.isOpen ? status.ok : standing(card));
  if (card.triesLeft === 0) return encodeResponse(status.authenticationBlocked);
  if (data.length !== 8) return encodeResponse(status.wrongData);
  const right = Uint8Array.from({ length: 8 }, (_, index) => card.pin.codePointAt(index) ?? 0xff);
  contact.isOpen = bytesEqual(data, right);
  card.triesLeft = contact.isOpen ? TRIES : card.triesLeft - 1;
  return encodeResponse(contact.isOpen ? status.ok : standing(card));
}

function standing({ triesLeft }: OfficerCardState): number {
  return triesLeft === 0 ? status.authenticationBlocked : 0x63c0 + triesLeft;
}

function authenticate(contact: Contact, { p1, p2, data }: CommandApdu): Uint8Array {
  if (p1 !== ALGORITHM || p2 !== KEY) return encodeResponse(status.wrongParameters);
  if (!contact.isOpen) return encodeResponse(status.securityNotSatisfied);
  const template = parseTlvs(data, 'template');
  const inner = template.ok ? parseTlvs(findValue(template.value, 0x7c) ?? NOTHING, 'template') : template;
  const digest = inner.ok ? findValue(inner.value, 0x81) : undefined;
  const isAsked = inner.ok && findValue(inner.value, 0x82)?.length === 0;
  if (digest?.length !== 32 || !isAsked) return encodeResponse(status.wrongData);
  const signature = signatureToDer(p256.sign(digest, contact.card.secret, { lowS: false, prehash: false }));
  return inPieces(contact, encodeTlv(0x7c, encodeTlv(0x82, signature)));
}

/** ISO/IEC 7816-4 section 5.3.4: at most 256 bytes at once, and 61XX where there is more. */
function inPieces(contact: Contact, data: Uint8Array): Uint8Array {
  contact.rest = data.slice(ANSWER);
  const more = Math.min(contact.rest.length, ANSWER);
  return encodeResponse(more === 0 ? status.ok : 0x6100 + (more % 256), data.slice(0, ANSWER));
}
