/**
 * Proposes a mapping for a table that nobody has described: what each column is by its name, in several languages, and
 * by what stands in it. A proposal to be read and mended, never used unread.
 */
import { LIMITS } from '../../limits.ts';
import { guessLanguage } from '../../text/meaning.ts';
import { normalise } from '../../text/normalise.ts';
import { datePattern, dayOf, distinctSlug } from './evaluate.ts';
import { isRecord, type Sample } from './rows.ts';
import { bare, type Status, statusOf } from './statuses.ts';

/**
 * What columns are called; with `*` what their words begin with. The words of the second list
 * tell more than what stands beside them: “when was it promised” is a day.
 */
const NAMES = {
  key: ['id key nr no n num number nummer numero ref code lfd ідентифікатор номер', ''],
  text: [
    'claim claims promise* pledge* statement* quote text vclaim commitment* versprech* versproch* wahlversprech* zusage* aussage* behauptung* zitat promes* promet* compromis* afirmaci* declaraci* cita engagement* declaration* affirmation* citation* promess* dichiarazion* обіця* твердженн* заява цитата текст',
    '',
  ],
  speaker: [
    'speaker* politician* person* name candidate* claimant* author party minist* sprecher* politiker* person kandidat* partei* orador* politico* persona candidat* partido* responsable* autor* locuteur* personne auteur* parti politica спікер* політик* особа автор* партія міністерств*',
    'who whom by wer wem von quien por qui par chi хто ким',
  ],
  date: [
    'date day said stated datum tag gesagt fecha dia dicho jour dit data giorno дата день',
    'when wann cuando quand quando коли',
  ],
  deadline: [
    'deadline* due until term frist* bis termin* zieldatum plazo* vencimiento hasta echeance* delai* jusqu* scadenza* prazo* термін* строк* до',
    '',
  ],
  url: ['url* link* source website web adresse quelle enlace* fuente lien* fonte посилання джерело', ''],
  title: [
    'title* headline* source document titel uberschrift* quelle dokument titulo* fuente documento titre* document titolo* fonte заголовок назва джерело документ',
    '',
  ],
  publisher: [
    'publisher* outlet* medium media newspaper* zeitung* medien medio periodico* editeur* journal testata видання змі',
    '',
  ],
  topic: [
    'topic* category categories tag tags issue* subject* area thema themen themenbereich kategorie* bereich* politikfeld ressort tema* categoria* ambito theme* sujet* domaine* argoment* тема теми категорія сфера',
    '',
  ],
  rating: [
    'rating* verdict* label* truth truth_label status result* progress bewertung* urteil* ergebnis* stand umsetzung* calificacion* veredicto* estado resultado* cumplimiento statut* evaluation* avancement valutazion* esito stato вердикт оцінка статус стан результат виконання',
    '',
  ],
  note: [
    'note* notes comment* remark* explanation* rationale details bemerkung* kommentar* anmerkung* begrundung* erlauterung* nota* comentario* observacion* explicacion commentaire* remarque* explication* commento примітк* коментар* пояснення',
    '',
  ],
  language: ['language* lang sprache idioma* langue* lingua мова', ''],
} as const satisfies Record<string, readonly [words: string, telling: string]>;
export type Meaning = keyof typeof NAMES;
const MEANINGS = Object.keys(NAMES).filter((name): name is Meaning => name in NAMES);

/** Dates that are known to the day, in the formats that are looked for. */
const DAYS = [
  ...['YYYY-MM-DD', 'YYYY/MM/DD', 'YYYY.MM.DD'],
  ...['D MMMM YYYY', 'D. MMMM YYYY', 'D MMMM, YYYY', 'D MMM. YYYY', 'D. MMM. YYYY'],
  ...["D 'de' MMMM 'de' YYYY", "D 'de' MMMM 'del' YYYY", "D 'de' MMMM, YYYY", "D 'de' MMM. 'de' YYYY"],
  ...['MMMM D, YYYY', 'MMMM D YYYY', 'MMM. D, YYYY', 'MMM. D YYYY'],
  ...['D.M.YYYY', 'D. M. YYYY', 'D/M/YYYY', 'M/D/YYYY', 'D-M-YYYY', 'D-MMM-YYYY', 'D/MMM/YYYY'],
];
/** Dates that are known in part; a figure may be anything else, so only what is called a date is looked through for them. */
const PARTIAL = ['MMMM YYYY', "MMMM 'de' YYYY", 'MMM. YYYY', 'YYYY-MM', 'M/YYYY', 'M.YYYY', 'YYYY'];

/** By so many rows a mapping is guessed. */
export const SAMPLE = 500;
const RATINGS_MAX = 20;
/** Of the texts, so many are asked for their language each by itself. */
const LANGUAGE_SAMPLE = 50;

/** Whether so much of a column is alike that it is what the column is for. */
const MOST = 0.8;
const SOME = 0.1;

export interface Guess {
  /** A mapping, as JSON. */
  mapping: Record<string, unknown>;
  /** What each column was taken for; null: it was left out. */
  columns: { column: string; meaning: Meaning | null }[];
  /** What a person should look at. */
  notes: string[];
}

interface Names {
  words: ReadonlySet<string>;
  beginnings: readonly string[];
}

const namesOf = (text: string): Names => {
  const words = text.split(' ').filter((word) => word !== '');
  return {
    words: new Set(words.filter((word) => !word.endsWith('*')).map(bare)),
    beginnings: words.filter((word) => word.endsWith('*')).map(bare),
  };
};

const KNOWN = new Map(
  MEANINGS.map((meaning) => {
    const [own, telling] = NAMES[meaning];
    return [meaning, { own: namesOf(own), telling: namesOf(telling) }];
  }),
);

const holds = ({ words, beginnings }: Names, word: string): boolean =>
  words.has(word) || beginnings.some((beginning) => word.startsWith(beginning));

/** How well a column's name fits: 2 where it is the word, less where it holds it. */
const fitOf = (column: string, meaning: Meaning): number => {
  const known = KNOWN.get(meaning);
  if (!known) return 0;
  if (meaning === 'key' && column.trim() === '#') return 2;
  const name = bare(column);
  const words = name.split(' ');
  if (known.own.words.has(name) || known.telling.words.has(name)) return 2;
  if (words.length === 1 && holds(known.own, name)) return 2;
  if (words.some((word) => holds(known.telling, word))) return 1.5;
  return words.some((word) => holds(known.own, word)) ? 1 : 0;
};

const columnsOf = (table: Sample): string[] => [
  ...(table.columns ??
    new Set(table.rows.slice(0, SAMPLE).flatMap(({ value }) => (isRecord(value) ? Object.keys(value) : [])))),
];

/** What stands in a column of a row, as a mapping reads it; '' for nothing. */
const cellOf = (value: unknown, column: string): string => {
  const cell = isRecord(value) ? value[column] : undefined;
  return typeof cell === 'string' ? cell.trim() : typeof cell === 'number' ? String(cell) : '';
};

const share = (cells: readonly string[], is: (cell: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(is).length / cells.length;

interface Dates {
  /** Formats, the most used first. */
  formats: string[];
  /** Which part of the cells they read: whole, or as they stand somewhere in them. */
  share: number;
  /** What keeps the date of a longer cell; undefined where the cells are dates. */
  pattern?: string;
  /** Whether day and month could be either. */
  ambiguous: boolean;
}

/** The formats of some that read most of these words; days before months where nothing tells. */
const formatsOf = (
  words: readonly string[],
  among: readonly string[],
): Pick<Dates, 'formats' | 'ambiguous'> => {
  const counted = among
    .map((format) => ({ format, count: words.filter((word) => dayOf(word, [format]) !== null).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const countOf = (format: string) => counted.find((one) => one.format === format)?.count ?? 0;
  const [day_first, month_first] = [countOf('D/M/YYYY'), countOf('M/D/YYYY')];
  const lesser = day_first < month_first ? 'D/M/YYYY' : 'M/D/YYYY';
  // Where one of them reads what the other cannot, it is the one.
  const is_clear = day_first !== month_first;
  return {
    formats: counted.map(({ format }) => format).filter((format) => !is_clear || format !== lesser),
    ambiguous: day_first > 0 && day_first === month_first,
  };
};

const datesOf = (cells: readonly string[], among: readonly string[]): Dates => {
  const whole = formatsOf(cells, among);
  const read = share(cells, (cell) => dayOf(cell, whole.formats) !== null);
  const rest = cells.filter((cell) => dayOf(cell, whole.formats) === null);
  if (rest.length === 0) return { ...whole, share: read };
  // “Said on 3 May 2024 in a speech”, “2024-05-03 14:00”.
  const found = DAYS.filter((format) => {
    const regex = new RegExp(datePattern([format]), 'v');
    return rest.some((cell) => dayOf(regex.exec(cell)?.[1] ?? '', [format]) !== null);
  });
  if (found.length === 0) return { ...whole, share: read };
  const formats = [...whole.formats, ...found.filter((format) => !whole.formats.includes(format))];
  const pattern = datePattern(formats);
  const regex = new RegExp(pattern, 'v');
  const words = cells.flatMap((cell) => regex.exec(cell)?.[1] ?? []);
  const better = formatsOf(words, formats);
  return {
    ...better,
    share:
      cells.length === 0
        ? 0
        : words.filter((word) => dayOf(word, better.formats) !== null).length / cells.length,
    pattern: datePattern(better.formats),
  };
};

const ADDRESS = /^(?:https?:\/\/|www\.)\S/i;

/** In a longer text a day is not what it is about. */
const DATE_LENGTH = 80;

/** By what stands in it, where names do not tell. */
const contentOf = (cells: readonly string[]): Meaning | null => {
  if (share(cells, (cell) => ADDRESS.test(cell)) > MOST) return 'url';
  if (cells.every(({ length }) => length <= DATE_LENGTH) && datesOf(cells, DAYS).share > MOST) return 'date';
  if (share(cells, (cell) => statusOf(cell) !== null) > MOST) return 'rating';
  return null;
};

/** What a column may be although it is full of dates or of addresses. */
const GOES_WITH: Partial<Record<Meaning, readonly Meaning[]>> = { date: ['deadline'], url: ['title'] };

/** What stands in a column tells more than its name. */
const CONTENT = 3;

/** How well a column is what is meant, by its name and by what is in it. */
const scoreOf = (
  column: string,
  meaning: Meaning,
  cells: readonly string[],
  content: Meaning | null,
): number => {
  const fit = fitOf(column, meaning);
  if (meaning === 'date' && datesOf(cells, [...DAYS, ...PARTIAL]).share < 1 - MOST) return 0;
  if (meaning === 'language' && share(cells, (cell) => /^[a-z]{2,3}(?:-\w+)?$/i.test(cell)) < MOST) return 0;
  if (meaning === 'url' && share(cells, (cell) => /https?:\/\/|www\./i.test(cell)) < SOME) return 0;
  if (content === meaning) return fit + CONTENT;
  return content === null || GOES_WITH[content]?.includes(meaning) ? fit : fit - 2;
};

/** The column that is meant by each, the best fit first. */
const assign = (columns: readonly string[], cellsIn: (column: string) => string[]): Map<Meaning, string> => {
  const scores = columns.flatMap((column) => {
    const cells = cellsIn(column);
    const content = contentOf(cells);
    return MEANINGS.map((meaning) => ({ column, meaning, score: scoreOf(column, meaning, cells, content) }));
  });
  const found = new Map<Meaning, string>();
  const taken = new Set<string>();
  const take = (meaning: Meaning, column: string): void => {
    found.set(meaning, column);
    taken.add(column);
  };
  for (const { column, meaning, score } of scores.sort((a, b) => b.score - a.score)) {
    if (score > 0 && !found.has(meaning) && !taken.has(column)) take(meaning, column);
  }
  if (found.has('text')) return found;
  // The longest texts that nothing else was found to be.
  const [longest] = columns
    .filter((column) => !taken.has(column))
    .map((column) => ({ column, length: cellsIn(column).join('').length }))
    .sort((a, b) => b.length - a.length);
  if (longest && longest.length > 0) take('text', longest.column);
  return found;
};

const ratingKey = (word: string): string => distinctSlug(word).replaceAll('-', '_').slice(0, 60) || 'rating';

/** The language of these texts, where most tell one and none tells another; and whether there are several. */
const languageOf = (texts: readonly string[]): { language: string | null; several: boolean } => {
  const told = (text: string) => guessLanguage(normalise(text).text);
  const language = told(texts.join('\n'));
  const several = texts.slice(0, LANGUAGE_SAMPLE).some((text) => (told(text) ?? language) !== language);
  return { language: several ? null : language, several };
};

/** What stands between the elements of a cell, where several cells have some. */
const separatorOf = (cells: readonly string[], signs: readonly string[]): string | undefined =>
  signs.find((sign) => share(cells, (cell) => cell.includes(sign)) > SOME);
const BETWEEN_TOPICS = ['|', ';', '\n', ',', ' / '];
/** A comma stands in names too: “Example, Ann”. */
const BETWEEN_SPEAKERS = ['|', ';', '\n', ' / '];

type Json = Record<string, unknown>;

/** The templates of whom the rows name, and what a claim says of them. */
const speakersOf = (
  from: string,
  cells: readonly string[],
): { speakers: unknown[]; claimants: unknown[] } => {
  const split = separatorOf(cells, BETWEEN_SPEAKERS);
  const of = (column: string) => {
    const key = { from: column, slug: true };
    return { key, slug: key, name: { from: column } };
  };
  if (split !== undefined) {
    const each = { from, split };
    return { speakers: [{ each, give: of('$') }], claimants: [{ ...each, slug: true }] };
  }
  return {
    speakers: [{ when: { from, not: [''] }, give: of(from) }],
    claimants: [{ from, slug: true }],
  };
};

/** What findings of a promise follow from the words of its status. */
const outcomesOf = (from: string, words: readonly string[], key: unknown, note: unknown): Json[] => {
  const known = words.flatMap((word) => {
    const status = statusOf(word);
    return status === null ? [] : [{ word, status }];
  });
  const template = (kind: Status['kind'], member: 'result' | 'progress'): Json[] => {
    const own = known.filter(({ status }) => status.kind === kind);
    if (own.length === 0) return [];
    const values = Object.fromEntries(own.map(({ word, status }) => [word, status.value]));
    return [
      {
        when: { from, is: own.map(({ word }) => word) },
        give: { key, kind, [member]: { from, values }, note },
      },
    ];
  };
  return [...template('ruling', 'result'), ...template('update', 'progress')];
};

const scaleOf = (key: string, title: string, words: readonly string[]): Json => ({
  ...{ key, version: 1, title, methodology_url: null },
  ratings: words.map((word, i) => ({
    ...{ key: ratingKey(word), labels: { en: word }, order: i + 1, value: null, description: word },
  })),
});

const isUnique = (cells: readonly string[]): boolean => new Set(cells).size === cells.length;

/** Proposes a mapping of a table; `name` becomes the name of the collection. */
export const guessMapping = (table: Sample, name: string): Guess => {
  const rows = table.rows.slice(0, SAMPLE);
  const columns = columnsOf(table);
  const cellsIn = (column: string | undefined): string[] =>
    column === undefined ? [] : rows.map(({ value }) => cellOf(value, column)).filter((cell) => cell !== '');
  const found = assign(columns, cellsIn);
  const notes: string[] = [];
  const column = (meaning: Meaning) => found.get(meaning);
  const from = (meaning: Meaning, more: object = {}): Json | undefined => {
    const of = column(meaning);
    return of === undefined ? undefined : { from: of, ...more };
  };
  const textColumn = column('text');
  const text = from('text');
  if (!text) notes.push('No column was found that holds what was said: name it in `claims`.');
  const withText = rows.filter(({ value }) => textColumn !== undefined && cellOf(value, textColumn) !== '');
  const keys = withText.map(({ value }) => cellOf(value, column('key') ?? ''));
  const hasKeys = column('key') !== undefined && !keys.includes('') && isUnique(keys);
  if (column('key') !== undefined && !hasKeys)
    notes.push(
      `“${column('key')}” is not in every row, or not another in each: rows are known by their text.`,
    );
  const key = hasKeys ? from('key', { slug: true }) : from('text', { slug: true });

  const dates = datesOf(cellsIn(column('date')), [...DAYS, ...PARTIAL]);
  if (dates.ambiguous)
    notes.push('Days and months of the dates cannot be told apart: leave one of D/M/YYYY and M/D/YYYY.');
  const said_on = from('date', {
    ...(dates.pattern === undefined ? {} : { pattern: dates.pattern }),
    dates: dates.formats,
    otherwise: null,
  });

  const { language: told, several } = languageOf(cellsIn(textColumn));
  const language = from('language') ?? told ?? undefined;
  if (several && !column('language'))
    notes.push('The texts are in several languages: `language` was left out.');
  else if (told !== null && !column('language')) notes.push(`The texts were taken for “${told}”.`);

  const whom = column('speaker');
  const named = whom === undefined ? undefined : speakersOf(whom, cellsIn(whom));
  const source = sourceOf({ column, cellsIn, rows: withText.map(({ value }) => value), name, notes });

  const origin = distinctSlug(name);
  const words = [...new Set(cellsIn(column('rating')))];
  const statuses = words.filter((word) => statusOf(word) !== null);
  const isPromise =
    PROMISED.test(bare(textColumn ?? '')) ||
    column('deadline') !== undefined ||
    statuses.length * 2 > words.length;
  const isTracked = isPromise && statuses.length > 0;
  const isRated = !isTracked && words.length > 0 && words.length <= RATINGS_MAX;
  if (words.length > RATINGS_MAX && !isTracked)
    notes.push(`“${column('rating')}” has too many words for ratings and was left out.`);
  if (isRated)
    notes.push('The ratings stand in the order in which they came: put the worst first and describe each.');
  const others = words.filter((word) => !statuses.includes(word));
  if (isTracked && others.length > 0)
    notes.push(
      `Of “${column('rating')}” these words became no ruling: ${others.slice(0, RATINGS_MAX).join(', ')}.`,
    );

  const scale = `${origin.replaceAll('-', '_')}_ratings`;
  const note = from('note', { default: name }) ?? from('rating', { prefix: `${name}: ` });
  const topic = column('topic');
  const claim = {
    key,
    kind: isPromise ? 'promise' : 'statement',
    text,
    language,
    claimants: named?.claimants,
    sources: source ? [source.use] : undefined,
    first_said_on: said_on,
    topics:
      topic === undefined
        ? undefined
        : [{ from: topic, split: separatorOf(cellsIn(topic), BETWEEN_TOPICS) ?? ';' }],
    promise: isPromise
      ? {
          action: text,
          criteria: 'Not set: say what would show that it was done.',
          deadline:
            column('deadline') === undefined
              ? undefined
              : {
                  when: { from: column('deadline'), not: [''] },
                  give: { phrase: from('deadline') },
                },
        }
      : undefined,
    verdicts: isRated
      ? [
          {
            when: { from: column('rating'), not: [''] },
            give: {
              key,
              rating_scale: scale,
              rating: from('rating', {
                values: Object.fromEntries(words.map((word) => [word, ratingKey(word)])),
              }),
              summary: from('rating'),
              rationale: note,
            },
          },
        ]
      : undefined,
    outcomes: isTracked ? outcomesOf(column('rating') ?? '', words, key, note) : undefined,
  };
  const mapping = {
    format: 'onrecord-mapping/1',
    origin,
    title: name,
    skip:
      textColumn === undefined ? undefined : [{ when: { from: textColumn, is: [''] }, because: 'no text' }],
    rating_scales: isRated ? [scaleOf(scale, name, words)] : undefined,
    speakers: named?.speakers,
    sources: source ? [source.template] : undefined,
    claims: [claim],
  };
  const used = new Map([...found].map(([meaning, of]) => [of, meaning]));
  return {
    mapping: JSON.parse(JSON.stringify(mapping)),
    columns: columns.map((of) => ({ column: of, meaning: used.get(of) ?? null })),
    notes,
  };
};

const PROMISED = /promis|promes|promet|pledg|commit|versprech|versproch|zusage|compromis|engagement|обіця/;

/** The template of what the rows rest on, and what a claim names it by; undefined where they name nothing. */
const sourceOf = ({
  column,
  cellsIn,
  rows,
  name,
  notes,
}: {
  column: (meaning: Meaning) => string | undefined;
  cellsIn: (column: string | undefined) => string[];
  rows: readonly unknown[];
  name: string;
  notes: string[];
}): { template: Json; use: Json } | undefined => {
  const [url, titled, publisher] = [column('url'), column('title'), column('publisher')];
  const known_by = url ?? titled;
  if (known_by === undefined) return undefined;
  const titles = new Map<string, Set<string>>();
  for (const row of rows) {
    const of = [titled, publisher].map((one) => (one === undefined ? '' : cellOf(row, one))).join('\n');
    const at = cellOf(row, known_by);
    titles.set(at, (titles.get(at) ?? new Set()).add(of));
  }
  titles.delete('');
  // One page has one title: where rows say different ones, it is called by its address.
  const is_one = [...titles.values()].every((of) => of.size === 1);
  if (!is_one) notes.push(`Rows of one “${known_by}” name it otherwise: sources are called by that alone.`);
  const cells = cellsIn(url);
  const is_longer = cells.some((cell) => !/^https?:\/\/\S+$/i.test(cell));
  const is_bare = cells.length > 0 && cells.every((cell) => !/^https?:/i.test(cell));
  const address =
    url === undefined
      ? undefined
      : {
          from: url,
          ...(is_bare ? { prefix: 'https://' } : {}),
          ...(is_longer && !is_bare ? { pattern: 'https?://[^\\s;|]+', otherwise: null } : {}),
        };
  const key = { from: known_by, slug: true };
  const title =
    titled === undefined || !is_one
      ? { from: known_by, pattern: `^[\\s\\S]{1,${LIMITS.text_medium}}` }
      : { from: titled, default: name };
  return {
    template: {
      when: { from: known_by, not: [''] },
      give: {
        ...{ key, kind: 'article', title, url: address },
        ...(publisher !== undefined && is_one ? { publisher: { from: publisher } } : {}),
      },
    },
    use: key,
  };
};
