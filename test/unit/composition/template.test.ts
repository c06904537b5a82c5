import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../electron/core/composition/template.ts';
import { shippedTemplate } from './sample.ts';

function refusal(text: string): unknown {
  const parsed = parseTemplate('2023', text);
  return parsed.ok ? parsed : parsed.error.data;
}

describe('reading a template', () => {
  it('takes the shipped one', () => {
    expect(shippedTemplate().id).toBe('2023');
  });

  it('takes the former layout, which is shown and not issued', () => {
    expect(shippedTemplate('2017')).toMatchObject({ id: '2017', issuable: false });
    expect(shippedTemplate()).toMatchObject({ issuable: true });
  });

  it('refuses one that claims to be another layout, another format or of another time', () => {
    const template = shippedTemplate();
    expect(refusal(JSON.stringify({ ...template, id: '2017' }))).toMatchObject({
      place: 'id',
      problem: 'says it is 2017',
    });
    expect(refusal(JSON.stringify({ ...template, format: 'starcard-template/9' }))).toMatchObject({ place: 'format' });
    const { format: _, ...unnamed } = template;
    expect(refusal(JSON.stringify(unnamed))).toMatchObject({ place: 'format' });
  });

  it.each([
    [
      'a photo over the edge',
      { kind: 'photo', box: box(70, 10, 20, 25), cornerMm: 1, border: null },
      'the photo reaches',
    ],
    [
      'a seal over the edge',
      { kind: 'seal', box: box(70, 40, 20, 20), ink: 'text', paper: 'text' },
      'the seal reaches',
    ],
    ['a text off the card', { ...text, at: { xMm: 5, yMm: 58 } }, 'the text lies off the card'],
    ['a label off the card', { ...text, label: { ...label, at: { xMm: 90, yMm: 5 } } }, 'the label lies off the card'],
    [
      'two lines, one below the card',
      { ...text, fit: { ...text.fit, broken: { ...broken, yMm: 52 } } },
      'the two lines',
    ],
    [
      'a ground beside the card',
      { kind: 'ground', box: box(86, 0, 5, 5), paint: 'text' },
      'the ground lies off the card',
    ],
  ])('refuses %s', (_, element, problem) => {
    expect(refusal(withPortrait(element))).toMatchObject({
      place: 'faces.portrait.0',
      problem: expect.stringContaining(problem),
    });
  });

  it.each([
    ['a typeface that does not exist', { ...text, weight: 'heavy' }, 'faces.portrait.0.weight'],
    [
      'a seal that is no square',
      { kind: 'seal', box: box(5, 5, 20, 18), ink: 'text', paper: 'text' },
      'faces.portrait.0.box',
    ],
    [
      'a seal in ultraviolet ink',
      { kind: 'seal', layer: 'uv', box: box(5, 5, 18, 18), ink: 'text', paper: 'text' },
      'faces.portrait.0.layer',
    ],
    [
      'a photo in ultraviolet ink',
      { kind: 'photo', layer: 'uv', box: box(5, 5, 24, 29.6), cornerMm: 1, border: null },
      'faces.portrait.0.layer',
    ],
    [
      'a photo on the overlay',
      { kind: 'photo', layer: 'overlay', box: box(5, 5, 24, 29.6), cornerMm: 1, border: null },
      'faces.portrait.0.layer',
    ],
    [
      'a blend that turns back',
      { kind: 'ground', box: box(0, 0, 9, 9), paint: blend(0.8, 0.2) },
      'faces.portrait.0.paint.stops',
    ],
    ['a picture from a file', { kind: 'image', file: 'emblem.png' }, 'faces.portrait.0.kind'],
    ['a number as text', { ...text, sizePt: '8' }, 'faces.portrait.0.sizePt'],
  ])('refuses %s, and names the place', (_, element, place) => {
    expect(refusal(withPortrait(element))).toMatchObject({ place, problem: expect.stringMatching(/\S/) });
  });

  it('refuses two seals on one face', () => {
    const seal = { kind: 'seal', box: box(5, 5, 18, 18), ink: 'text', paper: 'text' };
    expect(refusal(withPortrait(seal, seal))).toMatchObject({ problem: 'has more than one seal' });
  });

  it('refuses what is not JSON', () => {
    expect(refusal('{')).toMatchObject({ place: '2023.json', problem: expect.stringContaining('is not JSON (') });
  });

  it('names the file where nothing in it is right', () => {
    expect(refusal('[]')).toMatchObject({ place: '2023.json' });
  });

  it('names the place of an element off the card', () => {
    const template = shippedTemplate();
    const off = { ...template, faces: { ...template.faces, emblem: [farAway] } };
    expect(refusal(JSON.stringify(off))).toMatchObject({ place: 'faces.emblem.0.from.xMm' });
  });

  it('names an ink that is not in the palette', () => {
    const template = shippedTemplate();
    const unknown = { ...template, faces: { portrait: [{ ...farAway, from: { xMm: 1, yMm: 1 } }], emblem: [] } };
    expect(refusal(JSON.stringify(unknown))).toMatchObject({
      place: 'faces.portrait.0',
      problem: 'ink "noSuchInk" is not in the palette',
    });
  });

  it('refuses an element of a kind it does not know, such as one that would take SPECIMEN away', () => {
    const template = shippedTemplate();
    const specimen = { ...template, faces: { portrait: [{ kind: 'specimen', visible: false }], emblem: [] } };
    expect(refusal(JSON.stringify(specimen))).toMatchObject({ place: 'faces.portrait.0.kind' });
    expect(refusal(JSON.stringify({ ...template, specimen: false }))).toMatchObject({ template: '2023' });
  });
});

function withPortrait(...elements: readonly object[]): string {
  return JSON.stringify({ ...shippedTemplate(), faces: { portrait: elements, emblem: [] } });
}

function box(xMm: number, yMm: number, widthMm: number, heightMm: number): object {
  return { xMm, yMm, widthMm, heightMm };
}

function blend(...places: readonly number[]): object {
  return { direction: 'across', stops: places.map((at) => ({ at, ink: 'text' })) };
}

const broken = { yMm: 10, lineHeightMm: 3, sizePt: 7, minSizePt: 6, minCondense: 0.8 };
const label = { zh: '甲', en: 'A', sizePt: 5, ink: 'text' };
const text = {
  kind: 'text',
  content: { kind: 'fixed', text: 'A' },
  at: { xMm: 5, yMm: 5 },
  widthMm: 20,
  sizePt: 8,
  ink: 'text',
  fit: { minSizePt: 6, minCondense: 0.8 },
};

const farAway = {
  kind: 'rule',
  from: { xMm: 300, yMm: 1 },
  to: { xMm: 5, yMm: 5 },
  widthMm: 0.2,
  paint: 'noSuchInk',
};
