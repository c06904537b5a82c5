/** Names, identifiers and tags of the files that we write (Doc 9303-10 sections 3.11 and 4; ISO/IEC 7816-4). */

import type { ChipApplication } from '../chip.ts';

export interface FileKind {
  readonly application: ChipApplication;
  readonly fileId: number;
  readonly name: string;
}

/** A data group: its file, the tag it starts with (also its entry in EF.COM), its number in the security object. */
export interface GroupKind extends FileKind {
  readonly tag: number;
  readonly group: number;
}

export const groups = {
  DG1: { application: 'emrtd', fileId: 0x0101, name: 'EF.DG1', tag: 0x61, group: 1 },
  DG2: { application: 'emrtd', fileId: 0x0102, name: 'EF.DG2', tag: 0x75, group: 2 },
  DG11: { application: 'emrtd', fileId: 0x010b, name: 'EF.DG11', tag: 0x6b, group: 11 },
  DG12: { application: 'emrtd', fileId: 0x010c, name: 'EF.DG12', tag: 0x6c, group: 12 },
  DG14: { application: 'emrtd', fileId: 0x010e, name: 'EF.DG14', tag: 0x6e, group: 14 },
  DG15: { application: 'emrtd', fileId: 0x010f, name: 'EF.DG15', tag: 0x6f, group: 15 },
} as const satisfies Readonly<Record<string, GroupKind>>;

export const comFile = { application: 'emrtd', fileId: 0x011e, name: 'EF.COM' } as const satisfies FileKind;
export const sodFile = { application: 'emrtd', fileId: 0x011d, name: 'EF.SOD' } as const satisfies FileKind;
export const cardAccessFile = {
  application: 'master',
  fileId: 0x011c,
  name: 'EF.CardAccess',
} as const satisfies FileKind;
export const cardInfoFile = { application: 'master', fileId: 0x2f01, name: 'EF.ATR/INFO' } as const satisfies FileKind;
export const directoryFile = { application: 'master', fileId: 0x2f00, name: 'EF.DIR' } as const satisfies FileKind;
/** The reader record in the service application; the signed list of services stands beside it. */
export const readerRecordFile = {
  application: 'service',
  fileId: 0x0001,
  name: 'EF.READER',
} as const satisfies FileKind;
/** The signed list of services (core/service): a file of fixed size, so that a longer list finds its room later. */
export const serviceListFile = {
  application: 'service',
  fileId: 0x0002,
  name: 'EF.SERVICES',
} as const satisfies FileKind;
export const SERVICE_LIST_BYTES = 4096;
/** What a new card has of it: the length of no list. What stands behind means nothing, and is not sent. */
export const NO_SERVICE_LIST = Uint8Array.of(0, 0);

/**
 * Most bytes of one command and of one answer that our chips take, as EF.ATR/INFO states. The number is positive in two
 * bytes whether a reader takes them as signed or not.
 */
export const EXTENDED_LENGTH = { command: 32_767, response: 32_767 } as const;

/** READ BINARY addresses 15 bits (ISO/IEC 7816-4 section 11.2.2), so no file holds more. */
export const LARGEST_FILE = 32_767;

export const applicationIds: Readonly<Record<'emrtd' | 'service', string>> = {
  /** LDS1 eMRTD application (Doc 9303-10 section 4.1). */
  emrtd: 'A0000002471001',
  /** Proprietary, without registration: category F of ISO/IEC 7816-5, then `STARCARD` and a version. */
  service: 'F0535441524341524401',
};
