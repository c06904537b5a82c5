// Ten thousand invented people with names of every length and script: each is composed, or refused with a reason.

import { describe, expect, it } from 'vitest';
import { loadTypefaces } from '../../electron/adapters/pdf/typefaces.ts';
import { between, chanceFrom, wholeBetween } from '../../electron/core/composition/chance.ts';
import { compose } from '../../electron/core/composition/compose.ts';
import type { Face, TextRun } from '../../electron/core/composition/drawing.ts';
import { clustersOf } from '../../electron/core/composition/runs.ts';
import { countries } from '../../shared/card/countries.ts';
import { chineseNameLimit, latinNameLimit } from '../../shared/card/names.ts';
import { composeCardNumber } from '../../shared/card/number.ts';
import type { Person } from '../../shared/model/person.ts';
import { CARD_WIDTH_MM, type TemplateElement } from '../../shared/model/template.ts';
import { sampleInput, shippedTemplate } from '../unit/composition/sample.ts';

const PEOPLE = 10_000;
const { metrics } = loadTypefaces();
const chance = chanceFrom('ten thousand people');

/** First and last code point of what names are drawn from; the last rows are what a damaged record might hold. */
const latinScripts: readonly (readonly [number, number])[] = [
  [0x41, 0x5a],
  [0x41, 0x5a],
  [0x41, 0x5a],
  [0xc0, 0xde],
  [0x100, 0x17f],
  [0x180, 0x24f],
  [0x1e00, 0x1eff],
];
const chineseScripts: readonly (readonly [number, number])[] = [
  [0x4e00, 0x9fa5],
  [0x4e00, 0x9fa5],
  [0x4e00, 0x9fff],
  [0x3400, 0x4dbf],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2ebe0],
  [0xf900, 0xfad9],
];
const strangers: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x300, 0x36f],
  [0x370, 0x5ff],
  [0x200b, 0x202e],
  [0xd800, 0xdfff],
  [0xe000, 0xf8ff],
  [0xfdd0, 0xfffd],
  [0x1f300, 0x1faff],
];

describe(`${PEOPLE} random people`, () => {
  const template = shippedTemplate();
  // Line work does not depend on names and is most of the time: every fiftieth person gets all of it.
  const textsOnly = { ...template, faces: { portrait: textsOf(template.faces.portrait), emblem: [] } };
  const refusals: Record<string, number> = {};
  const missing: string[] = [];
  const outside: string[] = [];
  const changed: string[] = [];
  const unnamed: string[] = [];
  const proven = new Set<string>();
  let composed = 0;

  it('are each composed, or refused with a reason that names the field', () => {
    const input = sampleInput({ metrics });
    for (let index = 0; index < PEOPLE; index += 1) {
      const person = randomPerson(index);
      const card = { ...input.card, number: numberOf(person, index) };
      const drawing = compose({ ...input, template: index % 50 === 0 ? template : textsOnly, person, card });
      if (!drawing.ok) {
        refusals[drawing.error.kind] = (refusals[drawing.error.kind] ?? 0) + 1;
        if (!isNamed(drawing.error)) unnamed.push(JSON.stringify(drawing.error));
        continue;
      }
      composed += 1;
      const [portrait] = drawing.value.faces;
      for (const face of drawing.value.faces) check(face);
      const said = runsOf(portrait)
        .map((run) => run.text)
        .join('')
        .replaceAll(/\s/gu, '');
      for (const name of [person.latinName, person.chineseName ?? '']) {
        if (!said.includes(name.normalize('NFC').replaceAll(/\s/gu, ''))) changed.push(name);
      }
    }
    expect(unnamed).toEqual([]);
    expect(Object.keys(refusals).toSorted()).toEqual(['composition.doesNotFit', 'composition.glyphMissing']);
    expect(composed + Object.values(refusals).reduce((sum, count) => sum + count)).toBe(PEOPLE);
    // Most names are good ones; a fuzz test that refuses all of them would prove nothing.
    expect(composed).toBeGreaterThan(PEOPLE / 2);
    expect(refusals['composition.glyphMissing']).toBeGreaterThan(PEOPLE / 50);
  });

  it('never show a character that the typeface of its run lacks: no box, no gap', () => {
    expect(missing).toEqual([]);
  });

  it('have no text that runs over the edge of the card or into the photo', () => {
    expect(outside).toEqual([]);
  });

  it('have their names printed whole, in Unicode form NFC', () => {
    expect(changed).toEqual([]);
  });

  function check(face: Face): void {
    for (const run of runsOf(face)) {
      for (const character of run.text) {
        const seen = `${character} in ${run.face}`;
        if (proven.has(seen)) continue;
        const faces = weights.flatMap((weight) => metrics.facesFor(character.codePointAt(0) ?? 0, weight));
        if (faces.includes(run.face)) proven.add(seen);
        else missing.push(seen);
      }
      if (run.rotationDegrees !== 0 || run.layer !== 'visible' || run.sizePt < 4) continue;
      const spacingMm = (clustersOf(run.text).length - 1) * run.letterSpacingMm;
      const endMm = run.at.xMm + metrics.widthMm(run.text, run.face, run.sizePt) * run.condense + spacingMm;
      // The photo begins at 57.2 mm and ends above the number.
      const mostMm = face.name === 'portrait' && run.at.yMm < 36 ? 57.2 : CARD_WIDTH_MM - 2;
      if (endMm > mostMm) outside.push(`${run.text} to ${endMm.toFixed(1)}`);
    }
  }
});

function textsOf(elements: readonly TemplateElement[]): TemplateElement[] {
  return elements.filter(({ kind }) => kind === 'text' || kind === 'microtext');
}

const weights = ['regular', 'medium', 'bold'] as const;

function runsOf(face: Face): readonly TextRun[] {
  return face.shapes.filter((shape) => shape.kind === 'text');
}

function isNamed(error: { readonly kind: string; readonly data: object }): boolean {
  return 'field' in error.data && typeof error.data.field === 'string' && /name/i.test(error.data.field);
}

function numberOf(person: Person, index: number) {
  const country = countries.find(({ alpha3 }) => alpha3 === person.nationality);
  return composeCardNumber({
    place: '11',
    nationality: country?.numeric ?? '124',
    birthDate: person.birthDate,
    sequence: String(index % 1000).padStart(3, '0'),
  });
}

function randomPerson(index: number): Person {
  const chineseLength = wholeBetween(chance, 1, chineseNameLimit);
  const country = countries[wholeBetween(chance, 0, countries.length - 1)];
  const year = wholeBetween(chance, 1930, 2022);
  return {
    // Every fortieth name is longer than any record may hold.
    latinName: latinName(wholeBetween(chance, 1, index % 40 === 0 ? 4 * latinNameLimit : latinNameLimit), index),
    ...(chance() < 0.7 && { chineseName: fill(chineseLength, () => fromOneOf(chineseScripts, 0.004)) }),
    sex: chance() < 0.5 ? 'M' : 'F',
    birthDate: `${year}-0${wholeBetween(chance, 1, 9)}-${wholeBetween(chance, 10, 28)}`,
    nationality: country?.alpha3 ?? 'CAN',
    passport: { number: 'X0000001', issuingState: 'CAN', expiresOn: '2035-01-01' },
  };
}

/** Letters with now and then a separator; one name in ten is typed with separate marks, as some systems send it. */
function latinName(length: number, index: number): string {
  const commaAt = between(chance, 0.2, 0.7) * length;
  const name = fill(length, (at) => {
    if (at > 1 && Math.abs(at - commaAt) < 0.5 && length > 6) return ', ';
    if (at > 0 && chance() < 0.09) return [' ', '-', '’', "'"][wholeBetween(chance, 0, 3)] ?? ' ';
    return fromOneOf(latinScripts, 0.002);
  });
  return index % 10 === 0 ? name.normalize('NFD') : name;
}

/** Text of at most `length` UTF-16 code units. */
function fill(length: number, next: (at: number) => string): string {
  let text = '';
  while (text.length < length) {
    const more = next(text.length);
    if (text.length + more.length > length) break;
    text += more;
  }
  return text === '' ? 'A' : text;
}

/** A character from one of the scripts, every so often from where no name comes from. */
function fromOneOf(scripts: readonly (readonly [number, number])[], strange: number): string {
  const ranges = chance() < strange ? strangers : scripts;
  const [first, last] = ranges[wholeBetween(chance, 0, ranges.length - 1)] ?? [0x41, 0x5a];
  return String.fromCodePoint(wholeBetween(chance, first, last));
}
