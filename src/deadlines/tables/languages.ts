/** How the grammar of a language differs; its words are in the folder of its name. */

export interface VerbSecond {
  /** What a participle looks like that the lists do not have. */
  participle: RegExp;
  /** Participles of moving and becoming, whose perfect is formed with "be": "ist gestiegen". */
  moved: RegExp;
  /** The word that makes an infinitive of it: "zu". */
  infinitive: string;
}

export interface Language {
  code: string;
  title: string;
  country: string;
  decimal_mark: '.' | ',';
  /** How a language tells the past whose verb comes second and whose participle comes last; null where it does not. */
  verb_second: VerbSecond | null;
  /** True where "5." before a word is an ordinal. */
  ordinal_dot: boolean;
  /** "in the next week" is a length of one week (English), not the calendar week (German). */
  article_next_is_length: boolean;
  /** What the word for "before" makes of a length: "vor zwei Wochen" is past, "antes de dos semanas" a limit. */
  before_length: 'ago' | 'within' | null;
  /** Modifiers stand behind what they modify: "la semana próxima", "el plan de la semana próxima". */
  modifiers_follow: boolean;
  /** Words may be written without their accents ("proximo"), where that makes no other word ("esta"). */
  accents_optional: boolean;
}

const en: Language = {
  code: 'en',
  title: 'English',
  country: 'US',
  decimal_mark: '.',
  verb_second: null,
  ordinal_dot: false,
  article_next_is_length: true,
  before_length: null,
  modifiers_follow: false,
  accents_optional: false,
};

const de: Language = {
  code: 'de',
  title: 'Deutsch',
  country: 'DE',
  decimal_mark: ',',
  verb_second: {
    participle:
      /^(?:[a-zäöüß]{2,8})?ge[a-zäöüß]{3,}(?:t|en)$|^(?:be|ver|er|ent|emp|zer|miss|über|unter|hinter|wider|durch|ab|an|auf|aus|ein|vor|zu|um|mit|nach|wieder|durch)[a-zäöüß]{3,}(?:t|en)$|iert$/,
    moved:
      /(?:gefallen|gelaufen|gegangen|gekommen|gestiegen|gesunken|gewachsen|geblieben|gewesen|geworden|getreten|gebrochen|gefahren|gezogen|geflogen|geflohen|geraten|gerutscht|gerückt|gesprungen|gestürzt|gewichen|gesackt|gestorben|gereist|gestartet|standen|schwunden|eskaliert)$/,
    infinitive: 'zu',
  },
  ordinal_dot: true,
  article_next_is_length: false,
  before_length: 'ago',
  modifiers_follow: false,
  accents_optional: false,
};

const es: Language = {
  code: 'es',
  title: 'Español',
  country: 'ES',
  decimal_mark: ',',
  verb_second: null,
  ordinal_dot: false,
  article_next_is_length: false,
  before_length: 'within',
  modifiers_follow: true,
  accents_optional: true,
};

export const LANGUAGES: ReadonlyMap<string, Language> = new Map([en, de, es].map((one) => [one.code, one]));
