import { describe, expect, it } from 'vitest';
import { checkTemplate, type TemplateFinding } from '../../../electron/core/composition/check-template.ts';
import type { ElementOf, Template, TemplateElement } from '../../../shared/model/template.ts';
import { plainMetrics, shippedTemplate } from './sample.ts';

describe('checking a template', () => {
  it('finds two texts on each other, by how much', () => {
    const findings = foundIn([text({ at: { xMm: 5, yMm: 20 } }), text({ at: { xMm: 8, yMm: 21 } })]);
    // Eight letters of half an em at 8 pt are 11.29 mm wide; 0.94 em of letter is 2.65 mm high.
    expect(findings).toEqual([
      { kind: 'overlap', face: 'portrait', element: 0, other: 1, widthMm: 8.29, heightMm: 1.65 },
    ]);
  });

  it('finds a text that runs into the photo, and a photo under the seal', () => {
    const photo: TemplateElement = {
      kind: 'photo',
      layer: 'visible',
      opacity: 1,
      box: { xMm: 14, yMm: 10, widthMm: 20, heightMm: 25 },
      cornerMm: 1,
      border: null,
    };
    const seal = sealOf(18.3, { xMm: 30, yMm: 30 });
    expect(foundIn([photo, text({ at: { xMm: 5, yMm: 20 } }), seal])).toEqual([
      expect.objectContaining({ kind: 'overlap', element: 0, other: 1, widthMm: 2.29 }),
      { kind: 'overlap', face: 'portrait', element: 0, other: 2, widthMm: 4, heightMm: 5 },
    ]);
  });

  it('finds a label on its own value', () => {
    const label = { zh: '甲', en: 'A', at: { xMm: 5, yMm: 19 }, ...typeface };
    expect(foundIn([text({ at: { xMm: 5, yMm: 20 }, label })])).toEqual([
      expect.objectContaining({ kind: 'overlap', element: 0, other: 0 }),
    ]);
  });

  it('finds text that only the longest name brings over the edge', () => {
    const name = text({ content: { kind: 'field', field: 'latinName' }, at: { xMm: 40, yMm: 20 }, widthMm: 70 });
    expect(foundIn([name]).find((finding) => finding.kind === 'clipped')).toEqual({
      kind: 'clipped',
      face: 'portrait',
      element: 0,
      // 46 letters at 8 pt are 64.91 mm, from 40 mm.
      overMm: 19.31,
    });
  });

  it('lets grounds and line work bleed over the edge', () => {
    const ground: TemplateElement = { kind: 'ground', layer: 'visible', opacity: 1, box: everything, paint: 'pale' };
    const waves: TemplateElement = { ...ground, kind: 'guilloche', figure: 'waves', lines: 4, widthMm: 0.1 };
    expect(foundIn([ground, waves])).toEqual([]);
  });

  it('finds the smallest size that a text may come to', () => {
    const fit = {
      minSizePt: 5,
      minCondense: 0.8,
      broken: { yMm: 19, lineHeightMm: 3, sizePt: 6, minSizePt: 3.5, minCondense: 0.8 },
    };
    expect(foundIn([text({ fit })])).toEqual([
      { kind: 'tooSmall', face: 'portrait', element: 0, sizePt: 3.5, leastPt: 4 },
    ]);
  });

  it('finds ink that is too pale for its ground, at the place where it stands', () => {
    const ground: TemplateElement = {
      kind: 'ground',
      layer: 'visible',
      opacity: 1,
      box: everything,
      paint: {
        direction: 'across',
        stops: [
          { at: 0, ink: 'white' },
          { at: 1, ink: 'black' },
        ],
      },
    };
    const left = text({ at: { xMm: 5, yMm: 10 } });
    const right = text({ at: { xMm: 70, yMm: 20 } });
    expect(foundIn([ground, left, right])).toEqual([
      { kind: 'faint', face: 'portrait', element: 2, contrast: expect.closeTo(1.6, 0), least: 4.5 },
    ]);
    expect(foundIn([text({ ink: 'pale' })])).toMatchObject([{ kind: 'faint', element: 0 }]);
    expect(foundIn([text({ ink: 'pale', layer: 'uv' })])).toEqual([]);
  });

  it('finds a fixed text with a character that no typeface has, and one that has no room', () => {
    expect(foundIn([text({ content: { kind: 'fixed', text: '龍𪚥' } })])).toEqual([
      { kind: 'glyphMissing', face: 'portrait', element: 0, character: '𪚥', codePoint: 'U+2A6A5' },
    ]);
    expect(foundIn([text({ widthMm: 5 })])).toEqual([
      { kind: 'doesNotFit', face: 'portrait', element: 0, text: 'ABCDEFGH' },
    ]);
  });

  it('finds microtext whose line is too short for the longest holder', () => {
    const microtext: ElementOf<'microtext'> = {
      kind: 'microtext',
      layer: 'visible',
      opacity: 1,
      text: '{number} {latinName} ',
      course: { kind: 'line', from: { xMm: 5, yMm: 5 }, to: { xMm: 11, yMm: 5 } },
      sizePt: 1.2,
      weight: 'medium',
      ink: 'black',
    };
    expect(foundIn([microtext])).toMatchObject([{ kind: 'doesNotFit', element: 0 }]);
    const longer = { kind: 'line', from: { xMm: 5, yMm: 5 }, to: { xMm: 60, yMm: 5 } } as const;
    expect(foundIn([{ ...microtext, course: longer }])).toEqual([]);
  });

  it('finds a place too small for the largest seal', () => {
    expect(foundIn([sealOf(15, { xMm: 30, yMm: 20 })])).toEqual([
      { kind: 'sealTooSmall', face: 'portrait', element: 0, moduleMm: 0.28, leastMm: 0.3 },
    ]);
  });

  it('finds fields that are on neither face', () => {
    const { portrait, emblem } = shippedTemplate().faces;
    const without = portrait.filter((element) => element.kind !== 'text' || element.label?.en !== 'Nationality');
    const findings = checkTemplate({ ...shippedTemplate(), faces: { portrait: without, emblem } }, plainMetrics);
    expect(findings).toEqual([{ kind: 'fieldMissing', field: 'nationality' }]);
  });
});

const typeface = { sizePt: 8, weight: 'regular', letterSpacingMm: 0, ink: 'black' } as const;
const everything = { xMm: -2, yMm: -2, widthMm: 89.6, heightMm: 57.98 };

function text(changes: Partial<ElementOf<'text'>> = {}): ElementOf<'text'> {
  return {
    kind: 'text',
    layer: 'visible',
    opacity: 1,
    content: { kind: 'fixed', text: 'ABCDEFGH' },
    label: null,
    at: { xMm: 5, yMm: 10 },
    align: 'left',
    widthMm: 40,
    ...typeface,
    fit: { minSizePt: 6, minCondense: 0.8, broken: null },
    ...changes,
  };
}

function sealOf(sideMm: number, at: { readonly xMm: number; readonly yMm: number }): TemplateElement {
  return {
    kind: 'seal',
    layer: 'visible',
    ink: 'black',
    paper: 'white',
    box: { ...at, widthMm: sideMm, heightMm: sideMm },
  };
}

/** What is found on a portrait face of these elements alone, but for the fields that it does not have. */
function foundIn(portrait: TemplateElement[]): readonly TemplateFinding[] {
  const palette: Template['palette'] = { black: [0, 0, 0, 1], white: [0, 0, 0, 0], pale: [0.1, 0.1, 0.1, 0] };
  const template: Template = { ...shippedTemplate(), palette, faces: { portrait, emblem: [] } };
  return checkTemplate(template, plainMetrics).filter((finding) => finding.kind !== 'fieldMissing');
}
