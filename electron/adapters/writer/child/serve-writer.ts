/** The process of a writer's driver: takes calls from the program, one writer for its whole life. */

import { setTimeout as wait } from 'node:timers/promises';
import type { FoundWriter } from '../../../../shared/model/device.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { shortLimits } from '../../../core/chip/channel.ts';
import type { ChipWriter } from '../../../core/ports.ts';
import type { PcscReader } from '../pcsc/readers.ts';
import { orderSchema, type Order, type RealWriter, type Report } from './messages.ts';
import type { ParentPort } from './port.ts';

/** What a driver may offer besides. */
export interface DrivenWriter extends ChipWriter {
  keepOpen?(keeps: boolean): void;
  found?(): Promise<Result<readonly FoundWriter[]>>;
  readers?(): Promise<Result<readonly PcscReader[]>>;
  assign?(serial: string): Promise<void>;
}

/** A device that comes or goes is told of within a second. */
const WATCH_MS = 400;

/** Serves until the process ends. What is no order ends it: the program starts another. */
export function serveWriter(port: ParentPort, make: (writer: RealWriter) => Promise<Result<DrivenWriter>>): void {
  let writer: Promise<Result<DrivenWriter>> | null = null;
  const post = (report: Report): void => port.post(report);
  port.onMessage((message) => {
    const order = orderSchema.parse(message);
    if (order.kind === 'start') {
      writer = make(order.writer);
      if (order.watches) void watch(writer, post);
      return;
    }
    if (writer === null) throw new Error('a call before the start');
    void answer(writer, order).then((value) => post({ kind: 'answer', id: order.id, value }));
  });
}

type Call = Extract<Order, { kind: 'call' }>;

async function answer(making: Promise<Result<DrivenWriter>>, { name, command, serial }: Call): Promise<unknown> {
  const made = await making;
  if (!made.ok) return withoutWriter(made, name);
  const writer = made.value;
  switch (name) {
    case 'status':
      return writer.status();
    case 'open':
      return writer.open();
    case 'powerOn': {
      const powered = await writer.powerOn();
      return powered.ok ? ok({ atr: powered.value, carries: writer.carries?.() ?? shortLimits }) : powered;
    }
    case 'transmit':
      return writer.transmit(command ?? new Uint8Array());
    case 'powerOff':
      return writer.powerOff();
    case 'close':
      return writer.close();
    case 'found':
      return writer.found?.() ?? fail('writer.notUsb', {});
    case 'readers':
      return writer.readers?.() ?? fail('writer.noService', { reason: 'not PC/SC' });
    case 'assign':
      return serial === undefined ? undefined : writer.assign?.(serial);
  }
}

function withoutWriter(failure: Result<never>, name: Call['name']): unknown {
  if (failure.ok || name === 'powerOff' || name === 'close' || name === 'assign') return undefined;
  if (name !== 'status') return failure;
  return { name: '-', driver: 'hid', state: 'absent', detail: null, lastError: failure.error };
}

async function watch(making: Promise<Result<DrivenWriter>>, post: (report: Report) => void): Promise<void> {
  const made = await making;
  if (!made.ok) return;
  made.value.keepOpen?.(true);
  let told = '';
  for (;;) {
    const status = await made.value.status();
    const text = JSON.stringify(status);
    if (text !== told) post({ kind: 'changed', status });
    told = text;
    await wait(WATCH_MS);
  }
}
