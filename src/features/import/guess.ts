/**
 * Proposes a mapping for a table that nobody has described: what each column is by its name, in several languages, and
 * by what stands in it. A proposal to be read and mended, never used unread.
 */
import { distinctSlug, dayOf } from './evaluate.ts';
import { isRecord, type Sample } from './rows.ts';

/** What columns are called, folded: lower case, no accents. A name counts where it is one of these or holds one as a word. */
const NAMES = {
  key: 'id key nr no number nummer numero ref code ідентифікатор номер',
  text: 'claim promise pledge statement quote text vclaim versprechen aussage behauptung zitat wahlversprechen promesa afirmacion declaracion compromiso cita promesse declaration engagement citation promessa dichiarazione обіцянка твердження заява цитата текст',
  speaker:
    'speaker politician who person name candidate claimant sprecher politiker politikerin wer kandidat orador politico quien persona candidato locuteur qui personne candidat politica спікер політик хто особа автор',
  date: 'date said on day when stated datum gesagt tag wann fecha dia cuando dicho jour quand data giorno дата день коли',
  url: 'url link source_url website adresse quelle_url enlace lien fonte_url посилання джерело_url',
  title: 'title headline titel uberschrift titulo titre titolo заголовок назва',
  publisher:
    'publisher outlet medium media newspaper zeitung medien medio periodico editeur journal testata видання змі',
  topic:
    'topic topics category tag tags issue subject thema themen kategorie bereich tema temas categoria theme sujet argomento тема теми категорія',
  rating:
    'rating verdict label truth truth_label status result bewertung urteil ergebnis stand calificacion veredicto estado resultado note verdict_ evaluation statut valutazione esito вердикт оцінка статус результат',
  deadline: 'deadline due until frist bis termin plazo vencimiento echeance delai scadenza термін строк',
} as const;
export type Meaning = keyof typeof NAMES;
const MEANINGS = Object.keys(NAMES).filter((name): name is Meaning => name in NAMES);

/** Formats of dates that are looked for, the clearest first. */
const FORMATS = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'D MMMM YYYY',
  "D 'de' MMMM 'de' YYYY",
  'D. MMMM YYYY',
  'MMMM D, YYYY',
  'MMM D, YYYY',
  'D MMM YYYY',
  'DD.MM.YYYY',
  'D.M.YYYY',
  'D/M/YYYY',
  'M/D/YYYY',
  'D-M-YYYY',
];

/** By so many rows a mapping is guessed. */
export const SAMPLE = 500;
const RATINGS_MAX = 20;

export interface Guess {
  /** A mapping, as JSON. */
  mapping: Record<string, unknown>;
  /** What each column was taken for; null: it was left out. */
  columns: { column: string; meaning: Meaning | null }[];
  /** What a person should look at. */
  notes: string[];
}

const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** How well a column's name fits: 2 where it is the word, 1 where it holds it. */
const fitOf = (column: string, meaning: Meaning): number => {
  const words = new Set(NAMES[meaning].split(' '));
  const name = folded(column);
  if (words.has(name) || words.has(name.replaceAll(' ', '_'))) return 2;
  return name.split(' ').some((word) => words.has(word)) ? 1 : 0;
};

const columnsOf = (table: Sample): string[] => [
  ...(table.columns ??
    new Set(table.rows.slice(0, SAMPLE).flatMap(({ value }) => (isRecord(value) ? Object.keys(value) : [])))),
];

const cellsOf = (table: Sample, column: string): string[] =>
  table.rows.slice(0, SAMPLE).flatMap(({ value }) => {
    const cell = isRecord(value) ? value[column] : undefined;
    return typeof cell === 'string' && cell.trim() !== ''
      ? [cell.trim()]
      : typeof cell === 'number'
        ? [String(cell)]
        : [];
  });

const share = (cells: readonly string[], is: (cell: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(is).length / cells.length;

/** The formats that dates of a column are written in, most used first; and whether days and months can be told apart. */
const datesOf = (cells: readonly string[]): { formats: string[]; ambiguous: boolean } => {
  const counted = FORMATS.map((format) => ({
    format,
    count: cells.filter((cell) => dayOf(cell, [format]) !== null).length,
  }));
  const formats = counted
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ format }) => format);
  const ambiguous = formats.includes('D/M/YYYY') && formats.includes('M/D/YYYY');
  return { formats, ambiguous };
};

/** By what stands in it, where names do not tell. */
const contentOf = (cells: readonly string[]): Meaning | null => {
  if (share(cells, (cell) => /^https?:\/\//.test(cell)) > 0.8) return 'url';
  if (datesOf(cells).formats.length > 0 && share(cells, (cell) => dayOf(cell, FORMATS) !== null) > 0.8)
    return 'date';
  return null;
};

/** The column that is meant by each, the best fit first. */
const assign = (table: Sample, columns: readonly string[]): Map<Meaning, string> => {
  const fits = columns.flatMap((column) => {
    const cells = cellsOf(table, column);
    const content = contentOf(cells);
    return MEANINGS.map((meaning) => {
      const fit = fitOf(column, meaning) + (content === meaning ? 2 : content === null ? 0 : -2);
      const isDate = meaning !== 'date' || datesOf(cells).formats.length > 0;
      return { column, meaning, fit: isDate ? fit : 0 };
    });
  });
  const found = new Map<Meaning, string>();
  for (const { column, meaning, fit } of fits.sort((a, b) => b.fit - a.fit)) {
    if (fit > 0 && !found.has(meaning) && ![...found.values()].includes(column)) found.set(meaning, column);
  }
  if (!found.has('text')) {
    // The longest texts that nothing else was found to be.
    const longest = columns
      .filter((column) => ![...found.values()].includes(column))
      .map((column) => ({ column, length: cellsOf(table, column).join('').length }))
      .sort((a, b) => b.length - a.length)[0];
    if (longest && longest.length > 0) found.set('text', longest.column);
  }
  return found;
};

const ratingKey = (word: string): string => distinctSlug(word).replaceAll('-', '_').slice(0, 60) || 'rating';

/** Proposes a mapping of a table; `name` becomes the name of the collection. */
export const guessMapping = (table: Sample, name: string): Guess => {
  const columns = columnsOf(table);
  const found = assign(table, columns);
  const notes: string[] = [];
  const column = (meaning: Meaning) => found.get(meaning);
  const from = (meaning: Meaning, more: object = {}) => {
    const of = column(meaning);
    return of === undefined ? undefined : { from: of, ...more };
  };
  const text = from('text');
  if (!text) notes.push('No column was found that holds what was said: name it in `claims`.');
  const key =
    column('key') !== undefined && isUnique(cellsOf(table, column('key') ?? ''))
      ? from('key', { slug: true })
      : from('text', { slug: true });
  const dates = datesOf(cellsOf(table, column('date') ?? ''));
  if (dates.ambiguous)
    notes.push('Days and months of the dates cannot be told apart: leave one of D/M/YYYY and M/D/YYYY.');
  const said_on = from('date', { dates: dates.formats, otherwise: null });
  const speaker = from('speaker', { slug: true });
  const url = from('url');
  const title = from('title') ?? url;
  const origin = distinctSlug(name);
  const ratings = [...new Set(cellsOf(table, column('rating') ?? ''))];
  const isRated = ratings.length > 0 && ratings.length <= RATINGS_MAX;
  if (ratings.length > RATINGS_MAX)
    notes.push(`“${column('rating')}” has too many words for ratings and was left out.`);
  if (isRated)
    notes.push('The ratings stand in the order in which they came: put the worst first and describe each.');
  const isPromise =
    /promis|pledge|versprech|promes|обіцян|compromiso|engagement/.test(folded(column('text') ?? '')) ||
    column('deadline') !== undefined;
  const source =
    url && title
      ? { key: { ...url, slug: true }, kind: 'article', title, url, publisher: from('publisher') }
      : undefined;
  const scale = `${origin.replaceAll('-', '_')}_ratings`;
  const claim = {
    key,
    kind: isPromise ? 'promise' : 'statement',
    text,
    claimants: speaker ? [speaker] : undefined,
    sources: source ? [source.key] : undefined,
    first_said_on: said_on,
    topics:
      column('topic') === undefined
        ? undefined
        : [{ from: column('topic'), split: separatorOf(cellsOf(table, column('topic') ?? '')) }],
    promise:
      column('deadline') === undefined
        ? undefined
        : {
            action: text,
            criteria: 'Not set: say what would show that it was done.',
            deadline: { phrase: from('deadline') },
          },
    verdicts: isRated
      ? [
          {
            key,
            rating_scale: scale,
            rating: {
              from: column('rating'),
              values: Object.fromEntries(ratings.map((word) => [word, ratingKey(word)])),
            },
            summary: from('rating'),
            rationale: from('rating', { prefix: `${name}: ` }),
          },
        ]
      : undefined,
  };
  const mapping = {
    format: 'onrecord-mapping/1',
    origin,
    title: name,
    rating_scales: isRated
      ? [
          {
            key: scale,
            version: 1,
            title: name,
            methodology_url: null,
            ratings: ratings.map((word, i) => ({
              key: ratingKey(word),
              labels: { en: word },
              order: i + 1,
              value: null,
              description: word,
            })),
          },
        ]
      : undefined,
    speakers: speaker ? [{ key: speaker, slug: speaker, name: from('speaker') }] : undefined,
    sources: source ? [source] : undefined,
    claims: [claim],
  };
  const used = new Map([...found].map(([meaning, of]) => [of, meaning]));
  return {
    mapping: JSON.parse(JSON.stringify(mapping)),
    columns: columns.map((of) => ({ column: of, meaning: used.get(of) ?? null })),
    notes,
  };
};

const isUnique = (cells: readonly string[]): boolean => new Set(cells).size === cells.length;

/** What stands between the topics of a cell. */
const separatorOf = (cells: readonly string[]): string =>
  ['|', ';', ','].find((sign) => share(cells, (cell) => cell.includes(sign)) > 0.1) ?? ';';
