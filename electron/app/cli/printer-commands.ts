/** Commands for setting a card printer up: its calibration sheet, and the offsets that are measured on it. */

import { join } from 'node:path';
import { printerProfileSchema, type PrinterProfile } from '../../../shared/model/printer-profile.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { createCardRenderer } from '../../adapters/pdf/renderer.ts';
import { loadTypefaces } from '../../adapters/pdf/typefaces.ts';
import { readPrinterProfile } from '../../adapters/printer/profile-file.ts';
import { writeWhole } from '../../adapters/system/write-whole.ts';
import { calibrationSheet, offsetsFrom, type FrameMeasured } from '../../core/printing/calibration.ts';
import { readSettings } from '../settings.ts';
import type { Command, Desk } from './desk.ts';

export const printerCommands: readonly Command[] = [
  {
    name: 'printer sheet',
    summary: {
      zh: '生成打印机校准卡（PDF，两面）',
      en: 'make the calibration card of a printer as PDF',
    },
    positionals: ['PROFILE'],
    options: { out: 'string' },
    opens: 'nothing',
    async run(desk, { positionals: [id = ''], text }) {
      const out = text('out');
      if (out === undefined) return fail('usage', { problem: '--out' });
      const profile = profileOf(desk, id);
      if (!profile.ok) return profile;
      const typefaces = loadTypefaces(join(desk.root, 'resources', 'fonts'));
      const drawing = calibrationSheet(profile.value, typefaces.metrics);
      const pdf = await createCardRenderer(typefaces).render(drawing, profile.value);
      if (!pdf.ok) return pdf;
      const written = writeWhole(out, pdf.value);
      if (!written.ok) return written;
      return ok({ json: { file: out, profile: id, offsets: profile.value.offsets }, lines: [out] });
    },
  },
  {
    name: 'printer offsets',
    summary: {
      zh: '按校准卡上量得的左,右,上,下距离（毫米）保存本机偏移',
      en: 'keep this device’s offsets from what was measured on its calibration card: left,right,top,bottom in mm',
    },
    positionals: ['PROFILE'],
    options: { portrait: 'string', emblem: 'string' },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [id = ''], text }) {
      const [portrait, emblem] = [measuredIn(text('portrait')), measuredIn(text('emblem'))];
      if (portrait === null || emblem === null)
        return fail('usage', { problem: '--portrait L,R,T,B --emblem L,R,T,B' });
      const profile = profileOf(desk, id);
      if (!profile.ok) return profile;
      const offsets = offsetsFrom(profile.value.offsets, { portrait, emblem });
      // More than a few millimetres are no error of a device but of its set-up.
      const kept = printerProfileSchema.shape.offsets.safeParse(offsets);
      if (!kept.success) return fail('usage', { problem: JSON.stringify(offsets) });
      const written = await desk.call('printer.keepOffsets', { profile: id, offsets: kept.data });
      if (!written.ok) return written;
      return ok({ json: { profile: id, offsets }, lines: [JSON.stringify(offsets)] });
    },
  },
  {
    name: 'printer identify',
    summary: { zh: '让打印机以灯光或声音示意', en: 'have the printer show by light or sound which one it is' },
    positionals: [],
    options: { printer: 'string', 'printer-profile': 'string' },
    usesPrinter: true,
    opens: 'reading',
    actsAs: 'officer1',
    async run(desk) {
      const identified = await desk.call('printer.identify', {});
      return identified.ok ? ok({ json: { identified: true }, lines: ['ok'] }) : identified;
    },
  },
  {
    name: 'printer forget',
    summary: {
      zh: '打印机更换后，忘记该地址原有的证书与设备',
      en: 'after a printer was exchanged: forget the certificate and the device known under its address',
    },
    positionals: ['ADDRESS'],
    options: {},
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [address = ''] }) {
      const forgotten = await desk.call('printer.forget', { address });
      return forgotten.ok ? ok({ json: { forgotten: address }, lines: [address] }) : forgotten;
    },
  },
];

/** With the offsets of this desk where they are of this profile. */
function profileOf(desk: Desk, id: string): Result<PrinterProfile> {
  const { printerProfile, printerOffsets } = readSettings(desk.folder);
  return readPrinterProfile(
    join(desk.root, 'resources', 'printers'),
    id,
    printerProfile === id ? printerOffsets : null,
  );
}

function measuredIn(text: string | undefined): FrameMeasured | null {
  const [leftMm, rightMm, topMm, bottomMm, ...more] = (text ?? '').split(',').map((part) => Number(part.trim() || NaN));
  if (leftMm === undefined || rightMm === undefined || topMm === undefined || bottomMm === undefined) return null;
  const measured = { leftMm, rightMm, topMm, bottomMm };
  const isSound =
    more.length === 0 && Object.values(measured).every((one) => Number.isFinite(one) && one >= 0 && one < 20);
  return isSound ? measured : null;
}
