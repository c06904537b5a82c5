/** The profile of the simulated printer: every panel there is, and no error to correct. */

import { printerProfileSchema, type PrinterProfile } from '../../../../shared/model/printer-profile.ts';

export const simulatedPrinterProfile: PrinterProfile = printerProfileSchema.parse({
  id: 'simulated',
  name: { zh: '模拟打印机', en: 'Simulated printer' },
  dpi: 600,
  uv: 'separation',
  overlay: 'separation',
  flipEdge: 'short',
  offsets: { portrait: { xMm: 0, yMm: 0 }, emblem: { xMm: 0, yMm: 0 } },
  plateOrder: 'afterFaces',
  edgeMm: 0,
  evidence: { kind: 'impressions', impressionsPerCard: 2 },
  cardsPerSupply: { ribbon: 500, film: null, overlay: null, cleaning: null },
});
