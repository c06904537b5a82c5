// The digital seal on the card: every module where it belongs, big enough, and nothing else on it.

import { describe, expect, it } from 'vitest';
import { compose } from '../../../electron/core/composition/compose.ts';
import type { Face, PathShape, Shape } from '../../../electron/core/composition/drawing.ts';
import { sealSymbol, type SealSymbol } from '../../../electron/core/seal/symbol.ts';
import type { Box, Template } from '../../../shared/model/template.ts';
import { faces, sampleInput, shippedTemplate } from './sample.ts';

const box = sealBox(shippedTemplate());

describe('the seal', () => {
  it('has its modules as one path, each where the symbol has it', () => {
    const symbol = symbolOf(150);
    const path = sealPath(emblemWith(symbol));
    const unitMm = unitOf(path, symbol);
    const drawn = path.commands.flatMap((command) => {
      if (command.op !== 'rect') return [];
      const [left, top] = [leftTop(path)[0], leftTop(path)[1]];
      const column = Math.round((command.at.xMm - left) / unitMm);
      const row = Math.round((command.at.yMm - top) / unitMm);
      const columns = Math.round(command.widthMm / unitMm);
      const rows = Math.round(command.heightMm / unitMm);
      return Array.from(
        { length: columns * rows },
        (_, index) => `${column + (index % columns)} ${row + Math.floor(index / columns)}`,
      );
    });
    const dark = Array.from(
      { length: symbol.size ** 2 },
      (_, index) => [index % symbol.size, Math.floor(index / symbol.size)] as const,
    )
      .filter(([column, row]) => symbol.isDark(column, row))
      .map(([column, row]) => `${column} ${row}`);
    expect(drawn.toSorted()).toEqual(dark.toSorted());
  });

  it.each([60, 110, 150, 190])(
    'with %i bytes has modules of 0.30 mm and more, and a quiet zone around them',
    (bytes) => {
      const symbol = symbolOf(bytes);
      const path = sealPath(emblemWith(symbol));
      const unitMm = unitOf(path, symbol);
      const [left, top] = leftTop(path);
      expect(unitMm).toBeGreaterThanOrEqual(0.3);
      expect(left - box.xMm).toBeGreaterThanOrEqual(unitMm - 1e-9);
      expect(top - box.yMm).toBeGreaterThanOrEqual(unitMm - 1e-9);
      // Whole dots of a 300 dpi printer.
      const dots = (unitMm * 300) / 25.4;
      expect(dots).toBeCloseTo(Math.round(dots));
    },
  );

  it('leaves its place as empty paper while there is none', () => {
    expect(
      emblemWith(null).shapes.some((shape) => shape.kind === 'path' && shape.commands.some(({ op }) => op === 'rect')),
    ).toBe(false);
  });

  it('is refused where its modules would be too small to read', () => {
    const template = shippedTemplate();
    const emblem = template.faces.emblem.map((element) =>
      element.kind === 'seal' ? { ...element, box: { ...element.box, widthMm: 12, heightMm: 12 } } : element,
    );
    const refused = compose(
      sampleInput({ seal: symbolOf(190), template: { ...template, faces: { ...template.faces, emblem } } }),
    );
    expect(refused).toEqual({
      ok: false,
      error: { kind: 'composition.sealTooSmall', data: { modules: 52, widthMm: 12 } },
    });
  });

  it('has no other ink on it: it is drawn after all that is visible, even where a template has more after it', () => {
    const template = shippedTemplate();
    const seal = template.faces.emblem.filter((element) => element.kind === 'seal');
    const rest = template.faces.emblem.filter((element) => element.kind !== 'seal');
    const first = { ...template, faces: { ...template.faces, emblem: [...seal, ...rest] } };
    const shapes = emblemWith(symbolOf(150), first).shapes.filter((shape) => shape.layer === 'visible');
    const after = shapes.slice(shapes.findIndex(isSeal) + 1);
    expect(after.map((shape) => (shape.kind === 'text' ? shape.text : shape.kind)).join('')).toBe('SPECIMEN 样本');
  });

  it('has no piece of SPECIMEN on it, wherever a template puts it', () => {
    for (const [xMm, yMm] of [
      [62, 31],
      [4, 31],
      [4, 4],
      [62, 4],
      [33, 33],
      [33, 3],
    ] as const) {
      const template = withSealAt(xMm, yMm);
      const mark = emblemWith(symbolOf(150), template).shapes.filter(
        (shape) => shape.kind === 'text' && shape.sizePt > 20,
      );
      const place = sealBox(template);
      for (const { along, across } of lettersOf(mark)) {
        const inside =
          along > place.xMm &&
          along < place.xMm + place.widthMm &&
          across > place.yMm &&
          across < place.yMm + place.heightMm;
        expect(inside, `${xMm} ${yMm}`).toBe(false);
      }
      expect(mark.map((shape) => shape.layer)).toEqual(['visible', 'visible', 'uv', 'uv', 'overlay', 'overlay']);
    }
  });

  it('gives way where a template leaves no room for both: SPECIMEN stays', () => {
    const template = shippedTemplate();
    const emblem = [
      {
        kind: 'seal',
        layer: 'visible',
        ink: 'text',
        paper: 'text',
        box: { xMm: 16, yMm: 0.5, widthMm: 53, heightMm: 53 },
      } as const,
    ];
    const { shapes } = emblemWith(symbolOf(150), { ...template, faces: { ...template.faces, emblem } });
    expect(
      shapes
        .slice(-2)
        .map((shape) => (shape.kind === 'text' ? shape.text : ''))
        .join(''),
    ).toBe('SPECIMEN 样本');
  });
});

function symbolOf(bytes: number): SealSymbol {
  const symbol = sealSymbol(Uint8Array.from({ length: bytes }, (_, index) => (index * 73) % 251));
  if (!symbol.ok) throw new Error(symbol.error.kind);
  return symbol.value;
}

function emblemWith(seal: SealSymbol | null, template: Template = shippedTemplate()): Face {
  const drawing = compose(sampleInput({ seal, template }));
  if (!drawing.ok) throw new Error(JSON.stringify(drawing.error));
  return faces(drawing.value).emblem;
}

function isSeal(shape: Shape): shape is PathShape {
  return shape.kind === 'path' && shape.commands.some(({ op }) => op === 'rect');
}

function sealPath(face: Face): PathShape {
  const paths = face.shapes.filter(isSeal);
  const [path] = paths;
  if (path === undefined || paths.length !== 1) throw new Error(`${paths.length} paths of modules`);
  return path;
}

function leftTop(path: PathShape): readonly [number, number] {
  const corners = path.commands.flatMap((command) => (command.op === 'rect' ? [command.at] : []));
  return [Math.min(...corners.map(({ xMm }) => xMm)), Math.min(...corners.map(({ yMm }) => yMm))];
}

/** The width of a module: the left edge of the finder pattern is a bar of all rows. */
function unitOf(path: PathShape, symbol: SealSymbol): number {
  const tallest = path.commands.flatMap((command) => (command.op === 'rect' ? [command.heightMm] : []));
  const right = path.commands.flatMap((command) => (command.op === 'rect' ? [command.at.xMm + command.widthMm] : []));
  if (tallest.length === 0) throw new Error('no modules');
  return (Math.max(...right) - leftTop(path)[0]) / symbol.size;
}

function sealBox(template: Template): Box {
  const seal = template.faces.emblem.find((element) => element.kind === 'seal');
  if (seal === undefined) throw new Error('the template has no seal');
  return seal.box;
}

function withSealAt(xMm: number, yMm: number): Template {
  const template = shippedTemplate();
  const emblem = template.faces.emblem.map((element) =>
    element.kind === 'seal' ? { ...element, box: { ...element.box, xMm, yMm } } : element,
  );
  return { ...template, faces: { ...template.faces, emblem } };
}

/** Places all over the letters of the mark, on the card: half an em or one em wide by the stand-in metrics. */
function lettersOf(mark: readonly Shape[]): readonly { readonly along: number; readonly across: number }[] {
  return mark.flatMap((run) => {
    if (run.kind !== 'text') return [];
    const turn = (run.rotationDegrees * Math.PI) / 180;
    const capMm = (run.sizePt * 0.72 * 25.4) / 72;
    const lengthMm = [...run.text].reduce(
      (sum, letter) => sum + ((letter < '\u2e80' ? 0.5 : 1) * run.sizePt * 25.4) / 72 + run.letterSpacingMm,
      0,
    );
    return Array.from({ length: 200 }, (_, index) => {
      const length = (lengthMm * (index % 50)) / 50;
      const height = (capMm * Math.floor(index / 50)) / 3;
      return {
        along: run.at.xMm + length * Math.cos(turn) - height * Math.sin(turn),
        across: run.at.yMm - length * Math.sin(turn) - height * Math.cos(turn),
      };
    });
  });
}
