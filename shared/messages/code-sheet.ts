/** The texts of the sheets of sealed codes: bilingual, Chinese first, whatever language the window speaks. */

import type { Bilingual } from './receipt.ts';

type Kind = 'firstStart' | 'breakGlass';

export const codeSheetTitles: Readonly<Record<Kind, Bilingual>> = {
  firstStart: { zh: '首次启用码', en: 'Code of the first start' },
  breakGlass: { zh: '应急码', en: 'Break-glass code' },
};

/** What it is for, and when the envelope may be opened. */
export const codeSheetPurposes: Readonly<Record<Kind, Bilingual>> = {
  firstStart: {
    zh: '供管理员和主管两人首次启用本工作站。启用当日由两人共同拆封。',
    en: 'Lets administrator and supervisor start this workstation. Opened by the two of them on that day.',
  },
  breakGlass: {
    zh: '仅在管理员和主管均无法登录时拆封。用它可恢复一名管理员或主管的账号。',
    en: 'Opened only where neither administrator nor supervisor can sign in. It lets one of them in again.',
  },
};

export const codeSheetSteps: Readonly<Record<Kind, readonly Bilingual[]>> = {
  firstStart: [
    { zh: '1. 打开程序，在“首次启用”中输入此码。', en: '1. Open the program and enter the code under “First start”.' },
    {
      zh: '2. 管理员和主管各自设定账号和密码，互不得见。',
      en: '2. Administrator and supervisor each choose account and password, unseen by the other.',
    },
    {
      zh: '3. 此码随即失效；销毁本页，封存随后显示的应急码。',
      en: '3. The code is then used up. Destroy this sheet; seal the break-glass code that is shown next.',
    },
  ],
  breakGlass: [
    {
      zh: '1. 两人在场拆封，在登录页选择“使用应急码…”，输入此码和账号。',
      en: '1. Open it with a witness; at sign-in choose “Break-glass code…”, enter code and account.',
    },
    {
      zh: '2. 程序给出一次性密码；日志记录警报，由他人复核。',
      en: '2. The program gives a one-time password. The log sounds an alarm, which others look into.',
    },
    {
      zh: '3. 此码随即失效；当日由两人制作新码并另行封存。',
      en: '3. The code is then used up. The same day two people make and seal a new one.',
    },
  ],
};

export const codeSheetTexts = {
  sealed: { zh: '密封保管', en: 'Keep sealed' },
  office: { zh: '机构', en: 'Office' },
  workstation: { zh: '工作站', en: 'Workstation' },
  madeAt: { zh: '制作时间', en: 'Made' },
  number: { zh: '编号', en: 'No.' },
  sealedBy: { zh: '封存人（两人签名，骑缝）', en: 'Sealed by two, across the flap' },
  openedBy: { zh: '拆封人、日期、事由', en: 'Opened by, date, reason' },
  fold: { zh: '沿此线向内折', en: 'fold inwards here' },
  check: { zh: '末组为校验位', en: 'last group: check digits' },
  signs: {
    zh: '数字 0、1；无字母 I、L、O、U。大小写均可，连字符可省。',
    en: '0 and 1 are digits; there is no I, L, O or U. Small letters will do, hyphens may be left out.',
  },
  use: { zh: '使用方法', en: 'How it is used' },
  once: { zh: '只能使用一次', en: 'Works once' },
  timeZone: { zh: '北京时间', en: 'Beijing time' },
} as const satisfies Readonly<Record<string, Bilingual>>;
