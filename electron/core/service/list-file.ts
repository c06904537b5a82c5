/** EF.SERVICES on the card: read whole, and written so that a tear leaves no list, never half of one. */

import type { Progress } from '../../../shared/model/device.ts';
import { error, ok } from '../../../shared/result.ts';
import { status } from '../chip/apdu.ts';
import { uintBytes } from '../chip/bytes.ts';
import { readWholeFile, selectFile, updateBinary } from '../chip/card-commands.ts';
import { answered, refusal, type Answer, type Channel } from '../chip/channel.ts';
import { SERVICE_LIST_BYTES, serviceListFile } from '../chip/lds/files.ts';
import { HEADER_BYTES, listLength } from './signed-list.ts';

/** The list in the card; empty where there is none. `service.notOnCard` where the card has no such file. */
export async function readList(channel: Channel): Promise<Answer<Uint8Array>> {
  const file = await readWholeFile(channel, serviceListFile, (start) => {
    const length = listLength(start.subarray(0, HEADER_BYTES), SERVICE_LIST_BYTES);
    return length.ok ? ok(length.value + HEADER_BYTES) : length;
  });
  if (!file.ok) return file;
  if (file.value === null) return answered(error('service.notOnCard', { missing: serviceListFile.name }));
  return ok(file.value.subarray(HEADER_BYTES));
}

/** The length goes to zero first and to its value last: in between there is no list. */
export async function writeList(
  channel: Channel,
  list: Uint8Array,
  onProgress: (progress: Progress) => void,
): Promise<Answer<void>> {
  const selected = await selectFile(channel, serviceListFile.fileId);
  if (!selected.ok) return selected;
  if (selected.value === null) return answered(error('service.notOnCard', { missing: serviceListFile.name }));
  const report = (done: number): void => onProgress({ step: 'write', done, total: list.length, unit: 'bytes' });
  report(0);
  const emptied = await updateBinary(channel, 0, uintBytes(0, HEADER_BYTES));
  if (!emptied.ok) return emptied;
  for (let offset = 0; offset < list.length; offset += channel.limits.commandData) {
    const block = list.subarray(offset, offset + channel.limits.commandData);
    const written = await updateBinary(channel, HEADER_BYTES + offset, block);
    if (!written.ok) return written;
    report(offset + block.length);
  }
  return updateBinary(channel, 0, uintBytes(list.length, HEADER_BYTES));
}

/** The chip's signature `r || s` over 32 bytes by its service key; `service.notOnCard` where it has none. */
export async function signByServiceKey(channel: Channel, challenge: Uint8Array): Promise<Answer<Uint8Array>> {
  const command = { cla: 0x00, ins: 0x88, p1: 0, p2: 0, data: challenge, expected: 64 };
  const answer = await channel.transmit(command);
  if (!answer.ok) return answer;
  if (answer.value.status === status.dataNotFound) return answered(error('service.notOnCard', { missing: 'key' }));
  return answer.value.status === status.ok ? ok(answer.value.data) : refusal('INTERNAL AUTHENTICATE', answer.value);
}
