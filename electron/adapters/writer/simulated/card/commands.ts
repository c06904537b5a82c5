/** Which part of the card carries a command out, once it is plain. */

import { status, type CommandApdu, type ResponseApdu } from '../../../../core/chip/apdu.ts';
import { encodeTlv } from '../../../../core/chip/lds/tlv.ts';
import { getChallenge, mutualAuthenticate } from './basic-access.ts';
import { announceChipAuthentication, continueChipAuthentication } from './chip-authentication.ts';
import { internalAuthenticate } from './internal-authenticate.ts';
import { initializeUpdate, putKey } from './issuer.ts';
import { putData } from './keys.ts';
import { announcePace, continuePace } from './pace.ts';
import { readBinary, readBinaryOdd } from './read.ts';
import { reply, replyFitting } from './reply.ts';
import { select } from './select.ts';
import type { Chip } from './session.ts';
import { createFile, updateBinary, updateBinaryOdd } from './write.ts';

const PROPRIETARY = 0x80;
const GENERAL_AUTHENTICATE = 0x86;

/** Unfinished protocols are good for the very next command only, so each command takes them away first. */
export function execute(chip: Chip, command: CommandApdu, isChained: boolean): ResponseApdu {
  const { session } = chip;
  const { challenge, pace, isChipAuthenticationAnnounced } = session;
  session.challenge = null;
  session.pace = null;
  session.isChipAuthenticationAnnounced = false;
  // PACE is the one protocol here whose commands are chained (Doc 9303-11 section 4.4.4.2).
  if (isChained && command.ins !== GENERAL_AUTHENTICATE) return reply(status.noChaining);
  if ((command.cla & PROPRIETARY) !== 0) return proprietary(chip, command);
  switch (command.ins) {
    case 0xa4:
      return select(chip, command);
    case 0xb0:
      return readBinary(chip, command);
    case 0xb1:
      return readBinaryOdd(chip, command);
    case 0xd6:
      return updateBinary(chip, command);
    case 0xd7:
      return updateBinaryOdd(chip, command);
    case 0xe0:
      return createFile(chip, command);
    case 0xda:
      return putData(chip, command);
    case 0x84:
      return getChallenge(chip, command);
    case 0x82:
      return mutualAuthenticate(chip, command, challenge);
    case 0x88:
      return internalAuthenticate(chip, command);
    case 0x22:
      return setEnvironment(chip, command);
    case GENERAL_AUTHENTICATE:
      if (command.p1 !== 0 || command.p2 !== 0) return reply(status.wrongParameters);
      if (pace !== null) return continuePace(chip, pace, command, isChained);
      if (isChipAuthenticationAnnounced) return continueChipAuthentication(chip, command);
      return reply(status.conditionsNotSatisfied);
    default:
      return reply(status.wrongInstruction);
  }
}

/** MANAGE SECURITY ENVIRONMENT (ISO/IEC 7816-4 section 11.5.11): P1 P2 say for which protocol. */
function setEnvironment(chip: Chip, command: CommandApdu): ResponseApdu {
  switch (command.p1 * 256 + command.p2) {
    case 0xc1a4:
      return announcePace(chip, command);
    case 0x41a4:
      return announceChipAuthentication(chip, command);
    default:
      return reply(status.wrongParameters);
  }
}

function proprietary(chip: Chip, command: CommandApdu): ResponseApdu {
  switch (command.ins) {
    case 0xca:
      return getData(chip, command);
    case 0x50:
      return initializeUpdate(chip, command);
    case 0xd8:
      return putKey(chip, command);
    default:
      return reply(status.wrongInstruction);
  }
}

/** Production data and key information (GlobalPlatform Card Specification section 11.3), of the issuer's part of the card. */
function getData({ card, session }: Chip, command: CommandApdu): ResponseApdu {
  if (session.application !== 'master') return reply(status.dataNotFound);
  switch (command.p1 * 256 + command.p2) {
    case 0x9f7f:
      return replyFitting(encodeTlv(0x9f7f, card.production), command.expected);
    case 0x00e0: {
      const { version } = card.issuer.keys;
      const templates = [1, 2, 3].map((key) => encodeTlv(0xc0, Uint8Array.of(key, version, 0x88, 16)));
      return replyFitting(encodeTlv(0xe0, ...templates), command.expected);
    }
    default:
      return reply(status.dataNotFound);
  }
}
