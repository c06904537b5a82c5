/** Elements that tie the card to its holder or its number: ghost portrait, relief lines, star pattern, digital seal. */

import type { Box, ElementOf, Template } from '../../../shared/model/template.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { SealSymbol } from '../seal/symbol.ts';
import { ghostLines } from './art/ghost.ts';
import { LEAST_MODULE_MM, moduleMm, sealModules } from './art/modules.ts';
import { roundedBox } from './art/path.ts';
import { starPattern } from './art/pattern.ts';
import { digitRelief, starRelief } from './art/relief.ts';
import { between } from './chance.ts';
import type { Shape } from './drawing.ts';
import { inkOf, paintOver } from './paint.ts';
import { filled, once, stroked } from './pen.ts';
import type { Photo } from './photo.ts';

/** Angle and pitch of the lines are the number's own; where the angle's range allows, it leans either way. */
export function composeGhost(
  element: ElementOf<'ghost'>,
  template: Template,
  photo: Photo,
  chance: () => number,
): readonly Shape[] {
  const screen = {
    pitchMm: between(chance, element.pitchMm.least, element.pitchMm.most),
    angleDegrees: between(chance, element.angleDegrees.least, element.angleDegrees.most),
    darkestMm: element.darkestMm,
  };
  const paint = paintOver(template, element.paint, element.box);
  return ghostLines(element.box, screen, photo.tone).map((band) =>
    stroked(element, band.commands, paint, band.widthMm),
  );
}

const starReliefOf = once((element: ElementOf<'relief'>) => starRelief(element.box, element));

/** The last characters of `number`, or the five stars, which are the same on every card. */
export function composeRelief(element: ElementOf<'relief'>, template: Template, number: string): readonly Shape[] {
  const { figure, box } = element;
  const lines =
    figure.kind === 'stars' ? starReliefOf(element) : digitRelief(box, element, number.slice(-figure.count));
  return [stroked(element, lines, paintOver(template, element.paint, box), element.widthMm)];
}

const patternOf = once((element: ElementOf<'pattern'>) => starPattern(element.box, element.pitchMm, element.radiusMm));

export function composePattern(element: ElementOf<'pattern'>, template: Template): readonly Shape[] {
  return [stroked(element, patternOf(element), paintOver(template, element.paint, element.box), element.widthMm)];
}

const PAPER_CORNER_MM = 0.5;
const paperOf = once((box: Box) => roundedBox(box, box.widthMm, box.heightMm, PAPER_CORNER_MM));

/**
 * The seal on its paper; the paper alone while there is no seal yet. Fails with `composition.sealTooSmall` when its
 * modules would be too small to read.
 */
export function composeSeal(
  element: ElementOf<'seal'>,
  template: Template,
  seal: SealSymbol | null,
): Result<readonly Shape[]> {
  const { box } = element;
  const plain = { layer: element.layer, opacity: 1 };
  const paper = filled(plain, paperOf(box), { kind: 'flat', colour: inkOf(template, element.paper) });
  if (seal === null) return ok([paper]);
  const unitMm = moduleMm(seal.size, box.widthMm);
  if (unitMm < LEAST_MODULE_MM) {
    return fail('composition.sealTooSmall', { modules: seal.size, widthMm: box.widthMm });
  }
  const dark = filled(plain, sealModules(seal, box), { kind: 'flat', colour: inkOf(template, element.ink) });
  return ok([paper, dark]);
}
