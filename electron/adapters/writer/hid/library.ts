/** What is used of node-hid, and its loading: a workstation without a USB writer has everything else to do. */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import { firstLine } from '../first-line.ts';

/** One interface of one device, as the operating system lists it. */
export interface HidDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly path?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

/** Only what can be bounded: `read` with a time, and never the `data` listener (node-hid issues 538 and 540). */
export interface HidHandle {
  /** One report; an empty one, or none, where none came within the time. */
  read(timeoutMs: number): Promise<Uint8Array | undefined>;
  /** The number of the report (0) and its bytes. */
  write(bytes: Buffer): Promise<number>;
  close(): Promise<void>;
}

export interface HidLibrary {
  devicesAsync(): Promise<readonly HidDevice[]>;
  readonly HIDAsync: { open(path: string): Promise<HidHandle> };
}

/** Fails with `writer.noLibrary` where the native library is not there or does not fit this program. */
export async function loadHid(): Promise<Result<HidLibrary>> {
  try {
    // A CommonJS module: what it exports is its default.
    const { default: library } = await import('node-hid');
    return ok(library);
  } catch (reason) {
    return fail('writer.noLibrary', { reason: firstLine(reason) });
  }
}
