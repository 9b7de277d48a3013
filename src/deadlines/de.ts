/** German: the words of time, and of what is no time. Phrases are separated by `|`. */
import { deCompounds } from './de-compounds.ts';
import { deEvents } from './de-events.ts';
import { deSpeech } from './de-speech.ts';
import type { LanguageTable } from './types.ts';

const ONES = ['ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'];
const TENS = ['zwanzig', 'dreißig', 'vierzig', 'fünfzig', 'sechzig', 'siebzig', 'achtzig', 'neunzig'];

/** "einundzwanzig" to "neunundneunzig", with the tens themselves. */
function compoundNumbers(): Record<string, string> {
  const numbers: Record<string, string> = {};
  TENS.forEach((ten, t) => {
    numbers[String((t + 2) * 10)] = ten === 'dreißig' ? 'dreißig|dreissig' : ten;
    ONES.forEach((one, n) => {
      numbers[String((t + 2) * 10 + n + 1)] = `${one}und${ten}`;
    });
  });
  return numbers;
}

const ORDINAL_STEMS = [
  'vier',
  'fünf',
  'sechs',
  'sieb',
  'ach',
  'neun',
  'zehn',
  'elf',
  'zwölf',
  'dreizehn',
  'vierzehn',
  'fünfzehn',
  'sechzehn',
  'siebzehn',
  'achtzehn',
  'neunzehn',
];

/** "vierte" to "neunzehnte" and "zwanzigste" to "einunddreißigste", in every ending. */
function ordinals(): Record<string, string> {
  const stems = ORDINAL_STEMS.map((stem) => `${stem}t`);
  for (let n = 20; n <= 31; n++) stems.push(`${(compoundNumbers()[String(n)] ?? '').split('|')[0]}st`);
  return Object.fromEntries(
    stems.map((stem, n) => [
      String(n + 4),
      ['e', 'en', 'er', 'es', 'em'].map((ending) => stem + ending).join('|'),
    ]),
  );
}

export const de: LanguageTable = {
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
  compound_heads:
    'wahl|wahlen|neuwahlen|gipfel|konferenz|parteitag|parteitags|sitzung|session|tagung|ferien|pause|abstimmung|entscheid|konvent|verhandlungen|beratungen|gespräche|gesprächen|klausur|debatte|periode|sondierungen|versammlung',
  ordinal_suffixes: ['te', 'ten', 'ter', 'tes'],
  ordinal_dot: true,
  article_next_is_length: false,
  before_length: 'ago',
  modifiers_follow: false,
  accents_optional: false,
  endings: {},
  no_ending: '',
  past_endings: [],
  completed: '',
  past_prefixes: [],
  not_past: '',
  needs_capital: '',
  homographs: '',
  abbreviations: 'dr|prof|hr|fr|nr|bzw|ca|etc|usw|st|jan|feb|apr|aug|sept|okt|nov|dez',
  expansions: deCompounds,
  words: {
    ...deEvents,
    ...deSpeech,
    // "Acht Tage" is a week, as "vierzehn Tage" is two.
    length: {
      '1 week': 'acht tage|acht tagen',
      '3 month': 'vierteljahr|ein vierteljahr|einem vierteljahr|eines vierteljahres|eines vierteljahrs',
      '9 month': 'dreivierteljahr|ein dreivierteljahr|einem dreivierteljahr|eines dreivierteljahres',
      '6 month': 'ein halbjahr|einem halbjahr|eines halbjahres',
      '1 year': 'jahr und tag',
    },
    number: {
      '1': 'eins|einem|einer|eine|ein|einen',
      '1.5': 'anderthalb|eineinhalb|einundeinhalb',
      '2': 'zwei|zweien',
      '2.5': 'zweieinhalb',
      '3': 'drei|dreien',
      '3.5': 'dreieinhalb',
      '4': 'vier',
      '4.5': 'viereinhalb',
      '5': 'fünf',
      '5.5': 'fünfeinhalb',
      '6': 'sechs',
      '7': 'sieben',
      '8': 'acht',
      '9': 'neun',
      '10': 'zehn',
      '11': 'elf',
      '12': 'zwölf|ein dutzend',
      '13': 'dreizehn',
      '14': 'vierzehn',
      '15': 'fünfzehn',
      '16': 'sechzehn',
      '17': 'siebzehn',
      '18': 'achtzehn',
      '19': 'neunzehn',
      ...compoundNumbers(),
    },
    scale: {
      '100': 'hundert|einhundert',
      '1000': 'tausend|eintausend',
      '1000000': 'million|millionen|mio',
      '1000000000': 'milliarde|milliarden|mrd',
    },
    ordinal: {
      '1': 'erste|ersten|erster|erstes|erstem',
      '2': 'zweite|zweiten|zweiter|zweites',
      '3': 'dritte|dritten|drittes|dritter',
      ...ordinals(),
      '-1': 'letzte|letzten|letzter|letztes',
    },
    few: {
      '3-5': 'ein paar|paar|wenige|wenigen|weniger',
      '3-7': 'einige|einigen|einiger|mehrere|mehreren|mehrerer',
    },
    half: { '0.5': 'ein halbes|einem halben|eines halben|halbes|halben|einer halben|eine halbe' },
    unit: {
      minute: 'minute',
      hour: 'stunde',
      day: 'tag|tages|tags',
      week: 'woche',
      month: 'monat|monats|monates',
      quarter: 'quartal|quartals',
      year: 'jahr|jahres|jahrs',
      decade: 'jahrzehnt|jahrzehnts|dekade',
      century: 'jahrhundert|jahrhunderts',
    },
    units: {
      minute: 'minuten',
      hour: 'stunden',
      day: 'tage|tagen',
      week: 'wochen',
      month: 'monate|monaten',
      quarter: 'quartale|quartalen',
      year: 'jahre|jahren',
      decade: 'jahrzehnte|jahrzehnten|dekaden',
      century: 'jahrhunderte|jahrhunderten',
    },
    weekend: { weekend: 'wochenende|wochenendes' },
    month: {
      '1': 'januar|jänner|jan',
      '2': 'februar|feb',
      '3': 'märz',
      '4': 'april|apr',
      '5': 'mai',
      '6': 'juni|jun',
      '7': 'juli|jul',
      '8': 'august|aug',
      '9': 'september|sept',
      '10': 'oktober|okt',
      '11': 'november|nov',
      '12': 'dezember|dez',
    },
    weekday: {
      '1': 'montag',
      '2': 'dienstag',
      '3': 'mittwoch',
      '4': 'donnerstag',
      '5': 'freitag',
      '6': 'samstag|sonnabend',
      '7': 'sonntag',
    },
    season: {
      '3': 'frühling|frühjahr|frühlings|frühjahrs',
      '6': 'sommer|sommers',
      '9': 'herbst|herbstes|herbsts',
      '12': 'winter|winters',
    },
    quarter: { q: 'q' },
    new_year: { new: 'neues jahr|neuen jahr|neue jahr' },
    half_year: { half: 'hälfte', year_half: 'halbjahr|halbjahres|jahreshälfte', h: 'h' },
    day: {
      '-1': 'gestern|vorgestern',
      '0': 'heute|heute abend|heute nacht|heute mittag|heute vormittag|noch heute|noch heute abend|noch heute nacht|heute noch|heute nachmittag|heute morgen|heute früh|bis heute abend|bis heute nacht|bis heute mittag|bis heute nachmittag|noch am heutigen tag|am heutigen tag|am heutigen abend',
      '1': 'morgen|morgen früh|morgen abend|morgen mittag|morgen vormittag|morgen nachmittag|morgen nacht|am morgigen tag',
      '2': 'übermorgen',
    },
    daytime: { day: 'mitternacht|mittag|abend|vormittag|nachmittag|dienstschluss|börsenschluss|feierabend' },
    clock: { clock: 'uhr' },
    part: {
      early: 'früh im',
      start: 'anfang|beginn|zu beginn|am anfang|zu anfang|start',
      mid: 'mitte',
      late: 'spät im|spät in',
      end: 'ende|zum ende|am ende|gegen ende|schluss',
      later: 'später in|später im|im weiteren verlauf',
      earlier: 'anfang dieses',
    },
    which: {
      this: 'dieses|diesem|dieser|diese|diesen|laufenden|laufende|des laufenden|heurigen|heuriges|heurige|heuriger|noch dieses|noch diese|noch diesen',
      next: 'nächstes|nächstfolgenden|darauffolgenden|nächste|nächsten|nächster|nächstem',
      coming: 'kommende|kommenden|kommender|kommendes|kommendem',
      last: 'letzte|letzten|letztes|letzter|letztem|vergangene|vergangenen|vergangenes|vergangener|vorige|vorigen|voriges',
      after_next: 'übernächste|übernächsten|übernächstes|übernächster',
    },
    turn_of: { turn: 'wechsel|wende' },
    onwards: { on: 'an' },
    this_time: { this: 'um diese zeit' },
    relation: {
      in: 'in|im|irgendwann in|irgendwann im|noch in|noch im|noch am',
      within:
        'innerhalb|innerhalb von|innert|innert von|binnen|in der spanne von|im zeitraum von|in weniger als|in höchstens|in spätestens|in maximal|in längstens|in nicht mehr als|nicht länger als',
      by: 'bis|bis zum|bis zur|bis spätestens|spätestens|spätestens bis|spätestens am|spätestens im|spätestens bis zum|bis in|nicht später als|bis an|spätestens in|bis zu|noch bis|längstens bis|bis längstens|bis allerspätestens|bis einschließlich|nicht länger als bis|spätestens aber|spätestens aber im|spätestens aber am|spätestens aber bis|spätestens aber zum|spätestens jedoch|spätestens jedoch im|spätestens jedoch am|spätestens zum|spätestens zur|allerspätestens|allerspätestens am|allerspätestens im|bis in den|bis in die|bis in das|bis ins',
      before:
        'vor|vor dem|vor der|noch vor|noch vor dem|noch vor der|rechtzeitig vor|rechtzeitig vor dem|rechtzeitig vor der|kurz vor|kurz vor dem|kurz vor der|noch bevor|bevor|ehe',
      after:
        'nach|nach dem|nach der|nachdem|sobald|gleich nach|gleich nach dem|gleich nach der|unmittelbar nach|unmittelbar nach dem|unmittelbar nach der|erst nach|erst nach dem|erst nach der|direkt nach|direkt nach dem|direkt nach der|kurz nach|kurz nach dem|kurz nach der|noch nach',
      when: 'wenn|erst wenn',
      from: 'ab|ab dem|von|vom|ab der|nicht vor|frühestens|frühestens im|frühestens am|frühestens in|nicht vor dem|mit wirkung vom|erst ab|beginnend|nicht vor der|frühestens ab|frühestens zum|mit wirkung zum',
      soonest:
        'schon ab|schon im|schon in|bereits ab|bereits im|schon am|bereits nächste|schon zum|bereits am|bereits zum|bereits in',
      on: 'am|an|zu|zum|um|gegen|beim|auf|pünktlich zu|pünktlich zum|zur|bei',
      over: 'während|im laufe|im lauf|im verlauf|im laufe von|über|im zuge|übers',
      for: 'für|auf die dauer von|fürs',
      since: 'seit|seit dem|seit der|zuletzt im',
      between: 'zwischen',
      open_length: 'in mindestens|in mehr als|frühestens in',
      length_only: 'mindestens|mehr als|länger als|weniger als|bis zu|als',
    },
    suffix: { latest: 'spätestens|allerspätestens|höchstens|maximal', earliest: 'frühestens|aufwärts' },
    ago: { ago: 'zuvor|vorher|früher|her' },
    from_now: { now: 'ab heute|ab jetzt|von heute an|von jetzt an|von heute' },
    is_over: { over: 'um ist|vorbei ist|zu ende ist|endet|zu ende geht|abgelaufen ist|abläuft' },
    approx: {
      exact: 'nur|genau|exakt|lediglich|gerade einmal|punktgenau',
      near: 'rund um|so um',
      before:
        'etwa|ungefähr|circa|ca|zirka|rund|knapp|fast|gut|vielleicht|schätzungsweise|kurz|maximal|wahrscheinlich',
      after: 'oder so|in etwa',
    },
    matter_of: { matter: 'eine frage von|eine sache von' },
    every: { every: 'jede|jeder|jedes|jeden|jedem|alle|pro|je' },
    times: { times: 'einmal|zweimal|dreimal|mal|viermal' },
    frequency: {
      often:
        'täglich|wöchentlich|monatlich|jährlich|stündlich|montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags|alljährlich|vierteljährlich|halbjährlich|das ganze jahr|ganze jahr|am tag|übers jahr|am wochenende jeweils|jeweils|rund um die uhr|ganzjährig|immer|oft',
    },
    article: { the: 'der|die|das|des|dem|den' },
    one: { a: 'ein|eine|einem|einer|einen|eines' },
    possessive: { s: "'s" },
    of: { of: 'von|vom|der|des' },
    or: {
      or: 'oder|oder vielleicht|vielleicht|vielleicht auch|oder auch|oder spätestens|spätestens|höchstens|allenfalls|maximal|vielleicht sogar|oder sogar',
    },
    and: { and: 'und|&' },
    to: { to: 'bis|bis zum|bis zur|bis einschließlich' },
    adjective: {
      filler:
        'ganze|ganzen|volle|vollen|weitere|weiteren|zusätzliche|guten|knappen|kurze|kurzen|lange|langen|entscheidende|entscheidenden',
    },
  },
};
