/** What the template studio says: findings of a check, and the words on the proof sheet. Papers for both languages at once. */

import type { Bilingual } from './receipt.ts';

/**
 * One sentence for each kind of finding. `{place}` names face, element and what it is; the other values are those of the
 * finding itself.
 */
export const findingTexts = {
  overlap: {
    zh: '{place} 与 {otherPlace} 重叠 {widthMm} × {heightMm} 毫米，请移开其中一个。',
    en: '{place} and {otherPlace} lie on each other, {widthMm} x {heightMm} mm: move one of them.',
  },
  ownLabel: {
    zh: '{place} 的标签与内容重叠 {widthMm} × {heightMm} 毫米，请移开标签。',
    en: '{place} lies on its own label, {widthMm} x {heightMm} mm: move the label.',
  },
  clipped: {
    zh: '{place} 超出卡边 {overMm} 毫米，超出部分会被裁掉。',
    en: '{place} reaches {overMm} mm over the edge of the card and is cut off there.',
  },
  tooSmall: {
    zh: '{place} 可能缩小到 {sizePt} 磅；小于 {leastPt} 磅肉眼难以辨认。',
    en: '{place} may come to {sizePt} pt; below {leastPt} pt nobody reads it without a lens.',
  },
  faint: {
    zh: '{place} 与底色的对比度仅 {contrast}:1，至少应为 {least}:1。',
    en: '{place} stands out from its ground by {contrast}:1 only; {least}:1 is the least.',
  },
  glyphMissing: {
    zh: '{place} 含有“{character}”（{codePoint}），本机没有字体能打印。',
    en: '{place} holds “{character}” ({codePoint}), which no typeface of this machine prints.',
  },
  doesNotFit: {
    zh: '{place}：“{text}”缩小、压窄、分行后仍放不下，请加宽或允许分两行。',
    en: '{place}: “{text}” has no room however small, narrow or broken: widen it or allow two lines.',
  },
  sealTooSmall: {
    zh: '{place} 太小：最大的印章每个模块只有 {moduleMm} 毫米，至少应为 {leastMm} 毫米。',
    en: '{place} is too small: the largest seal gets {moduleMm} mm a module; {leastMm} mm is the least.',
  },
  fieldMissing: {
    zh: '两面都没有“{field}”。',
    en: 'Neither face has “{field}”.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const proofTexts = {
  title: { zh: '证面模板样张', en: 'Proof sheet of a card template' },
  template: { zh: '模板', en: 'Template' },
  version: { zh: '版本', en: 'Version' },
  file: { zh: '文件 SHA-256', en: 'SHA-256 of the file' },
  use: { zh: '用途', en: 'Use' },
  issued: { zh: '可用于制证', en: 'may be issued' },
  shownOnly: { zh: '仅供展示旧证', en: 'only shown: the layout of former cards' },
  elements: { zh: '元素数（人像面、国徽面）', en: 'Elements (portrait, emblem face)' },
  size: { zh: '成品尺寸', en: 'Finished size' },
  pages: { zh: '页次', en: 'Pages' },
  findings: { zh: '检查结果', en: 'Findings' },
  findingsGoOn: { zh: '检查结果（续）', en: 'Findings, continued' },
  noFindings: { zh: '未发现问题。', en: 'Nothing to find fault with.' },
  refused: { zh: '无法排版', en: 'Cannot be composed' },
  scale: { zh: '请按 100% 打印：此线长 100 毫米', en: 'Print at 100 %: this line is 100 mm long' },
  inks: { zh: '油墨（青、品红、黄、黑，%）', en: 'Inks (cyan, magenta, yellow, black, %)' },
  seals: {
    zh: '印章仅示尺寸与位置，不含可核验的内容；人物与数据均为虚构。',
    en: 'The seals show size and place and say nothing; all people and data are invented.',
  },
  twice: { zh: '两面 2:1，毫米网格', en: 'Both faces at 2:1, grid in millimetres' },
  map: { zh: '元素位置 2:1，编号同模板文件', en: 'Where elements lie, 2:1, numbered as in the file' },
  layers: { zh: '各图层分开 1:1', en: 'Layers apart, 1:1' },
  extremes: { zh: '最长、最短与罕见内容 1:1', en: 'Longest, shortest and rare values, 1:1' },
  people: { zh: '样本人员 1:1', en: 'Sample people, 1:1' },
  portrait: { zh: '人像面', en: 'Portrait face' },
  emblem: { zh: '国徽面', en: 'Emblem face' },
  visible: { zh: '可见图文', en: 'visible print' },
  uv: { zh: '紫外荧光版（黑处上墨）', en: 'ultraviolet plate (black = ink)' },
  overlay: { zh: '覆膜版（黑处上墨）', en: 'overlay plate (black = ink)' },
  lamp: { zh: '紫外灯下', en: 'under an ultraviolet lamp' },
  published: { zh: '公布的样本', en: 'Published specimen' },
  longest: { zh: '最长', en: 'Longest' },
  shortest: { zh: '最短', en: 'Shortest' },
  rare: { zh: '罕见字与附加符号', en: 'Rare characters and diacritics' },
  sample: { zh: '样本', en: 'Sample' },
} as const satisfies Readonly<Record<string, Bilingual>>;
