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

  it('refuses what is not JSON', () => {
    expect(refusal('{')).toEqual({ template: '2023', place: 'JSON', problem: 'is not JSON' });
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

const farAway = {
  kind: 'rule',
  from: { xMm: 300, yMm: 1 },
  to: { xMm: 5, yMm: 5 },
  widthMm: 0.2,
  paint: 'noSuchInk',
};
