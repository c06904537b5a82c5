/** Chinese texts of composition failures. */

import type { CompositionErrors } from '../../../errors/composition.ts';
import type { ErrorTexts } from '../../texts.ts';

export const compositionErrors: ErrorTexts<CompositionErrors> = {
  'composition.glyphMissing': {
    what: '{field} 中的“{character}”（{codePoint}）没有可用字形。',
    card: '未排版，未取用空白卡。',
    next: '请联系管理员补充含有该字符的字体；该案件可留在队列中。',
  },
  'composition.doesNotFit': {
    what: '“{text}”在 {field} 的位置放不下：已缩至最小可读字号并分为两行。',
    card: '未排版，未取用空白卡。',
    next: '请退回申请，由签发机关核准较短的写法。',
  },
  'composition.offCard': {
    what: '按此模板，“{text}”会超出卡片边缘。',
    card: '没有合成卡面，也没有动用空白卡。',
    next: '请管理员用 template check 检查并修改模板；该申请可留在队列中。',
  },
  'composition.nationalityUnknown': {
    what: '国籍代码 {code} 没有可打印的名称。',
    card: '未排版，未取用空白卡。',
    next: '请退回申请，由签发机关核对国籍。',
  },
  'composition.layoutRetired': {
    what: '版式 {template} 是旧版证件的版式，只供查看，不再签发。',
    card: '未排版，未取用空白卡。',
    next: '请联系管理员在签发配置中指定现行版式。',
  },
  'composition.sealTooSmall': {
    what: '数字印章每边 {modules} 个模块，模板为它留出的 {widthMm} 毫米太小，印出后无法识读。',
    card: '未排版，未取用空白卡。',
    next: '请联系管理员在证件模板中加大数字印章的位置。',
  },
  'composition.photoUnusable': {
    what: '照片无法打印：{problem}。',
    card: '未排版，未取用空白卡。',
    next: '请退回申请，要求提供新照片。',
  },
  'composition.templateUnusable': {
    what: '证件模板 {template} 无法使用：{place}：{problem}。',
    card: '未排版，未取用空白卡。',
    next: '正在编写模板的，请改正此处后重新检查；否则请联系管理员恢复程序自带的模板。',
  },
};
