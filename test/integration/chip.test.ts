/** One chip from record to verified card. */

import { describe, expect, test } from 'vitest';
import { createSimulatedWriter } from '../../electron/adapters/writer/simulated/simulated-writer.ts';
import { compareWithRecord } from '../../electron/core/chip/compare.ts';
import { inspectChip } from '../../electron/core/chip/inspect.ts';
import { personalise } from '../../electron/core/chip/personalise.ts';
import type { Progress } from '../../shared/model/device.ts';
import { blankSerialSchema } from '../../shared/model/ids.ts';
import { ok } from '../../shared/result.ts';
import { everyStepPassed, inspectPorts, optionsFor, printed } from '../unit/chip/engine.ts';
import { drawnPhoto, freshFolder, input, makeImage, makeTrust, value } from '../unit/chip/sample.ts';

const blank = blankSerialSchema.parse('BLANK-0001');

describe('a chip from record to verified card', () => {
  test('is written, read back, locked, and says of itself what the record says', async () => {
    const trust = makeTrust();
    const photo = drawnPhoto(18_000);
    const image = makeImage(trust, { photo });
    const writer = createSimulatedWriter({ folder: freshFolder(), speed: 'instant' });
    writer.placeBlank(blank);
    const bound: string[] = [];
    const steps: Progress[] = [];

    const options = optionsFor(image, {
      onProgress: (progress) => steps.push(progress),
      onBound: (serial) => {
        bound.push(serial);
        return ok(undefined);
      },
    });
    const outcome = await personalise(writer, image, options);
    const inspection = value(await inspectChip(writer, trust, inspectPorts, { printed }));

    expect(outcome).toEqual({ kind: 'encoded', chipSerial: bound[0] });
    expect(inspection.steps).toEqual(everyStepPassed);
    expect(inspection.fields.mrz.match(/.{30}/g)).toEqual([
      'IRUTO911124198<1080300240<<<<<',
      '8108038F3309140CAN<<<<<<<<<<<4',
      'ZHENGJIAN<<YANGBEN<<<<<<<<<<<<',
    ]);
    expect(compareWithRecord(inspection, { ...input, photo, sodHash: image.sodHash })).toEqual([]);
    expect(new Set(steps.map((progress) => progress.step))).toEqual(new Set(['bind', 'write', 'readBack', 'lock']));
  });

  test('a chip signed by somebody else is read, but not believed', async () => {
    const folder = freshFolder();
    const writer = createSimulatedWriter({ folder, speed: 'instant' });
    writer.placeBlank(blank);
    const image = makeImage(makeTrust());
    await personalise(writer, image, optionsFor(image));

    const inspection = value(await inspectChip(writer, makeTrust(), inspectPorts, { printed }));

    expect(inspection.steps.filter((step) => !step.passed).map((step) => step.check)).toEqual(['certificateChain']);
  });
});
