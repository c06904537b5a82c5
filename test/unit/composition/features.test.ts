// Security features: each follows from the holder or the number, the same for the same card, another for another.

import { describe, expect, it } from 'vitest';
import { compose, type CompositionInput } from '../../../electron/core/composition/compose.ts';
import type { Face, PathShape, Point, TextRun } from '../../../electron/core/composition/drawing.ts';
import { cardNumberSchema } from '../../../shared/model/ids.ts';
import type { ElementOf, Template, TemplateElement } from '../../../shared/model/template.ts';
import { faces, roundTone, runsOf, sampleInput, shippedTemplate } from './sample.ts';

const other = { ...sampleInput().card, number: cardNumberSchema.parse('932682198501010017') };
const flat = { columns: 4, rows: 5, darkness: new Uint8Array(20).fill(90) };

describe('ghost portrait', () => {
  const ghost: ElementOf<'ghost'> = {
    kind: 'ghost',
    layer: 'visible',
    opacity: 1,
    box: { xMm: 60, yMm: 20, widthMm: 16, heightMm: 20 },
    paint: 'text',
    pitchMm: { least: 0.2, most: 0.3 },
    angleDegrees: { least: -40, most: 40 },
    darkestMm: 0.16,
  };

  it('stays within its box', () => {
    for (const { xMm, yMm } of pathsOf(portraitWith([ghost])).flatMap(pointsOf)) {
      expect(xMm).toBeGreaterThanOrEqual(60 - 0.2);
      expect(xMm).toBeLessThanOrEqual(76 + 0.2);
      expect(yMm).toBeGreaterThanOrEqual(20 - 0.2);
      expect(yMm).toBeLessThanOrEqual(40 + 0.2);
    }
  });

  it('draws the dark head in the middle with wide lines, and nothing on light paper', () => {
    const widest = pathsOf(portraitWith([ghost])).at(-1);
    expect(widest?.stroke?.widthMm).toBeCloseTo(0.16);
    const far = pointsOf(widest).map(({ xMm, yMm }) => Math.hypot(xMm - 68, yMm - 30));
    // The disc of the picture has a radius of a third of its width.
    expect(Math.max(...far)).toBeLessThan(16 / 3 + 0.3);
    expect(far.length).toBeGreaterThan(40);
  });

  it('takes angle and pitch from the number', () => {
    const slope = (card: CompositionInput['card']): number => {
      const [from, to] = pointsOf(pathsOf(portraitWith([ghost], { card })).at(-1));
      return ((to?.yMm ?? 0) - (from?.yMm ?? 0)) / ((to?.xMm ?? 0) - (from?.xMm ?? 0));
    };
    expect(slope(other)).not.toBeCloseTo(slope(sampleInput().card), 2);
    expect(slope(other)).toBe(slope(other));
  });

  it('draws nothing of a picture without light and shade', () => {
    const photo = { ...sampleInput().photo, tone: flat };
    expect(pathsOf(portraitWith([ghost], { photo }))).toEqual([]);
  });

  it('is a handful of paths, whatever the picture', () => {
    expect(pathsOf(portraitWith([ghost], { photo: { ...sampleInput().photo, tone: roundTone } })).length).toBeLessThan(
      9,
    );
  });
});

describe('relief lines', () => {
  const relief: ElementOf<'relief'> = {
    kind: 'relief',
    layer: 'visible',
    opacity: 1,
    figure: { kind: 'digits', count: 4 },
    box: { xMm: 10, yMm: 10, widthMm: 12, heightMm: 6 },
    pitchMm: 0.25,
    liftMm: 0.2,
    paint: 'text',
    widthMm: 0.05,
  };

  it('bend over the last digits of the number, and are straight where there are none', () => {
    const lines = linesOf(pathsOf(portraitWith([relief]))[0]);
    expect(lines).toHaveLength(25);
    const bent = lines.filter((line) => line.length > 2);
    expect(bent.length).toBeGreaterThan(10);
    expect(lines.filter((line) => line.length === 2).length).toBeGreaterThan(4);
    for (const line of lines)
      expect(Math.max(...line.map(({ yMm }) => yMm)) - Math.min(...line.map(({ yMm }) => yMm))).toBeLessThan(0.21);
  });

  it('show other digits for another number, and the same stars on every card', () => {
    const commands = (element: TemplateElement, card: CompositionInput['card']) =>
      pathsOf(portraitWith([element], { card }))[0]?.commands;
    expect(commands(relief, other)).not.toEqual(commands(relief, sampleInput().card));
    const stars: ElementOf<'relief'> = { ...relief, figure: { kind: 'stars' } };
    expect(commands(stars, other)).toBe(commands(stars, sampleInput().card));
  });
});

describe('microtext', () => {
  const microtext = (changes: Partial<ElementOf<'microtext'>>): ElementOf<'microtext'> => ({
    kind: 'microtext',
    layer: 'visible',
    opacity: 1,
    text: '{number}·{latinName}·',
    course: { kind: 'line', from: { xMm: 5, yMm: 20 }, to: { xMm: 55, yMm: 20 } },
    sizePt: 1.1,
    weight: 'medium',
    ink: 'text',
    ...changes,
  });
  const said = (element: ElementOf<'microtext'>) =>
    small(portraitWith([element]))
      .map((run) => run.text)
      .join('');

  it("repeats the holder's own data in whole copies", () => {
    const copy = '911124198108030024·ZHENGJIAN, YANGBEN·';
    const text = said(microtext({}));
    expect(text).toBe(copy.repeat(text.length / copy.length));
    expect(text.length / copy.length).toBeGreaterThan(3);
  });

  it('fills its line from end to end', () => {
    const [run] = small(portraitWith([microtext({})]));
    const letters = [...(run?.text ?? '')].length;
    expect(run?.at).toEqual({ xMm: 5, yMm: 20 });
    // Stand-in metrics: every letter half an em wide.
    expect(letters * ((1.1 * 25.4) / 72 / 2 + (run?.letterSpacingMm ?? 0))).toBeCloseTo(50);
  });

  it('follows an arc: every piece starts on it and looks at where the next one starts', () => {
    const course = {
      kind: 'arc',
      centre: { xMm: 40, yMm: 27 },
      radiusMm: 9,
      fromDegrees: 0,
      sweepDegrees: 360,
    } as const;
    const runs = small(portraitWith([microtext({ course })]));
    expect(runs.length).toBeGreaterThan(20);
    for (const [index, { at, rotationDegrees }] of runs.entries()) {
      expect(Math.hypot(at.xMm - 40, at.yMm - 27)).toBeCloseTo(9);
      // All the way round: the last one looks at the first.
      const next = runs[(index + 1) % runs.length]?.at ?? at;
      const onwards = (Math.atan2(at.yMm - next.yMm, next.xMm - at.xMm) * 180) / Math.PI;
      expect((onwards - rotationDegrees + 720.001) % 360).toBeLessThan(0.002);
    }
  });

  it('follows a wave and turns with it', () => {
    const course = { kind: 'wave', from: { xMm: 5, yMm: 30 }, widthMm: 60, swingMm: 1.5, waves: 2 } as const;
    const runs = small(portraitWith([microtext({ course })]));
    for (const { at } of runs) {
      expect(at.yMm).toBeCloseTo(30 - 1.5 * Math.sin(((at.xMm - 5) / 60) * 4 * Math.PI), 1);
    }
    const turns = runs.map((run) => run.rotationDegrees);
    expect(Math.min(...turns)).toBeLessThan(-10);
    expect(Math.max(...turns)).toBeGreaterThan(10);
  });

  it('goes clockwise around a frame, each side by itself', () => {
    const course = { kind: 'frame', box: { xMm: 20, yMm: 10, widthMm: 24, heightMm: 30 }, gapMm: 1 } as const;
    const runs = small(portraitWith([microtext({ course })]));
    expect(runs.map(({ at, rotationDegrees }) => [at.xMm, at.yMm, Math.round(rotationDegrees)])).toEqual([
      [19, 9, 0],
      [45, 9, -90],
      [45, 41, 180],
      [19, 41, 90],
    ]);
  });

  it('is refused where not one copy has room', () => {
    const course = { kind: 'line', from: { xMm: 5, yMm: 20 }, to: { xMm: 8, yMm: 20 } } as const;
    const refused = compose(inputWith([microtext({ course })]));
    expect(refused).toMatchObject({ ok: false, error: { kind: 'composition.doesNotFit' } });
  });
});

describe('star pattern', () => {
  it('is one path on the overlay', () => {
    const pattern: ElementOf<'pattern'> = {
      kind: 'pattern',
      layer: 'overlay',
      opacity: 1,
      box: { xMm: 0, yMm: 0, widthMm: 85, heightMm: 53 },
      pitchMm: 8,
      radiusMm: 1.5,
      paint: 'text',
      widthMm: 0.2,
    };
    const paths = pathsOf(portraitWith([pattern]));
    expect(paths.map((path) => path.layer)).toEqual(['overlay']);
    expect(paths[0]?.commands.filter((command) => command.op === 'close').length).toBeGreaterThan(70);
  });
});

function inputWith(portrait: readonly TemplateElement[], changes: Partial<CompositionInput> = {}): CompositionInput {
  const template: Template = { ...shippedTemplate(), faces: { portrait: [...portrait], emblem: [] } };
  return sampleInput({ template, ...changes });
}

function portraitWith(elements: readonly TemplateElement[], changes: Partial<CompositionInput> = {}): Face {
  const drawing = compose(inputWith(elements, changes));
  if (!drawing.ok) throw new Error(JSON.stringify(drawing.error));
  return faces(drawing.value).portrait;
}

function pathsOf(face: Face): readonly PathShape[] {
  return face.shapes.filter((shape) => shape.kind === 'path');
}

function small(face: Face): readonly TextRun[] {
  return runsOf(face).filter((run) => run.sizePt < 4);
}

function pointsOf(path: PathShape | undefined): readonly Point[] {
  return linesOf(path).flat();
}

/** The polylines of a path. */
function linesOf(path: PathShape | undefined): readonly (readonly Point[])[] {
  const lines: Point[][] = [];
  for (const command of path?.commands ?? []) {
    if (command.op === 'move') lines.push([command.to]);
    if (command.op === 'line') lines.at(-1)?.push(command.to);
  }
  return lines;
}
