/** The terminal's end of secure messaging: a channel within a channel. */

import type { Channel, TransferLimits } from '../channel.ts';
import { answered } from '../channel.ts';
import type { CipherSuite } from '../crypto/kdf.ts';
import { protectCommand } from './commands.ts';
import { openResponse, protectedLength } from './responses.ts';
import { blockLength, type SecureSession } from './session.ts';

/** Everything said through it belongs to one session; an answer that is not the session's own is `chip.malformed`. */
export function secureChannel(inner: Channel, session: SecureSession): Channel {
  const isExtended = inner.limits.responseData > 256;
  return {
    limits: limitsWithin(inner.limits, session.suite),
    transmit: async (command) => {
      const answer = await inner.transmit(protectCommand(session, command, isExtended));
      if (!answer.ok) return answer;
      const opened = openResponse(session, answer.value);
      return opened.ok ? opened : answered(opened.error);
    },
  };
}

function limitsWithin(outer: TransferLimits, suite: CipherSuite): TransferLimits {
  const responseData = fitting(outer.responseData, suite, (length) => protectedLength(suite, length));
  // A command carries DO'97' of up to four bytes where an answer carries DO'99' of four.
  const commandData = fitting(outer.commandData, suite, (length) => protectedLength(suite, length));
  return { commandData, responseData };
}

/** The longest data whose protected form fits `room`: one byte short of a whole number of blocks. */
function fitting(room: number, suite: CipherSuite, lengthOf: (dataLength: number) => number): number {
  const block = blockLength(suite);
  let length = Math.floor(room / block) * block - 1;
  while (length > 0 && lengthOf(length) > room) length -= block;
  return Math.max(length, 0);
}
