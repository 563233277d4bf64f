import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

/** BCP 47 tags of the languages that every resource file speaks. */
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };

/** One resource file: the same keys in every language. A message is a string, or a function of its values. */
export type Texts<T> = Record<Language, T>;

const storageKey = 'labelsmith.language';

function preferred(): Language {
  const stored = localStorage.getItem(storageKey);
  if (languages.includes(stored as Language)) return stored as Language;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

const LanguageContext = createContext<{ language: Language; setLanguage(language: Language): void }>({
  language: 'en',
  setLanguage() {},
});

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(preferred);
  useEffect(() => {
    localStorage.setItem(storageKey, language);
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo(() => ({ language, setLanguage }), [language]);
  return <LanguageContext.Provider value={value}>{children}</LanguageContext.Provider>;
}

export const useLanguage = () => useContext(LanguageContext);

/** The messages of a resource file in the language of the user. */
export function useTexts<T>(texts: Texts<T>): T {
  return texts[useLanguage().language];
}
