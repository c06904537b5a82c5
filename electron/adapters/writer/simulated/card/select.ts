/** SELECT (ISO/IEC 7816-4 section 11.2.2): master file, applications by name, files by identifier. */

import { status, type CommandApdu, type ResponseApdu } from '../../../../core/chip/apdu.ts';
import { bytesOfHex, hexOf, uintBytes, uintOf } from '../../../../core/chip/bytes.ts';
import type { ChipApplication } from '../../../../core/chip/chip.ts';
import { applicationIds } from '../../../../core/chip/lds/files.ts';
import { encodeTlv } from '../../../../core/chip/lds/tlv.ts';
import { mayRead } from './access.ts';
import { reply, replyFitting } from './reply.ts';
import type { Chip } from './session.ts';
import { lifeCycleByte } from './state.ts';

const MASTER_FILE = 0x3f00;
/** The issuer security domain of GlobalPlatform: here the part of the card that is current after power-on. */
export const ISSUER_DOMAIN = 'A000000151000000';
/** ISO/IEC 7816-5: a name may be cut behind its registered provider, five bytes. */
const SHORTEST_NAME = 10;

const names: readonly (readonly [application: ChipApplication, name: string])[] = [
  ['master', ISSUER_DOMAIN],
  ['emrtd', applicationIds.emrtd],
  ['service', applicationIds.service],
];

/** P2: first or only occurrence; 00 answers FCI, 04 FCP, 0C nothing. */
const answerTags: ReadonlyMap<number, number | null> = new Map([
  [0x00, 0x6f],
  [0x04, 0x62],
  [0x0c, null],
]);

export function select(chip: Chip, command: CommandApdu): ResponseApdu {
  if (!answerTags.has(command.p2)) return reply(status.wrongParameters);
  switch (command.p1) {
    case 0x00:
      return selectByIdentifier(chip, command);
    case 0x02:
      return command.data.length === 2 ? selectFile(chip, command, uintOf(command.data)) : reply(status.wrongLength);
    case 0x04:
      return selectByName(chip, command);
    default:
      return reply(status.wrongParameters);
  }
}

function selectByIdentifier(chip: Chip, command: CommandApdu): ResponseApdu {
  if (command.data.length === 0) return selectApplication(chip, command, 'master');
  if (command.data.length !== 2) return reply(status.wrongLength);
  const fileId = uintOf(command.data);
  return fileId === MASTER_FILE ? selectApplication(chip, command, 'master') : selectFile(chip, command, fileId);
}

function selectByName(chip: Chip, command: CommandApdu): ResponseApdu {
  const wanted = hexOf(command.data);
  if (wanted.length > 32) return reply(status.wrongLength);
  // GlobalPlatform section 11.9.2.2: no name selects the issuer's own part.
  if (wanted.length === 0) return selectApplication(chip, command, 'master');
  if (wanted.length < SHORTEST_NAME) return reply(status.fileNotFound);
  const found = names.find(([, name]) => name.startsWith(wanted));
  return found === undefined ? reply(status.fileNotFound) : selectApplication(chip, command, found[0]);
}

function selectApplication(chip: Chip, command: CommandApdu, application: ChipApplication): ResponseApdu {
  const name = names.find(([candidate]) => candidate === application)?.[1] ?? '';
  const byFile = application === 'master' && command.p1 === 0x00;
  const identity = byFile ? encodeTlv(0x83, uintBytes(MASTER_FILE, 2)) : encodeTlv(0x84, bytesOfHex(name));
  const answer = selected(command, identity, encodeTlv(0x8a, lifeCycleByte(chip.card.applications[application])));
  if (answer.status !== status.ok) return answer;
  chip.session.application = application;
  chip.session.fileId = null;
  return answer;
}

function selectFile(chip: Chip, command: CommandApdu, fileId: number): ResponseApdu {
  const { session, card } = chip;
  // Before the question whether there is such a file: who may not read it does not learn that either.
  if (!mayRead(chip, session.application, fileId)) return reply(status.securityNotSatisfied);
  const application = card.applications[session.application];
  const file = application.files.get(fileId);
  if (file === undefined) return reply(status.fileNotFound);
  const answer = selected(
    command,
    encodeTlv(0x80, uintBytes(file.length, 2)),
    encodeTlv(0x83, uintBytes(fileId, 2)),
    encodeTlv(0x8a, lifeCycleByte(application)),
  );
  if (answer.status === status.ok) session.fileId = fileId;
  return answer;
}

function selected(command: CommandApdu, ...facts: readonly Uint8Array[]): ResponseApdu {
  const tag = answerTags.get(command.p2) ?? null;
  return tag === null ? reply(status.ok) : replyFitting(encodeTlv(tag, ...facts), command.expected);
}
