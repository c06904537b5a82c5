import { describe, expect, it } from 'vitest';
import { makeProof, refusalsIn, type ProofCard } from '../../../electron/core/composition/proof.ts';
import type { Template, TemplateElement } from '../../../shared/model/template.ts';
import { plainMetrics, sampleInput, shippedTemplate } from './sample.ts';

const { person, card, photo } = sampleInput();
const people = Array.from({ length: 4 }, () => ({ person, card, photo }));

describe('the proof of a template', () => {
  it('composes every holder, or says why it cannot', () => {
    const { findings, extremes, people: samples } = makeProof(shippedTemplate(), people, plainMetrics);
    expect(findings).toEqual([]);
    expect(samples.map(outcome)).toEqual(Array(4).fill('composed'));
    // The stand-in typefaces have no 𪚥.
    expect(extremes.map((one) => [one.title.en, outcome(one)])).toEqual([
      ['Longest', 'composed'],
      ['Shortest', 'composed'],
      ['Rare characters and diacritics', 'composition.glyphMissing'],
      ['Published specimen', 'composed'],
    ]);
  });

  it('says a reason that many cards share once', () => {
    const proof = makeProof(withSealOf(18.3, 'Sex \u{e000}'), people, plainMetrics);
    // The rare name is refused first for a character of its own.
    expect(refusalsIn(proof).slice(0, 1)).toEqual([
      {
        kind: 'composition.glyphMissing',
        cards: 7,
        text: {
          zh: expect.stringMatching(/^7 张证件无法排版（最长、最短、公布的样本…）：.*U\+E000/),
          en: expect.stringMatching(/^7 of the cards cannot be made \(Longest, .*U\+E000/),
        },
      },
    ]);
  });

  it('shows cards without their seal where its place is too small', () => {
    const { findings, people: samples } = makeProof(withSealOf(12, 'Sex'), people, plainMetrics);
    expect(findings.map(({ finding }) => finding.kind)).toEqual(['sealTooSmall']);
    expect(samples.map(outcome)).toEqual(Array(4).fill('composed'));
  });

  it('shows the former layout too, which is never issued', () => {
    expect(makeProof(shippedTemplate('2017'), people, plainMetrics).people.map(outcome)).toEqual(
      Array(4).fill('composed'),
    );
  });

  it('says SPECIMEN last on every layer of every face, whatever a template draws', () => {
    const cards = makeProof(trickster(), people, plainMetrics).people;
    for (const { drawing } of cards) {
      if (!drawing.ok) throw new Error(drawing.error.kind);
      for (const face of drawing.value.faces) {
        const layers = new Set(face.shapes.map(({ layer }) => layer));
        const first = face.shapes.findIndex((shape) => shape.kind === 'text' && shape.text.startsWith('SPECIMEN'));
        const marks = face.shapes.slice(first);
        expect(marks.map((shape) => (shape.kind === 'text' ? shape.text.trim() : shape.kind))).toEqual(
          [...layers].flatMap(() => ['SPECIMEN', '样本']),
        );
        expect(new Set(marks.map(({ layer }) => layer))).toEqual(layers);
      }
    }
  });
});

function outcome({ drawing }: ProofCard): string {
  return drawing.ok ? 'composed' : drawing.error.kind;
}

/** The shipped layout with a seal of that side and another English label of the sex. */
function withSealOf(sideMm: number, label: string): Template {
  const shipped = shippedTemplate();
  const changed = (element: TemplateElement): TemplateElement => {
    if (element.kind === 'seal') return { ...element, box: { ...element.box, widthMm: sideMm, heightMm: sideMm } };
    if (element.kind !== 'text' || element.label?.en !== 'Sex') return element;
    return { ...element, label: { ...element.label, en: label } };
  };
  const { portrait, emblem } = shipped.faces;
  return { ...shipped, faces: { portrait: portrait.map(changed), emblem: emblem.map(changed) } };
}

/** Calls itself live, and paints over everything at the end, on every layer. */
function trickster(): Template {
  const shipped = shippedTemplate();
  const paintOver = (layer: 'visible' | 'uv' | 'overlay'): TemplateElement => ({
    kind: 'ground',
    layer,
    opacity: 1,
    box: { xMm: -2, yMm: -2, widthMm: 89.6, heightMm: 57.98 },
    paint: 'paperPale',
  });
  const over = [paintOver('visible'), paintOver('uv'), paintOver('overlay')];
  const { portrait, emblem } = shipped.faces;
  return {
    ...shipped,
    id: 'live',
    title: { zh: '正式', en: 'live: true' },
    faces: { portrait: [...portrait, ...over], emblem: [...emblem, ...over] },
  };
}
