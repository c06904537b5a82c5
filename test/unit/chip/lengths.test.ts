/** How long commands may be: what a card's answer to reset and its EF.ATR/INFO say (ISO/IEC 7816-4 section 12.1). */

import { expect, test } from 'vitest';
import { statedLimits, takesExtendedLength } from '../../../electron/core/chip/atr.ts';
import { bytesOfHex } from '../../../electron/core/chip/bytes.ts';
import { inspectChip } from '../../../electron/core/chip/inspect.ts';
import { personalise } from '../../../electron/core/chip/personalise.ts';
import type { ChipWriter } from '../../../electron/core/ports.ts';
import { inspectPorts, optionsFor, printed } from './engine.ts';
import { memoryWriter } from './memory-writer.ts';
import { makeImage, makeTrust } from './sample.ts';

test.each([
  ['our blank: chaining, extended length, told in EF.ATR/INFO', '3B8A80018031F873D421E082900036', true],
  ['a contactless card without historical bytes', '3B80800101', false],
  ['interface bytes of every kind before the historical ones', '3BF79600008131FE458073C821C0A8', true],
  ['capabilities of two bytes only', '3B8580018072D42100', false],
  ['historical bytes of another category', '3B85000173D421E0', false],
  ['nothing', '', false],
  ['cut off', '3B8A8001', false],
])('%s', (_, atr, takes) => {
  expect(takesExtendedLength(bytesOfHex(atr))).toBe(takes);
});

test.each([
  ['4703D421E07F660802027FFF02027FFF', { commandData: 32_758, responseData: 32_765 }],
  ['7F66080202080002020800', { commandData: 2039, responseData: 2046 }],
  ['4703D421E0', null],
  ['7F6604020207D0', null],
  ['7F66', null],
])('EF.ATR/INFO %s', (file, limits) => {
  expect(statedLimits(bytesOfHex(file))).toEqual(limits);
});

test('a card that takes no more than it says is read within that', async () => {
  const trust = makeTrust();
  const image = makeImage(trust);
  const writer = memoryWriter();
  expect(await personalise(writer, image, optionsFor(image))).toMatchObject({ kind: 'encoded' });
  writer.card.applications.master.files.set(0x2f01, bytesOfHex('4703D421E07F660802020200020201F4'));
  const longest = { command: 0, answer: 0 };
  const measured: ChipWriter = {
    ...writer,
    async transmit(command) {
      const answer = await writer.transmit(command);
      longest.command = Math.max(longest.command, command.length);
      longest.answer = Math.max(longest.answer, answer.ok ? answer.value.length : 0);
      return answer;
    },
  };

  const inspection = await inspectChip(measured, trust, inspectPorts, { printed });

  expect(inspection.ok && inspection.value.steps.every(({ passed }) => passed)).toBe(true);
  expect([longest.command <= 512, longest.answer <= 500, longest.answer > 258]).toEqual([true, true, true]);
});
