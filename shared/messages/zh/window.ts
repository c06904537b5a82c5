/** Chinese texts of the window. */

export const window = {
  'app.name': '星证工作站',
};

export type WindowTexts = Readonly<Record<keyof typeof window, string>>;
