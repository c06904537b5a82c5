/** The published specimen's data, the shipped template and stand-in metrics for tests of composition. */

import { readFileSync } from 'node:fs';
import type { CompositionInput } from '../../../electron/core/composition/compose.ts';
import type { Drawing, Face, TextRun } from '../../../electron/core/composition/drawing.ts';
import { parseTemplate } from '../../../electron/core/composition/template.ts';
import type { ToneGrid } from '../../../electron/core/portrait/tone.ts';
import type { TypefaceMetrics } from '../../../electron/core/ports.ts';
import { cardDataSchema } from '../../../shared/model/approval.ts';
import { personSchema } from '../../../shared/model/person.ts';
import type { Template } from '../../../shared/model/template.ts';

/** Latin letters half an em wide, Chinese ones a whole em; Latin has no Chinese, Chinese has no Ł, nothing has 𪚥. */
export const plainMetrics: TypefaceMetrics = {
  facesFor(codePoint, weight) {
    if (codePoint === 0x2a6a5) return [];
    const latin = codePoint < 0x2e80;
    const chinese = codePoint >= 0x2e80 || codePoint < 0x0100;
    return [...(latin ? [`Latin-${weight}`] : []), ...(chinese ? [`Chinese-${weight}`] : [])];
  },
  widthMm(text, _face, sizePt) {
    const ems = [...text].reduce((sum, character) => sum + (character < '\u2e80' ? 0.5 : 1), 0);
    return (ems * sizePt * 25.4) / 72;
  },
};

export function shippedTemplate(id: '2023' | '2017' = '2023'): Template {
  const parsed = parseTemplate(id, readFileSync(`resources/templates/${id}.json`, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

const person = personSchema.parse({
  latinName: 'ZHENGJIAN, YANGBEN',
  chineseName: '证件样本',
  sex: 'F',
  birthDate: '1981-08-03',
  nationality: 'CAN',
  passport: { number: 'X0000001', issuingState: 'CAN', expiresOn: '2033-01-01' },
});

const card = cardDataSchema.parse({
  number: '911124198108030024',
  renewalCount: 0,
  validFrom: '2023-09-15',
  validUntil: '2033-09-14',
});

/** A dark disc on light paper: somebody's head, as far as line work is concerned. */
export const roundTone: ToneGrid = {
  columns: 48,
  rows: 60,
  darkness: Uint8Array.from({ length: 48 * 60 }, (_, cell) =>
    Math.hypot((cell % 48) - 23.5, Math.floor(cell / 48) - 29.5) < 16 ? 200 : 12,
  ),
};

export function sampleInput(changes: Partial<CompositionInput> = {}): CompositionInput {
  return {
    template: shippedTemplate(),
    person,
    card,
    photo: { jpeg: new Uint8Array([0xff, 0xd8]), widthPx: 480, heightPx: 600, tone: roundTone },
    seal: null,
    profile: { live: false, issuingAuthority: { zh: '国家移民管理局', en: 'National Immigration Administration' } },
    offsets: { portrait: { xMm: 0, yMm: 0 }, emblem: { xMm: 0, yMm: 0 } },
    metrics: plainMetrics,
    ...changes,
  };
}

/** What a person reads on a face: its visible runs but microtext, those on one baseline joined, in drawing order. */
export function lines(face: Face): readonly string[] {
  const joined: { text: string; yMm: number; rotation: number }[] = [];
  for (const run of runsOf(face).filter(({ layer, sizePt }) => layer === 'visible' && sizePt >= 4)) {
    const last = joined.at(-1);
    const same = last?.yMm === run.at.yMm || (run.rotationDegrees !== 0 && last?.rotation === run.rotationDegrees);
    if (last !== undefined && same) last.text += run.text;
    else joined.push({ text: run.text, yMm: run.at.yMm, rotation: run.rotationDegrees });
  }
  return joined.map((line) => line.text);
}

export function runsOf(face: Face): readonly TextRun[] {
  return face.shapes.filter((shape) => shape.kind === 'text');
}

export function faces(drawing: Drawing): { readonly portrait: Face; readonly emblem: Face } {
  const [portrait, emblem] = drawing.faces;
  return { portrait, emblem };
}
