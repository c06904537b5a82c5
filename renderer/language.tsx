/** The language of the page: Chinese first, English one key away. */

import { createContext, useCallback, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { codeText } from '../shared/messages/code-text.ts';
import { en } from '../shared/messages/en.ts';
import { fill, type Language } from '../shared/messages/texts.ts';
import { zh } from '../shared/messages/zh.ts';
import type { WindowTexts } from '../shared/messages/zh/window.ts';

export type TextKey = keyof WindowTexts;
export type TextValues = Readonly<Record<string, string | number>>;
/** Gives the text of a key in the current language, with its `{places}` filled. */
export type Translate = (key: TextKey, values?: TextValues) => string;

const locales = { zh: 'zh-CN', en: 'en-GB' } as const;
const LanguageContext = createContext<Language>('zh');

export function LanguageProvider({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    document.documentElement.lang = locales[language];
  }, [language]);
  return <Spoken language={language}>{children}</Spoken>;
}

/** A part of the page that speaks to somebody else, in their language. */
export function Spoken({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  return (
    <LanguageContext value={language}>
      <I18nProvider locale={locales[language]}>{children}</I18nProvider>
    </LanguageContext>
  );
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

export function translate(language: Language, key: TextKey, values: TextValues = {}): string {
  return fill((language === 'zh' ? zh : en).window[key], values);
}

export function useTexts(): Translate {
  const language = useLanguage();
  return useCallback((key: TextKey, values?: TextValues) => translate(language, key, values), [language]);
}

/** The text of a code that came from the app (a state, a reason); the code itself where no text is known for it. */
export function useCodeText(): (prefix: string, code: string) => string {
  const language = useLanguage();
  return useMemo(() => (prefix: string, code: string) => codeText(language, prefix, code), [language]);
}
