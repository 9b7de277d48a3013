/**
 * Words that change what a sentence says when they go or change: negations, numbers and names. Tables
 * for six languages; where the language is not known, those of all six.
 */
import { LANGUAGES, type Language, NEGATIONS, NUMBERS, PREFIXES, SUFFIXES } from './meaning-tables.ts';
import { normalise } from './normalise.ts';
import { wordsOf } from './words.ts';

export const KINDS_OF_MEANING = ['negation', 'number', 'name'] as const;
export type KindOfMeaning = (typeof KINDS_OF_MEANING)[number];

/** A word as the tables spell it, and as it stands. */
export interface Token {
  /** Where it begins and ends in its normalised text. */
  from: number;
  to: number;
  text: string;
  /** In small letters, composed. */
  word: string;
  /** Whether it may have its capital for the place it stands in: a sentence begins. */
  opens: boolean;
}

const tableOf = (words: string): Set<string> => new Set(words.split(/\s+/).filter((word) => word !== ''));
const negations = new Map(LANGUAGES.map((language) => [language, tableOf(NEGATIONS[language])]));
const isNegationIn = (word: string, language: Language): boolean => {
  if (negations.get(language)?.has(word)) return true;
  if (language === 'en') return word.endsWith("n't");
  if (language === 'de') return /^(?:k|irgendk)ein(?:e[mnrs]?)?$/.test(word);
  return language === 'fr' && word.startsWith("n'");
};

const among = (language: Language | null): readonly Language[] =>
  language === null ? LANGUAGES : [language];

export const isNegation = ({ word }: Token, language: Language | null): boolean =>
  among(language).some((each) => isNegationIn(word, each));

/** Whether one is the other turned round: legal and illegal, careful and careless. */
export const isTurnedRound = (one: Token, other: Token): boolean => {
  const [short, long] = one.word.length < other.word.length ? [one.word, other.word] : [other.word, one.word];
  if (short.length >= 2 && long.endsWith(short) && PREFIXES.has(long.slice(0, -short.length))) return true;
  return SUFFIXES.some(([has, lacks]) =>
    [
      [one.word, other.word],
      [other.word, one.word],
    ].some(
      ([a = '', b = '']) =>
        a.endsWith(has) &&
        b.endsWith(lacks) &&
        a.length > has.length + 1 &&
        a.slice(0, -has.length) === b.slice(0, -lacks.length),
    ),
  );
};

const cardinals = new Map(
  LANGUAGES.map((language) => {
    const [small = '', tens = '', large = ''] = NUMBERS[language].values.split('|');
    const values = new Map<string, string>();
    const add = (words: string, valueAt: (index: number) => number) => {
      for (const [index, spellings] of words.trim().split(/\s+/).entries()) {
        for (const word of spellings.split('/')) values.set(word, String(valueAt(index)));
      }
    };
    add(small, (index) => index);
    add(tens, (index) => 10 * (index + 3));
    add(large, (index) => [100, 1e3, 1e6, 1e9][index] ?? 0);
    return [language, values];
  }),
);
/** So common as an article or a pronoun that leaving one out says little. */
const COMMON = tableOf(
  'one first second once null eins erste ersten erster zweite zweiten uno una un primero primera segundo premier première second seconde один одна одне одно перший перша перше первый первая первое второй вторая второе',
);

/** What number a word is, in one spelling of a value where that is known; null for no number. */
export const numberOf = ({ word, text }: Token, language: Language | null): string | null => {
  if (/\p{Nd}/u.test(text)) return text.replaceAll(/[,.'](?=\d{3}(?!\d))/g, '');
  if (text === '%') return 'percent';
  if (/\p{Sc}/u.test(text)) return text;
  for (const each of among(language)) {
    const value = cardinals.get(each)?.get(word);
    if (value !== undefined) return value;
    if (NUMBERS[each].percent.test(word)) return 'percent';
    if (NUMBERS[each].more.test(word)) return word;
  }
  return COMMON.has(word) ? word : null;
};

/** Whether a number left out is worth a word: not the "one" of "one of them". */
export const isTellingNumber = (token: Token, language: Language | null): boolean =>
  !COMMON.has(token.word) && numberOf(token, language) !== null;

const CAPITALISED = /^\p{Lu}/u;
const ALL_CAPITALS = /^\p{Lu}[\p{Lu}\p{Nd}]+$/u;
const FIRST_PERSON = /^i(?:'\p{L}+)?$/u;
/** German writes its nouns with a capital: a noun after one of these is hardly ever a name. */
const GERMAN_BEFORE_NOUNS =
  /^(?:d(?:er|ie|as|en|em|es)|(?:k|m|d|s)?ein(?:e[mnrs]?)?|(?:uns|eu|ih)(?:er)?(?:e[mnrs]?)?|dies(?:e[mnrs]?)|jed(?:e[mnrs])|all(?:e[mnrs]?)|viele?[nrm]?|mehr|wenige?[nrm]?|einige[nrm]?|i[mn]s?|am|zu[mr]|vo[mn]|bei[m]|ans|aufs|fürs|\p{Ll}+(?:e|en|er|es|em))$/u;
const GERMAN_NOUN =
  /(?:ung|heit|keit|schaft|tion|tät|ismus|nis|tum|ungen|heiten|keiten|schaften|tionen|täten)$/;

/**
 * Whether a word is a name, as far as its letters tell: a capital where no sentence begins. Where one
 * begins, with a second capital behind it, or where `elsewhere` has it with a capital inside a sentence.
 */
export const isName = (
  tokens: readonly Token[],
  at: number,
  language: Language | null,
  elsewhere: (word: string) => boolean = () => false,
): boolean => {
  const token = tokens[at];
  if (!token || !CAPITALISED.test(token.text) || FIRST_PERSON.test(token.word)) return false;
  if (ALL_CAPITALS.test(token.text)) return true;
  // Where no sentence begins, a capital makes a name even of "some"; German writes "Sie" so.
  const isCommon = (token.opens || language === 'de') && isFunctionWord(token.word, language);
  // "The First" is one too, unless it opens a sentence.
  const isNumber = token.opens ? numberOf(token, language) !== null : isTellingNumber(token, language);
  if (isCommon || isNumber) return false;
  const next = tokens[at + 1];
  const isFollowed = next !== undefined && next.from === token.to + 1 && CAPITALISED.test(next.text);
  if (token.opens) return (isFollowed && language !== 'de') || elsewhere(token.text);
  if (language !== 'de') return true;
  const before = tokens[at - 1];
  const isAfterNoun = before !== undefined && CAPITALISED.test(before.text) && before.to + 1 === token.from;
  if (isAfterNoun || isFollowed) return true;
  return !GERMAN_NOUN.test(token.word) && !(before && GERMAN_BEFORE_NOUNS.test(before.word));
};

/** Whether a word has a capital and is neither a number nor one of the words that hold a sentence together. */
export const isNoCommonWord = (token: Token, language: Language | null): boolean =>
  CAPITALISED.test(token.text) &&
  !FIRST_PERSON.test(token.word) &&
  !isFunctionWord(token.word, language) &&
  numberOf(token, language) === null;

const isFunctionWord = (word: string, language: Language | null): boolean =>
  among(language).some((each) => isNegationIn(word, each) || functionWords.get(each)?.has(word));

/** Words by which a language is told, and which are no names at the beginning of a sentence. */
const FUNCTION_WORDS: Record<Language, string> = {
  en: 'the and of to in is that it for was on are as with his he they be at this have from or had by but what we when your said there an each which she do how if will up about out then them these so some her would him has two more could my than been who its now did down our over after also most where why any all there before still even however because while',
  de: 'der die das und ist nicht von zu den mit sich des auf für dem ein eine im es sie wir ich er auch als an nach wie bei aus hat werden wird haben sind war wurde noch über so zum aber um dass wenn doch dann da jetzt heute hier',
  es: 'el la los las de que y a no en un una ser se por con para como está lo pero sus le ha si sobre este ya entre cuando todo esta más son del al es su ellos nosotros también',
  fr: 'le la les de des et en un une du que qui dans ce il elle pour pas plus au sur se ne avec par on nous vous ils sont est mais ou aux cette être son sa ses leur a été',
  uk: 'і й та що в у на з не до як за це від по для про ми він вона вони я але або то ж бо є буде було їх його її нас ви цей ця',
  ru: 'и в не на что с по как за это от к из для о мы он она они я но или то же бы есть будет было их его её нас вы этот эта у',
};
const functionWords = new Map(LANGUAGES.map((language) => [language, tableOf(FUNCTION_WORDS[language])]));

/** The language of a text by its commonest words; null where they do not tell. */
export const guessLanguage = (normalised: string): Language | null => {
  const counts = new Map<Language, number>();
  for (const { word } of tokensOf(normalised.slice(0, GUESSED_BY))) {
    for (const language of LANGUAGES) {
      if (functionWords.get(language)?.has(word)) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  const [best, second] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= FEWEST_TELLING && best[1] > (second?.[1] ?? 0) * 1.5 ? best[0] : null;
};
const GUESSED_BY = 2_000;
/** Fewer of its common words tell no language: of short texts the tables of all are better. */
const FEWEST_TELLING = 4;

/** One of the six by a BCP 47 tag; null for another. */
export const languageOf = (tag: string | null | undefined): Language | null =>
  LANGUAGES.find((language) => tag?.toLowerCase().split('-')[0] === language) ?? null;

/** The words between two offsets of a normalised text. */
export const tokensOf = (text: string, from = 0, to = text.length): Token[] => {
  const piece = text.slice(from, to);
  const words = wordsOf(piece);
  const tokens: Token[] = [];
  for (let i = 0; i < words.count; i += 1) {
    const [begin, end] = [words.from[i] ?? 0, words.to[i] ?? 0];
    const spelled = piece.slice(begin, end).normalize('NFC');
    const before = text.slice(Math.max(0, from + begin - 3), from + begin);
    const opens = from + begin === 0 || /[.!?…:¿¡;|•]['" )\]]*$|(?:^|[ ([])'$/u.test(before);
    tokens.push({ from: from + begin, to: from + end, text: spelled, word: spelled.toLowerCase(), opens });
  }
  return tokens;
};

/** The tokens of a text that is not normalised yet. */
export const tokensIn = (text: string): Token[] => tokensOf(normalise(text).text);
