import { describe, expect, it } from 'vitest';
import { compose, type CompositionInput } from '../../../electron/core/composition/compose.ts';
import type { Drawing } from '../../../electron/core/composition/drawing.ts';
import { cardNumberSchema, formerNumberSchema } from '../../../shared/model/ids.ts';
import type { Template } from '../../../shared/model/template.ts';
import { faces, lines, runsOf, sampleInput, shippedTemplate } from './sample.ts';

function composed(changes: Partial<CompositionInput> = {}): Drawing {
  const drawing = compose(sampleInput(changes));
  if (!drawing.ok) throw new Error(JSON.stringify(drawing.error));
  return drawing.value;
}

describe('what the faces say', () => {
  it('prints the published specimen as announced: labels, order and formats', () => {
    expect(lines(faces(composed()).portrait)).toEqual([
      '姓名 / Name',
      'ZHENGJIAN, YANGBEN',
      '证件样本',
      '性别 / Sex',
      '女/F',
      '出生日期 / Date of Birth',
      '1981.08.03',
      '国籍 / Nationality',
      '加拿大/CAN',
      '有效期限 / Period of Validity',
      '2023.09.15-2033.09.14',
      // On one baseline.
      '证件号码 / ID No.911124198108030024',
      'SPECIMEN 样本',
    ]);
  });

  it('prints neither issuing authority nor machine-readable zone on the portrait face', () => {
    const text = lines(faces(composed()).portrait).join('\n');
    expect(text).not.toMatch(/移民|Immigration|<</);
  });

  it('names the state, the card and the authority on the emblem face', () => {
    const text = lines(faces(composed()).emblem);
    expect(text).toEqual(
      expect.arrayContaining([
        'EMBLEM',
        'SLOT',
        '中华人民共和国',
        'PEOPLE’S REPUBLIC OF CHINA',
        '外国人永久居留身份证',
        'FOREIGN PERMANENT RESIDENT ID CARD',
        '签发机关 / Issuing Authority',
        '国家移民管理局',
        'National Immigration Administration',
      ]),
    );
  });

  it('leaves the line of the Chinese name empty for a holder who has none', () => {
    const { chineseName: _, ...person } = sampleInput().person;
    const text = lines(faces(composed({ person })).portrait);
    expect(text).not.toContain('证件样本');
    expect(text[2]).toBe('性别 / Sex');
  });

  it('prints a man as 男/M', () => {
    expect(lines(faces(composed({ person: { ...sampleInput().person, sex: 'M' } })).portrait)).toContain('男/M');
  });

  it('keeps name and number out of the title, which spool queues show', () => {
    expect(composed().title).toBe('外国人永久居留身份证 / Foreign Permanent Resident ID Card');
  });
});

describe('determinism', () => {
  it('gives the same drawing list for the same input', () => {
    expect(composed()).toEqual(composed());
  });

  it('weaves another ground for another number', () => {
    const other = composed({ card: { ...sampleInput().card, number: cardNumberSchema.parse('932682198501010017') } });
    const lineWork = (drawing: Drawing, index: number) => faces(drawing).portrait.shapes[index];
    expect(lineWork(other, 1)).not.toEqual(lineWork(composed(), 1));
    expect(lineWork(other, 0)).toEqual(lineWork(composed(), 0));
  });

  it('leaves the line work of an element as it was when the template gets another one after it', () => {
    const template = shippedTemplate();
    const more = {
      ...template,
      faces: { ...template.faces, portrait: [...template.faces.portrait, ...template.faces.portrait] },
    };
    const before = faces(composed()).portrait.shapes.slice(0, 30);
    expect(faces(composed({ template: more })).portrait.shapes.slice(0, 30)).toEqual(before);
  });

  it('gives artwork without personal data as the very same list of commands on every card', () => {
    const template = shippedTemplate();
    const commandsOf = (drawing: Drawing) =>
      drawing.faces.flatMap((face) => face.shapes.flatMap((shape) => (shape.kind === 'path' ? [shape.commands] : [])));
    const one = new Set(commandsOf(composed({ template })));
    const card = { ...sampleInput().card, number: cardNumberSchema.parse('932682198501010017') };
    const kept = commandsOf(composed({ template, card })).filter((commands) => one.has(commands));
    // Landscape, stars, emblem slot and pattern are nearly all commands of a face.
    expect(kept.reduce((sum, commands) => sum + commands.length, 0)).toBeGreaterThan(9_000);
  });

  it('carries the measured offsets of the printer to the faces', () => {
    const offsets = { portrait: { xMm: 0.2, yMm: -0.1 }, emblem: { xMm: 0, yMm: 0.3 } };
    expect(composed({ offsets }).faces.map((face) => face.offset)).toEqual([offsets.portrait, offsets.emblem]);
  });
});

describe('photo', () => {
  it('fills the frame with a wider picture, centred and not distorted', () => {
    const wide = composed({ photo: { ...sampleInput().photo, widthPx: 900, heightPx: 600 } });
    const image = faces(wide).portrait.shapes.find((shape) => shape.kind === 'image');
    expect(image?.widthMm).toBeCloseTo((image?.heightMm ?? 0) * 1.5);
    expect(image?.heightMm).toBeCloseTo(image?.frame.heightMm ?? 0);
    const middle = (image?.at.xMm ?? 0) + (image?.widthMm ?? 0) / 2;
    expect(middle).toBeCloseTo((image?.frame.at.xMm ?? 0) + (image?.frame.widthMm ?? 0) / 2);
  });
});

describe('SPECIMEN', () => {
  const empty: Template = { ...shippedTemplate(), faces: { portrait: [], emblem: [] } };

  it.each(['portrait', 'emblem'] as const)(
    'is the last thing on the %s face of every profile that is not live',
    (face) => {
      const last = runsOf(faces(composed())[face]).slice(-2);
      expect(last.map((run) => run.text).join('')).toBe('SPECIMEN 样本');
      expect(faces(composed())[face].shapes.slice(-2)).toEqual(last);
    },
  );

  it('is added even to a template without any element', () => {
    for (const face of composed({ template: empty }).faces) expect(lines(face)).toEqual(['SPECIMEN 样本']);
  });

  it('follows onto every layer that a template draws on', () => {
    const template = shippedTemplate();
    const uv = template.faces.portrait.flatMap((element) =>
      element.kind === 'seal' || element.kind === 'photo' ? [] : [{ ...element, layer: 'uv' as const }],
    );
    const { portrait } = faces(composed({ template: { ...template, faces: { portrait: uv, emblem: [] } } }));
    const marked = runsOf(portrait).filter((run) => run.text.includes('SPECIMEN'));
    expect(marked.map((run) => run.layer)).toEqual(['visible', 'uv']);
  });

  it('lies on every layer of both faces of the shipped layout', () => {
    const drawing = composed();
    for (const face of drawing.faces) {
      const marked = runsOf(face).filter((run) => run.text.includes('SPECIMEN'));
      expect(marked.map((run) => run.layer)).toEqual(['visible', 'uv', 'overlay']);
    }
  });

  it('lies above what a template paints over the whole face, on each layer', () => {
    const everything = { xMm: -2, yMm: -2, widthMm: 90, heightMm: 58 };
    const grounds = (['visible', 'uv', 'overlay'] as const).map((layer) => ({
      kind: 'ground' as const,
      layer,
      opacity: 1,
      box: everything,
      paint: 'text',
    }));
    const shipped = shippedTemplate();
    const portrait = [...shipped.faces.portrait, ...grounds];
    const { shapes } = faces(composed({ template: { ...shipped, faces: { portrait, emblem: grounds } } })).portrait;
    for (const layer of ['visible', 'uv', 'overlay'] as const) {
      const last = shapes.findLast((shape) => shape.layer === layer);
      expect(last).toMatchObject({ kind: 'text', text: '样本', layer });
    }
  });

  it('stays when the layout of an old card is shown, even with a live profile', () => {
    const profile = { ...sampleInput().profile, live: true };
    const shown = composed({ template: shippedTemplate('2017'), purpose: 'show', profile });
    for (const face of shown.faces) expect(lines(face).at(-1)).toBe('SPECIMEN 样本');
  });

  it('takes neither ink, size nor opacity from the template', () => {
    const invisible = Object.fromEntries(Object.keys(empty.palette).map((name) => [name, [0, 0, 0, 0] as const]));
    const mark = runsOf(faces(composed({ template: { ...empty, palette: invisible } })).portrait);
    expect(mark).toEqual(runsOf(faces(composed({ template: empty })).portrait));
    expect(mark.every((run) => run.opacity >= 0.2 && run.sizePt > 20)).toBe(true);
  });

  it('is absent only with a live profile', () => {
    const live = composed({ profile: { ...sampleInput().profile, live: true } });
    for (const face of live.faces) expect(lines(face).join()).not.toContain('SPECIMEN');
  });
});

describe('a template that leads over the edge of the card', () => {
  it('is refused for the holder whose name would leave it, and good for a shorter one', () => {
    const shipped = shippedTemplate();
    const portrait = shipped.faces.portrait.map((element) =>
      element.kind === 'text' && element.content.kind === 'field' && element.content.field === 'latinName'
        ? { ...element, at: { xMm: 55, yMm: 12 }, widthMm: 80 }
        : element,
    );
    const template = { ...shipped, faces: { ...shipped.faces, portrait } };
    const named = (latinName: string) =>
      compose(sampleInput({ template, person: { ...sampleInput().person, latinName } }));
    expect(named('WOLFESCHLEGELSTEINHAUSEN, MAX')).toEqual({
      ok: false,
      error: { kind: 'composition.offCard', data: { text: 'WOLFESCHLEGELSTEINHAUSEN, MAX' } },
    });
    expect(named('LI, NA')).toMatchObject({ ok: true });
  });
});

describe('the former layout', () => {
  const template = shippedTemplate('2017');

  it('is refused to a job', () => {
    expect(compose(sampleInput({ template }))).toEqual({
      ok: false,
      error: { kind: 'composition.layoutRetired', data: { template: '2017' } },
    });
  });

  it('shows an old card with its own number of 15 characters, and not the new one', () => {
    const formerNumber = formerNumberSchema.parse('CAN110081080310');
    const card = { ...sampleInput().card, formerNumber };
    const { portrait, emblem } = faces(composed({ template, card, purpose: 'show' }));
    expect(lines(portrait)).toEqual([
      '中华人民共和国外国人永久居留身份证',
      'PEOPLE’S REPUBLIC OF CHINA  FOREIGN PERMANENT RESIDENT ID CARD',
      '姓名 / Name',
      'ZHENGJIAN, YANGBEN',
      '证件样本',
      '性别 / Sex',
      '女/F',
      '出生日期 / Date of Birth',
      '1981.08.03',
      '国籍 / Nationality',
      '加拿大/CAN',
      '有效期限 / Period of Validity',
      '2023.09.15-2033.09.14',
      '签发机关 / Issuing Authority',
      '国家移民管理局',
      '证件号码 / ID No.',
      'CAN110081080310',
      'SPECIMEN 样本',
    ]);
    const everyText = [portrait, emblem].flatMap(runsOf).map((run) => run.text);
    expect(everyText.join()).not.toContain(card.number);
  });
});

describe('letters and their marks', () => {
  const nameRuns = (latinName: string) =>
    runsOf(faces(composed({ person: { ...sampleInput().person, latinName } })).portrait).filter(
      (run) => run.layer === 'visible' && run.sizePt >= 4,
    );

  it('prints a name typed with separate marks as the one typed with single letters', () => {
    expect(nameRuns('Z\u030cELEZNY\u0301, JIR\u030cI\u0301')).toEqual(nameRuns('\u017dELEZN\u00dd, JI\u0158\u00cd'));
  });

  it('keeps a mark without a single letter of its own on its letter, in one run', () => {
    expect(nameRuns('M\u0302BA, N\u0304').map((run) => run.text)).toContain('M\u0302BA, N\u0304');
  });
});

describe('refusals, before a blank is used', () => {
  it.each([
    ['a control character', 'AB\u0007C', 'U+0007'],
    ['a line break', 'AB\nC', 'U+000A'],
    ['an invisible joiner', 'AB\u200dC', 'U+200D'],
    ['a mark that reverses the order', 'AB\u202eC', 'U+202E'],
    ['half a character', 'AB\ud842', 'U+D842'],
    ['a character for private use', 'AB\ue000', 'U+E000'],
  ])('refuses %s in a name', (_, latinName, codePoint) => {
    expect(compose(sampleInput({ person: { ...sampleInput().person, latinName } }))).toMatchObject({
      ok: false,
      error: { kind: 'composition.glyphMissing', data: { codePoint, field: '姓名 / Name' } },
    });
  });

  it('names the character without a typeface and its field', () => {
    const person = { ...sampleInput().person, chineseName: '王𪚥' };
    expect(compose(sampleInput({ person }))).toEqual({
      ok: false,
      error: {
        kind: 'composition.glyphMissing',
        data: { character: '𪚥', codePoint: 'U+2A6A5', field: '中文姓名 / Chinese name' },
      },
    });
  });

  it('refuses a text that the ladder cannot fit, and says which', () => {
    const latinName = 'W'.repeat(200);
    expect(compose(sampleInput({ person: { ...sampleInput().person, latinName } }))).toEqual({
      ok: false,
      error: { kind: 'composition.doesNotFit', data: { text: latinName, field: '姓名 / Name' } },
    });
  });

  it('refuses a nationality that has no printable name', () => {
    const refused = compose(sampleInput({ person: { ...sampleInput().person, nationality: 'QQQ' } }));
    expect(refused).toEqual({ ok: false, error: { kind: 'composition.nationalityUnknown', data: { code: 'QQQ' } } });
  });
});
