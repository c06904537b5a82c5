/** Chinese names of foreigners: chosen ones, transliterated ones, and ones with characters that cheap systems cannot print. */

import type { Chance } from './chance.ts';

const surnames = list('安 白 高 何 江 李 林 柳 马 梅 欧阳 司徒 孙 唐 王 魏 文 夏 杨 叶');
const given = list('明 华 文 嘉 安 思 远 雅 琳 博 诚 晓 梅 美 龙 志 丽 慧 宁 海 云 天 乐 欣 怡 然 子 瑞');
// Rare, yet in use in names: of the basic block, and of Extension A (U+3400 to U+4DBF).
const rare = list('喆 堃 淼 垚 赟 昉 翀 犇 骉 婳 玥 㛃 㭎 䶮 㴓 㳚 㑇 㮾');
const transliterated = list(
  '约翰·史密斯 玛丽亚·费尔南德斯 穆罕默德·汗 安娜·伊万诺娃 让·杜邦 彼得·约翰森 亚历山德罗·康斯坦丁内斯库 法蒂玛·阿尔加姆迪 ' +
    '伊丽莎白·沃森 卡洛斯·阿尔瓦雷斯 斯文·林德奎斯特 艾莎·乔杜里 奥利弗·麦克唐纳 娜塔莎·索科洛娃 恩戈齐·奥孔科沃 ' +
    '蒂亚戈·菲格雷多·多纳西门托 克里斯蒂娜·德拉克鲁斯',
);

/** A Chinese name, at most 15 UTF-16 code units. */
export function chineseName(chance: Chance): string {
  if (chance.percent(25)) return chance.pick(transliterated);
  const first = chance.percent(20) ? chance.pick(rare) : chance.pick(given);
  const second = chance.percent(70) ? chance.pick(given) : '';
  return chance.pick(surnames) + first + second;
}

function list(text: string): readonly [string, ...string[]] {
  const [first = '', ...others] = text.split(' ');
  return [first, ...others];
}
