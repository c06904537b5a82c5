/**
 * The emulated writer: a program in place of a device's firmware, on the file descriptor of a USB gadget. It is a process of
 * its own: pulling the cable ends it, as a device without power ends, and the card stays as it was.
 *   firmware GADGET FRAMING SERIAL [CARD-FILE CARD-SERIAL]
 */

import { createCcidFraming } from './ccid.ts';
import { startCardThread, type LyingCard } from './card.ts';
import { createFaultList, type DeviceFault } from './faults.ts';
import { createHardware } from './hardware.ts';
import { openLine, type Line } from './line.ts';
import { createStxFraming } from './stx.ts';
import type { Framing } from './work.ts';

/** From the test. */
export type Order =
  /** The cable is in. */
  | { readonly kind: 'power' }
  | { readonly kind: 'fault'; readonly fault: DeviceFault | null }
  | { readonly kind: 'insert'; readonly card: LyingCard }
  | { readonly kind: 'pull' }
  | { readonly kind: 'tell' };

/** To the test; `done` follows every order. */
export type News =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'done' }
  | { readonly kind: 'leavesBus' }
  | {
      readonly kind: 'told';
      /** What the host did against the page since the last time. */
      readonly complaints: readonly string[];
      readonly signals: readonly string[];
      /** Answers that went out when another session had begun. */
      readonly lateAnswers: number;
      readonly reportsReceived: number;
      readonly reportsSent: number;
    };

const [, , path = '', framingName, serial = '', cardPath, cardSerial = ''] = process.argv;
const inserted = cardPath === undefined ? null : { path: cardPath, serial: cardSerial };
const hardware = createHardware(serial, await startCardThread(), inserted);
const faults = createFaultList();
const complaints: string[] = [];
let reportsReceived = 0;
let lateAnswers = 0;
let device: { readonly line: Line; readonly framing: Framing } | null = null;
let hasLeft = false;

async function powerUp(): Promise<void> {
  const line = await openLine(path, (report) => {
    reportsReceived += 1;
    if (!hasLeft) framing.receive(report);
  });
  const createFraming = framingName === 'stx' ? createStxFraming : createCcidFraming;
  const framing = createFraming({
    line,
    hardware,
    faults,
    // Anywhere, but not at the same place after each start.
    firstSession: (Date.now() % 0x7fff) + 1,
    complain: (about) => complaints.push(about),
    noteLate: () => (lateAnswers += 1),
    leaveBus: () => {
      hasLeft = true;
      tell({ kind: 'leavesBus' });
    },
  });
  device = { line, framing };
}

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'power':
      return powerUp();
    case 'fault':
      return faults.set(order.fault);
    case 'insert':
      hardware.insert(order.card);
      return device?.framing.cardChanged();
    case 'pull':
      hardware.pull();
      return device?.framing.cardChanged();
    case 'tell':
      return tell({
        kind: 'told',
        complaints: complaints.splice(0),
        signals: hardware.signals(),
        lateAnswers,
        reportsReceived,
        reportsSent: device?.line.reportsSent() ?? 0,
      });
  }
}

process.on('message', (order: Order) => {
  void obey(order).then(() => tell({ kind: 'done' }));
});
// A device does not outlive the test that made it.
process.on('disconnect', () => process.exit());
tell({ kind: 'loaded' });

function tell(news: News): void {
  process.send?.(news);
}
