/** The device's end of the cable: reports of 64 bytes from and to the gadget's file descriptor, in order, one at a time. */

import { open, type FileHandle } from 'node:fs/promises';

export interface Line {
  /** Queues reports. */
  send(reports: readonly Uint8Array[]): void;
  /** Forgets what is still queued. */
  drop(): void;
  /** Resolves when everything queued so far is with the host or dropped. */
  sent(): Promise<void>;
  reportsSent(): number;
}

const REPORT_BYTES = 64;

/** Reads for ever: a device ends by losing its power, which is the end of its process. */
export async function openLine(path: string, receive: (report: Uint8Array) => void): Promise<Line> {
  const file = await open(path, 'r+');
  void readAll(file, receive);
  let queue: Uint8Array[] = [];
  let sending: Promise<void> | null = null;
  let count = 0;

  async function sendAll(): Promise<void> {
    for (let report = queue.shift(); report !== undefined; report = queue.shift()) {
      // Ends when the host has fetched the report before: the host sets the pace.
      await file.write(report, 0, report.length, null);
      count += 1;
    }
  }

  return {
    send: (reports) => {
      queue.push(...reports);
      sending ??= sendAll().finally(() => {
        sending = null;
      });
    },
    drop: () => {
      queue = [];
    },
    sent: async () => sending ?? undefined,
    reportsSent: () => count,
  };
}

async function readAll(file: FileHandle, receive: (report: Uint8Array) => void): Promise<void> {
  const buffer = new Uint8Array(REPORT_BYTES);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, REPORT_BYTES, null);
    receive(buffer.slice(0, bytesRead));
  }
}
