/** Which USB writers are plugged in, and which of them is the one of this workstation. */

import type { WriterModel } from '../../../../shared/model/profile.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { within } from '../bounded.ts';
import { firstLine } from '../first-line.ts';
import type { HidDevice, HidLibrary } from './library.ts';

export interface PluggedWriter {
  readonly model: WriterModel;
  /** Empty where the device has none, or where this program may not read it. */
  readonly serial: string;
  readonly path: string;
}

/** Some systems ask every HID device of the machine in turn. */
const LISTING_MS = 5000;

/** Those of the allow-list, sorted by serial number. Fails with `writer.noLibrary`. */
export async function listWriters(
  library: HidLibrary,
  models: readonly WriterModel[],
): Promise<Result<readonly PluggedWriter[]>> {
  const listed = await within(LISTING_MS, library.devicesAsync());
  if (listed.kind !== 'done') return fail('writer.noLibrary', { reason: firstLine(listed.reason) });
  const plugged = listed.value.flatMap((device) => {
    const model = models.find((known) => isOf(known, device));
    const { path = '', serialNumber = '' } = device;
    return model === undefined || path === '' ? [] : [{ model, serial: serialNumber, path }];
  });
  return ok(plugged.toSorted((one, other) => one.serial.localeCompare(other.serial)));
}

/**
 * The writer with the pinned serial number, or the only one where none is pinned yet. Fails with `writer.notConnected`,
 * `writer.otherSerial` or `writer.several`, which name what is there instead.
 */
export function chooseWriter(plugged: readonly PluggedWriter[], pinned: string | null): Result<PluggedWriter> {
  const [first, ...others] = plugged;
  if (first === undefined) return fail('writer.notConnected', { writer: pinned ?? 'USB' });
  const found = plugged.map(({ serial }) => serial || '-').join(', ');
  if (pinned === null) return others.length === 0 ? ok(first) : fail('writer.several', { found });
  const [own, twin] = plugged.filter(({ serial }) => serial === pinned);
  if (own === undefined) return fail('writer.otherSerial', { expected: pinned, found });
  // Serial numbers are the maker's promise; two devices with one number cannot be told apart.
  return twin === undefined ? ok(own) : fail('writer.several', { found });
}

function isOf(model: WriterModel, device: HidDevice): boolean {
  return (
    model.vendorId === device.vendorId &&
    model.productId === device.productId &&
    model.usagePage === device.usagePage &&
    model.usage === device.usage
  );
}
