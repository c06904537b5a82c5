import { describe, expect, it } from 'vitest';
import type { TemplateFinding } from '../../../electron/core/composition/check-template.ts';
import { findingText } from '../../../electron/core/composition/finding-text.ts';
import { findingTexts } from '../../../shared/messages/template-check.ts';
import { shippedTemplate } from './sample.ts';

const template = shippedTemplate();
const at = { face: 'portrait', element: place('text, name') } as const;
const photo = place('photo');

/** Where the first element of a sort is on the portrait face. */
function place(sort: 'photo' | 'text, name' | 'microtext'): number {
  return template.faces.portrait.findIndex((element) =>
    sort === 'text, name' ? element.kind === 'text' && element.label?.en === 'Name' : element.kind === sort,
  );
}

const name = `faces.portrait.${at.element} (text, 姓名 / Name)`;

describe('a finding as a sentence', () => {
  it.each<[finding: TemplateFinding, zh: string, en: string]>([
    [
      { ...at, kind: 'overlap', other: photo, widthMm: 2.29, heightMm: 1.65 },
      `${name} 与 faces.portrait.${photo} (photo) 重叠 2.29 × 1.65 毫米，请移开其中一个。`,
      `${name} and faces.portrait.${photo} (photo) lie on each other, 2.29 x 1.65 mm: move one of them.`,
    ],
    [
      { ...at, kind: 'overlap', other: at.element, widthMm: 1, heightMm: 0.5 },
      `${name} 的标签与内容重叠 1 × 0.5 毫米，请移开标签。`,
      `${name} lies on its own label, 1 x 0.5 mm: move the label.`,
    ],
    [
      { ...at, kind: 'clipped', overMm: 19.31 },
      `${name} 超出卡边 19.31 毫米，超出部分会被裁掉。`,
      `${name} reaches 19.31 mm over the edge of the card and is cut off there.`,
    ],
    [
      { ...at, kind: 'tooSmall', sizePt: 3.5, leastPt: 4 },
      `${name} 可能缩小到 3.5 磅；小于 4 磅肉眼难以辨认。`,
      `${name} may come to 3.5 pt; below 4 pt nobody reads it without a lens.`,
    ],
    [{ kind: 'fieldMissing', field: 'sex' }, '两面都没有“性别 / Sex”。', 'Neither face has “性别 / Sex”.'],
  ])('names element and numbers: $kind', (finding, zh, en) => {
    expect(findingText(finding, template)).toEqual({ zh, en });
  });

  it('leaves no value out, whatever was found', () => {
    const findings: readonly TemplateFinding[] = [
      { ...at, kind: 'overlap', other: photo, widthMm: 1, heightMm: 1 },
      { ...at, kind: 'overlap', other: at.element, widthMm: 1, heightMm: 1 },
      { ...at, kind: 'clipped', overMm: 1 },
      { ...at, kind: 'tooSmall', sizePt: 3, leastPt: 4 },
      { ...at, kind: 'faint', contrast: 2, least: 4.5 },
      { ...at, kind: 'glyphMissing', character: '𪚥', codePoint: 'U+2A6A5' },
      { ...at, kind: 'doesNotFit', text: 'W' },
      { ...at, kind: 'sealTooSmall', moduleMm: 0.28, leastMm: 0.3 },
      { kind: 'fieldMissing', field: 'sex' },
    ];
    const sentences = findings.map((finding) => findingText(finding, template));
    expect(sentences.length).toBe(Object.keys(findingTexts).length);
    expect(sentences.flatMap(({ zh, en }) => [zh, en]).filter((text) => /[{}]/.test(text))).toEqual([]);
  });

  it('calls fixed texts and microtexts by their first words', () => {
    const micro = place('microtext');
    const { en } = findingText({ face: 'portrait', element: micro, kind: 'faint', contrast: 2, least: 3 }, template);
    expect(en).toContain(`faces.portrait.${micro} (microtext, PRC·{number}·{latinName…)`);
  });
});
