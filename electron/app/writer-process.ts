/** The process in which a writer's native driver runs, beside the window or the command line: see `real-writer.ts`. */

import { ok, type Result } from '../../shared/result.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { forkedPort } from '../adapters/writer/child/fork.ts';
import type { RealWriter } from '../adapters/writer/child/messages.ts';
import type { ParentPort } from '../adapters/writer/child/port.ts';
import { serveWriter, type DrivenWriter } from '../adapters/writer/child/serve-writer.ts';
import { createHidWriter } from '../adapters/writer/hid/hid-writer.ts';
import { loadHid } from '../adapters/writer/hid/library.ts';
import { createPcscWriter } from '../adapters/writer/pcsc/pcsc-writer.ts';
import { listReaders } from '../adapters/writer/pcsc/readers.ts';
import { shortLimits } from '../core/chip/channel.ts';

serveWriter(process.send === undefined ? utilityPort() : forkedPort(), makeWriter);

async function makeWriter(writer: RealWriter): Promise<Result<DrivenWriter>> {
  if (writer.kind === 'pcsc') return ok(createReaderDriver(writer.reader));
  const library = await loadHid();
  if (!library.ok) return library;
  const { serial, models } = writer;
  const random = (count: number): Uint8Array => systemRandom.bytes(count);
  return ok(createHidWriter({ library: library.value, models, serial, random }));
}

/** One reader at a time, by its name. */
function createReaderDriver(reader: string): DrivenWriter {
  let driver = createPcscWriter({ reader });
  return {
    status: () => driver.status(),
    open: () => driver.open(),
    powerOn: () => driver.powerOn(),
    transmit: (command) => driver.transmit(command),
    carries: () => driver.carries?.() ?? shortLimits,
    powerOff: () => driver.powerOff(),
    close: () => driver.close(),
    readers: listReaders,
    async assign(name) {
      await driver.close();
      driver = createPcscWriter({ reader: name });
    },
  };
}

/** Electron's end of a utility process; it ends with the program by itself. */
function utilityPort(): ParentPort {
  const { parentPort } = process;
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
    post: (message) => parentPort.postMessage(message),
    onMessage: (listener) => {
      parentPort.on('message', ({ data }: { readonly data: unknown }) => listener(data));
    },
  };
}
