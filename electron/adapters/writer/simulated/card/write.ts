/** CREATE FILE as passport applets take it, and UPDATE BINARY (ISO/IEC 7816-4 section 11.3.5): under the issuer's channel only. */

import { status, type CommandApdu, type ResponseApdu } from '../../../../core/chip/apdu.ts';
import { uintOf } from '../../../../core/chip/bytes.ts';
import { findValue, parseTlvs } from '../../../../core/chip/lds/tlv.ts';
import { hasIssuerAccess } from './access.ts';
import { addressed, addressedOdd, type Target } from './read.ts';
import { reply } from './reply.ts';
import type { Chip } from './session.ts';
import { MEMORY_BYTES, usedMemory, wear } from './state.ts';

/** `00 E0 0000 06 63 04` size, identifier. */
export function createFile(chip: Chip, command: CommandApdu): ResponseApdu {
  const { card, session } = chip;
  const application = card.applications[session.application];
  if (!hasIssuerAccess(chip)) return reply(status.securityNotSatisfied);
  if (application.lifeCycle === 'operational') return reply(status.conditionsNotSatisfied);
  if (command.p1 !== 0 || command.p2 !== 0) return reply(status.wrongParameters);
  if (command.data.length !== 6) return reply(status.wrongLength);
  const size = uintOf(command.data.subarray(2, 4));
  const fileId = uintOf(command.data.subarray(4));
  // ISO/IEC 7816-4 section 7.4.1: 3F00 is the master file, 3FFF the current one, FFFF and 0000 are set aside.
  const isReserved = [0x0000, 0x3f00, 0x3fff, 0xffff].includes(fileId);
  if (uintOf(command.data.subarray(0, 2)) !== 0x6304 || size === 0 || isReserved) return reply(status.wrongData);
  if (application.files.has(fileId)) return reply(status.fileExists);
  if (usedMemory(card) + size > MEMORY_BYTES) return reply(status.notEnoughMemory);
  if (!wear(card, 0, 1)) return reply(status.memoryFailure);
  application.files.set(fileId, new Uint8Array(size));
  application.lifeCycle = 'personalising';
  session.fileId = fileId;
  return reply(status.ok);
}

/** D6: by offset or short identifier. */
export function updateBinary(chip: Chip, command: CommandApdu): ResponseApdu {
  const refusal = refusedUpdate(chip);
  if (refusal !== null) return reply(refusal);
  if (command.data.length === 0) return reply(status.wrongLength);
  return overwrite(chip, addressed(chip, command), command.data);
}

/** D7: DO'54' with the offset, then DO'53' with the data. */
export function updateBinaryOdd(chip: Chip, command: CommandApdu): ResponseApdu {
  const refusal = refusedUpdate(chip);
  if (refusal !== null) return reply(refusal);
  const objects = parseTlvs(command.data, 'UPDATE BINARY');
  const offset = objects.ok ? findValue(objects.value, 0x54) : undefined;
  const data = objects.ok ? findValue(objects.value, 0x53) : undefined;
  if (!objects.ok || objects.value.length !== 2 || offset === undefined || data === undefined || data.length === 0)
    return reply(status.wrongData);
  if (offset.length === 0 || offset.length > 3) return reply(status.wrongData);
  return overwrite(chip, addressedOdd(chip, command, uintOf(offset)), data);
}

function refusedUpdate(chip: Chip): number | null {
  if (!hasIssuerAccess(chip)) return status.securityNotSatisfied;
  const { application } = chip.session;
  const isLocked = chip.card.applications[application].lifeCycle === 'operational';
  // The services of a card change during its life: that is what their application is for.
  const staysOpen = application === 'service' && chip.card.access === 'guarded';
  return isLocked && !staysOpen ? status.conditionsNotSatisfied : null;
}

function overwrite({ card, session }: Chip, target: Target, data: Uint8Array): ResponseApdu {
  if (target.kind === 'none') return reply(target.status);
  const { bytes, offset, fileId } = target;
  if (offset >= bytes.length) return reply(status.wrongOffset);
  if (offset + data.length > bytes.length) return reply(status.wrongLength);
  if (!wear(card, offset, data.length)) return reply(status.memoryFailure);
  const updated = bytes.slice();
  updated.set(data, offset);
  card.applications[session.application].files.set(fileId, updated);
  return reply(status.ok);
}
