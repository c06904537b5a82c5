/** The shape of the texts: same keys in both languages, checked by the compiler. `{name}` stands for a value. */

export type Language = 'zh' | 'en';

/** What happened; what it means for the card in the machine (absent where no card can be in it); what to do next. */
export interface ErrorText {
  readonly what: string;
  readonly card?: string;
  readonly next: string;
}

export type ErrorTexts<Errors> = { readonly [K in keyof Errors]: ErrorText };

/** Puts values into `{name}` places; an unknown name stays visible, so that a test finds it. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(value);
  });
}
