/** The words of the pages in one language, with its numbers, days and plurals (Intl). */
import type { Catalogue, MessageName } from './messages/catalogue.ts';
import { de } from './messages/de.ts';
import { desk as deskDe } from './messages/desk-de.ts';
import { desk as deskEn } from './messages/desk-en.ts';
import { desk as deskEs } from './messages/desk-es.ts';
import { desk as deskUk } from './messages/desk-uk.ts';
import { en } from './messages/en.ts';
import { es } from './messages/es.ts';
import type { Message } from './messages/message.ts';
import { uk } from './messages/uk.ts';

export const LANGUAGES = ['en', 'de', 'es', 'uk'] as const;
export type Language = (typeof LANGUAGES)[number];

// To spread so many members takes V8 a hundred times as long.
export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  en: Object.assign({}, en, deskEn),
  de: Object.assign({}, de, deskDe),
  es: Object.assign({}, es, deskEs),
  uk: Object.assign({}, uk, deskUk),
};

/** What a language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  uk: 'Українська',
};

/** Days as newspapers write them: the day before the month. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de', es: 'es', uk: 'uk' };

export interface Words {
  language: Language;
  t(name: MessageName, values?: Readonly<Record<string, string | number>>): string;
  /** The text of a name that is made of a prefix and a word of the record; the bare word where there is none. */
  of(prefix: string, word: string): string;
  number(value: number): string;
  /** A calendar day, which may be known to its month or year only: `15 August 2025`. */
  day(day: string): string;
  /** The same with a short month: `15 Aug 2025`. */
  shortDay(day: string): string;
  /** `29 Aug – 5 Sept 2025` */
  days(first: string, last: string): string;
  /** The day and minute of an instant, where the newsroom is. */
  instant(at: string): string;
  list(parts: readonly string[]): string;
}

const isName = (name: string): name is MessageName => Object.hasOwn(CATALOGUES.en, name);

const dateOf = (day: string): Date => new Date(`${day.padEnd(10, '-01').slice(0, 10)}T00:00:00Z`);

const PARTS = [
  { year: 'numeric' },
  { year: 'numeric', month: 'long' },
  { year: 'numeric', month: 'long', day: 'numeric' },
] as const;

const formats = (locale: string, month: 'long' | 'short') => {
  const made = PARTS.map(
    (parts) =>
      new Intl.DateTimeFormat(locale, { ...parts, ...('month' in parts ? { month } : {}), timeZone: 'UTC' }),
  );
  return (day: string): Intl.DateTimeFormat | undefined =>
    made[day.length <= 4 ? 0 : day.length <= 7 ? 1 : 2];
};

/** The words of a language, for a newsroom in this timezone. */
export const wordsIn = (language: Language, timezone: string): Words => {
  const locale = LOCALES[language];
  const catalogue = CATALOGUES[language];
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const long = formats(locale, 'long');
  const short = formats(locale, 'short');
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const instants = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: timezone,
  });
  const textOf = (message: Message, n: unknown): string =>
    typeof message === 'string' ? message : (message[plural.select(Number(n))] ?? message.other ?? '');
  const t: Words['t'] = (name, values = {}) =>
    textOf(catalogue[name], values.n).replaceAll(/\{(\w+)\}/g, (_, key: string) => {
      const value = values[key] ?? '';
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  return {
    language,
    t,
    of: (prefix, word) => {
      const name = `${prefix}.${word}`;
      return isName(name) ? t(name) : word.replaceAll('_', ' ');
    },
    number: (value) => numbers.format(value),
    day: (day) => long(day)?.format(dateOf(day)) ?? day,
    shortDay: (day) => short(day)?.format(dateOf(day)) ?? day,
    days: (first, last) => short(first)?.formatRange(dateOf(first), dateOf(last)) ?? first,
    instant: (at) => instants.format(new Date(at)),
    list: (parts) => lists.format(parts),
  };
};

/** The language of ours that `Accept-Language` (RFC 9110 section 12.5.4) likes most; English where it likes none. */
export const languageFor = (header: string | undefined): Language => {
  const asked = (header ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().split(';');
    const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
    return { tag: tag.toLowerCase(), q: quality === undefined ? 1 : Number(quality.trim().slice(2)) };
  });
  const liked = asked
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q)
    .map(({ tag }) => LANGUAGES.find((language) => tag === language || tag.startsWith(`${language}-`)));
  return liked.find((language) => language !== undefined) ?? 'en';
};
