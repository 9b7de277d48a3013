/** Words by their stems, in the languages whose stemmers are kept well. */
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';
import { foldPlain, spelling } from './fold.ts';

const STEMMERS = { en: english, de: german, es: spanish, fr: french, uk: ukrainian, ru: russian };
export type Language = keyof typeof STEMMERS;
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'uk', 'ru'] as const satisfies readonly Language[];

const LATIN: readonly Language[] = ['en', 'de', 'es', 'fr'];
const CYRILLIC: readonly Language[] = ['uk', 'ru'];

/** The commonest words of each language, folded: by them a language is known, and no text is about them. */
const COMMON: Record<Language, string> = {
  en: 'a about after all also am an and any are as at be because been before but by can could did do does doing down for from had has have he her here hers him his how i if in into is it its just me more most my no not now of on once only or other our out over own really same say says she should so some such than that the their them then there these they this those through to too true up us very was we were what when where which while who whom why will with would you your',
  de: 'aber alle als also am an auch auf aus bei bin bis da dann das dass dem den denn der des die dies diese diesem diesen dieser doch du durch ein eine einem einen einer er es fur hat hatte ich ihr ihre im in ist ja kann kein keine man mehr mit nach nicht noch nur ob oder schon sein seine sich sie sind so stimmt uber um und uns von vor war waren was weil wenn wer werden wie wir wird wo wurde wurden zu zum zur',
  es: 'a al algo ante como con contra cual cuando de del desde donde dos el ella ellos en entre era es esa ese eso esta estaba estan este esto ha han hasta hay la las le les lo los mas me mi muy nada ni no nos o para pero por porque que quien se ser si sin sobre son su sus tambien te tiene todo todos tu un una uno unos verdad y ya yo',
  fr: 'a alors au aussi aux avec c ce ces cette ceux ci comme d dans de des du elle elles en est et ete etre eu fait il ils j je l la le les leur leurs lui m mais meme mes moi n ne nos notre nous on ont ou par pas plus pour qu quand que quel quelle qui s sa sans se ses si son sont sur t te tout tous tu un une vos votre vous vrai y',
  uk: 'або адже але би був була були було бути в вам вас ви вже від він вона вони воно все всі де для до з за й його її ій із і їх коли ми мене на навіть нас не ні ним о от па по при про та так також там те ти то тобто той тому у уже хто це цей ця чи чому що щоб як яка який які',
  ru: 'а без более бы был была были было быть в вам вас весь во вот все всех вы где да для до его ее если есть еще ж же за здесь и из или им их к как когда кто ли мне мы на над не нет ни но о об он она они от по под при про с со так также там то того тоже той только том ты у уже хотя чем что чтобы эта эти это этот я',
};

const SPEAKERS: ReadonlyMap<string, readonly Language[]> = (() => {
  const known = new Map<string, Language[]>();
  for (const language of LANGUAGES) {
    for (const word of foldPlain(COMMON[language]).split(' ')) {
      known.set(word, [...(known.get(word) ?? []), language]);
    }
  }
  return known;
})();

/** Whether a folded word is so common in some language that no text is about it. */
export const isCommon = (word: string): boolean => SPEAKERS.has(word);

const isLanguage = (tag: string): tag is Language => tag in STEMMERS;

/** By so many common words, and so many times as many as any other has, a language is known. */
const CLEAR = 2;

/** The languages in which a text’s folded words have stems: its own, else the one that its common words speak, else all. */
export const languagesOf = (folded: readonly string[], tag: string | null): readonly Language[] => {
  if (tag !== null) {
    const language = tag.toLowerCase().split('-')[0] ?? '';
    return isLanguage(language) ? [language] : [];
  }
  const counts = new Map<Language, number>();
  for (const word of folded) {
    // A single letter may be anything.
    for (const language of word.length > 1 ? (SPEAKERS.get(word) ?? []) : []) {
      counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!first || first[1] < CLEAR || first[1] < CLEAR * (second?.[1] ?? 0)) return LANGUAGES;
  return [first[0]];
};

const LATIN_WORD = /^\p{Script=Latin}+$/u;
const CYRILLIC_WORD = /^[\p{Script=Cyrillic}']+$/u;

/**
 * The stems of a plain word in the languages given that are written in its letters: of the word as it stands,
 * without its accents and in its other spelling. None for the commonest words.
 */
export const stemsOf = (plain: string, languages: readonly Language[]): string[] => {
  if (plain.length < SHORTEST || isCommon(foldPlain(plain))) return [];
  const own = LATIN_WORD.test(plain) ? LATIN : CYRILLIC_WORD.test(plain) ? CYRILLIC : [];
  return own
    .filter((language) => languages.includes(language))
    .flatMap((language) => stemsIn(language, plain));
};

const SHORTEST = 3;

/** Endings of Ukrainian nouns, the longest first. */
const ENDING = /(?:ями|ами|ові|еві|єві|ою|ею|єю|ям|ам|ях|ах|ів|їв|ей|ом|ем|єм|ю|у|а|я|и|і|ї|о|е|є|ь|й)$/u;

const CONSONANT = "[^аеєиіїоуюя']";
/** A vowel that other cases lack: податок and податки, вікон and вікна. */
const FLEETING = new RegExp(`(?<=${CONSONANT})[оеє](?=${CONSONANT}$)`, 'u');
/** One that is о or е where the syllable is open: шкіл and школи, міст and мости, осінь and осені. */
const CLOSED = new RegExp(`(?<=${CONSONANT})і(?=${CONSONANT}{1,2}$)`, 'u');

/**
 * A Ukrainian noun without its ending, and as its root reads in other cases; names of towns too (Харків and
 * Харкова, Київ and Києва). The stemmer above cuts some nouns too short (автобуси) and knows no such change.
 */
const ukrainianRoots = (word: string): string[] => {
  const root = word.replace(ENDING, '');
  const isClosed = root === word.replace(/ь$/u, '');
  const others = [root.replace(FLEETING, ''), root.replace(CLOSED, 'о'), root.replace(CLOSED, 'е')];
  const town = word.replace(/ів$/u, 'ов').replace(/їв$/u, 'єв');
  return [root, ...(isClosed ? others : []), ...(town === word ? [] : [town])].filter(
    ({ length }) => length >= SHORTEST,
  );
};

/** The stemmer takes the end of plurals such as "gobiernos" for a pronoun. */
const spanishSingular = (word: string): string[] => {
  const singular = word.replace(/(?<=[aeiou]r)nos$/u, 'no');
  return singular === word ? [] : [spanish(singular)];
};

const rootsIn = (language: Language, plain: string): string[] => {
  if (language === 'uk') return ukrainianRoots(plain);
  return language === 'es' ? spanishSingular(plain) : [];
};

const stemsIn = (language: Language, plain: string): readonly string[] => {
  const forms = [...new Set([plain, foldPlain(plain), spelling(plain)])];
  const roots = rootsIn(language, plain);
  return [...new Set([...forms.map((form) => STEMMERS[language](form)), ...roots].map(foldPlain))];
};
