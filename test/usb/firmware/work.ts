/** The one request that a device works on: signs of life while it lasts, one answer, and nothing after it was abandoned. */

import { setTimeout as wait } from 'node:timers/promises';
import { brokenOffAfter, damaged, type DeviceFault, type FaultList } from './faults.ts';
import type { Hardware } from './hardware.ts';
import type { Line } from './line.ts';

/** What both framings are made of. */
export interface Parts {
  readonly line: Line;
  readonly hardware: Hardware;
  readonly faults: FaultList;
  /** The device leaves the bus; the process ends soon after. */
  leaveBus(): void;
  /** What the host did against the page (docs/formats.md, USB writer). */
  complain(about: string): void;
  /** An answer has gone out that the host no longer waits for. */
  noteLate(): void;
  /** Where the numbers of sessions start. */
  readonly firstSession: number;
}

export interface Framing {
  /** One report from the host. */
  receive(report: Uint8Array): void;
  /** Tells the host that a card came or went. */
  cardChanged(): void;
}

export interface Work {
  isUnderWay(): boolean;
  /** Calls `showLife` as long as `job` lasts. What the job learns after `isCurrent` turned false goes nowhere. */
  begin(showLife: () => void, job: (isCurrent: () => boolean) => Promise<void>): void;
  /** No more signs of life from the request under way. */
  hush(): void;
  abandon(): void;
}

const LIFE_EVERY_MS = 250;
/**
 * A message whose next report does not come in this time is dropped. The page says after one second; a host in the same
 * emulated machine may stand still for longer, together with us.
 */
export const MESSAGE_GAP_MS = 10_000;

export function createWork(): Work {
  let current: object | null = null;
  let timer: NodeJS.Timeout | null = null;

  function hush(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }

  function end(): void {
    hush();
    current = null;
  }

  return {
    isUnderWay: () => current !== null,
    begin: (showLife, job) => {
      const mine = {};
      current = mine;
      timer = setInterval(showLife, LIFE_EVERY_MS);
      void job(() => current === mine).finally(() => {
        if (current === mine) end();
      });
    },
    hush,
    abandon: end,
  };
}

export interface Delivery {
  readonly reports: readonly Uint8Array[];
  readonly fault: DeviceFault | null;
  isCurrent(): boolean;
  hush(): void;
  /** A report that belongs to nobody, for a flood of them. */
  readonly noise: Uint8Array;
  /** A warm start: no session, no power for the card. */
  restart(): void;
}

/** Sends an answer as the fault will have it. */
export async function deliver({ line, leaveBus, noteLate }: Parts, delivery: Delivery): Promise<void> {
  const { fault, isCurrent } = delivery;
  if (fault?.kind === 'late' || fault?.kind === 'flood') delivery.hush();
  if (fault?.kind === 'late') {
    await wait(fault.ms);
    line.send(delivery.reports);
    await line.sent();
    if (!isCurrent()) noteLate();
    return;
  }
  if (fault?.kind === 'flood') await flood(line, delivery);
  if (!isCurrent()) return;
  const reports = damaged(fault, delivery.reports);
  const half = brokenOffAfter(fault, reports.length);
  line.send(reports.slice(0, half ?? reports.length));
  if (half === null) return;
  await line.sent();
  if (fault?.kind === 'restart') delivery.restart();
  else leaveBus();
}

async function flood(line: Line, { noise, isCurrent }: Delivery): Promise<void> {
  while (isCurrent()) {
    line.send([noise]);
    await line.sent();
  }
}
