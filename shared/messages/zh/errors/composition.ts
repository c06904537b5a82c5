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
    next: '请退回申请，由审批机关核准较短的写法。',
  },
  'composition.nationalityUnknown': {
    what: '国籍代码 {code} 没有可打印的名称。',
    card: '未排版，未取用空白卡。',
    next: '请退回申请，由审批机关核对国籍。',
  },
  'composition.photoUnusable': {
    what: '照片无法打印：{problem}。',
    card: '未排版，未取用空白卡。',
    next: '请退回申请，要求提供新照片。',
  },
  'composition.templateUnusable': {
    what: '证件模板 {template} 无法使用：{place}：{problem}。',
    card: '未排版，未取用空白卡。',
    next: '请联系管理员恢复程序自带的模板。',
  },
};
