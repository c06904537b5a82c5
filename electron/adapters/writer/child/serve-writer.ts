/** The process of a writer's driver: takes calls from the program, one writer for its whole life. */

import { setTimeout as wait } from 'node:timers/promises';
import { ok, type Result } from '../../../../shared/result.ts';
import { shortLimits } from '../../../core/chip/channel.ts';
import type { ChipWriter } from '../../../core/ports.ts';
import { orderSchema, type CallName, type RealWriter, type Report } from './messages.ts';
import type { ParentPort } from './port.ts';

/** What a driver may offer besides. */
export interface DrivenWriter extends ChipWriter {
  keepOpen?(keeps: boolean): void;
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
    void answer(writer, order.name, order.command ?? new Uint8Array()).then((value) =>
      post({ kind: 'answer', id: order.id, value }),
    );
  });
}

async function answer(making: Promise<Result<DrivenWriter>>, name: CallName, command: Uint8Array): Promise<unknown> {
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
      return writer.transmit(command);
    case 'powerOff':
      return writer.powerOff();
    case 'close':
      return writer.close();
  }
}

function withoutWriter(failure: Result<never>, name: CallName): unknown {
  if (failure.ok || name === 'powerOff' || name === 'close') return undefined;
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
