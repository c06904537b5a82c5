/** The sessions that docs/formats.md shows for the USB writer, played report by report: a vendor starts from them. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { FramingEvent, WriterRequest } from '../../../electron/adapters/writer/hid/framing/framing.ts';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import { devices, NONCE, pushAll, sent } from './framings.ts';

interface Line {
  readonly isToDevice: boolean;
  readonly report: string;
}

const updateOf55Bytes = bytesOfHex(`00D6000037${hexOf(Uint8Array.from({ length: 55 }, (_, index) => index + 1))}`);
const requests: Readonly<Record<'ccid' | 'stx', readonly WriterRequest[]>> = {
  ccid: [
    { kind: 'cardState' },
    { kind: 'powerOn' },
    { kind: 'transmit', command: bytesOfHex('0084000008') },
    { kind: 'transmit', command: updateOf55Bytes },
  ],
  stx: [{ kind: 'powerOn' }, { kind: 'transmit', command: bytesOfHex('0084000008') }],
};
const outcomes: Readonly<Record<'ccid' | 'stx', readonly FramingEvent['kind'][]>> = {
  ccid: ['session', 'done', 'working', 'done', 'done', 'done', 'card'],
  stx: ['session', 'working', 'done', 'done', 'card'],
};

/** The lines of the example that ends the section of that framing. */
function exampleOf(framing: string): readonly Line[] {
  const page = readFileSync(resolve(import.meta.dirname, '../../../docs/formats.md'), 'utf8');
  const section = page.split(`### Framing \`${framing}\``)[1]?.split(/^###? /m)[0] ?? '';
  return (section.split('```')[1] ?? '')
    .trim()
    .split('\n')
    .map((line) => ({
      isToDevice: line.startsWith('→'),
      report: line.slice(1).replaceAll(' ', '').padEnd(128, '0'),
    }));
}

test.each(devices)('the page’s session of framing $name is what this workstation says and understands', (device) => {
  const framing = device.create();
  const toSend = [
    () => framing.hello(NONCE),
    ...requests[device.name].map((request) => () => framing.ask(request)),
  ].values();
  const said: string[] = [];
  const heard: FramingEvent[] = [];
  let waiting: string[] = [];

  for (const { isToDevice, report } of exampleOf(device.name)) {
    if (!isToDevice) {
      heard.push(...pushAll(framing, [bytesOfHex(report)]));
      continue;
    }
    if (waiting.length === 0) waiting = sent(toSend.next().value?.() ?? []).map((bytes) => hexOf(bytes));
    said.push(waiting.shift() ?? 'nothing');
    expect(said.at(-1)).toBe(report);
  }

  expect(heard.map(({ kind }) => kind)).toEqual(outcomes[device.name]);
  expect([toSend.next().done, waiting]).toEqual([true, []]);
});
