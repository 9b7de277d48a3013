/** The corpus: phrases and what they mean, one a line, a language a file (corpus/en.tsv). */
import { readFileSync } from 'node:fs';
import type { Why } from './index.ts';
import type { DeadlineOptions, DeadlineReading } from './types.ts';

export interface CorpusPhrase {
  /** The guarantee that the phrase shows: the heading above it. */
  section: string;
  phrase: string;
  options: DeadlineOptions;
  /** The line of the file without its phrase, as `rowOf` writes it. */
  row: string;
}

/** The section whose phrases docs/deadlines.md shows. */
export const CONVENTIONS = 'the conventions';

/** Every phrase of a language. Throws where the language has no corpus. */
export function corpusOf(language: string): CorpusPhrase[] {
  const text = readFileSync(new URL(`./corpus/${language}.tsv`, import.meta.url), 'utf8');
  const phrases: CorpusPhrase[] = [];
  let section = '';
  for (const line of text.split('\n').slice(1)) {
    if (line.startsWith('# ')) section = line.slice(2);
    else if (line !== '') {
      const [phrase = '', ...row] = line.split('\t');
      phrases.push({ section, phrase, options: optionsOf(language, row), row: row.join('\t') });
    }
  }
  return phrases;
}

function optionsOf(language: string, [said_on = '', where = '']: readonly string[]): DeadlineOptions {
  const places = where.split(' ').filter((place) => place !== '');
  const country = places.find((place) => place !== 'southern');
  return {
    reference_date: said_on,
    language,
    ...(country !== undefined && { country }),
    ...(places.includes('southern') && { hemisphere: 'southern' }),
  };
}

/** A reading as the corpus writes it: all that is read, and the rule that made it or refused it. */
export function rowOf(options: DeadlineOptions, { reading, rule, times }: Why): string {
  const { anchor, alternatives } = reading;
  const [refused] = times;
  const offset = anchor?.offset ? `${anchor.offset.amount} ${anchor.offset.unit}` : '-';
  return [
    options.reference_date,
    [options.country, options.hemisphere].filter((place) => place !== undefined).join(' '),
    reading.kind,
    windowText(reading),
    reading.hedged ? 'hedged' : '',
    anchor ? [anchor.relation, offset, anchor.key ?? '-', anchor.phrase].join('; ') : '',
    reading.family,
    rule ?? (refused ? `not: ${refused.veto ?? refused.finding.family}` : ''),
    alternatives.map(windowText).join(' '),
    reading.review_on ?? '',
  ]
    .join('\t')
    .trimEnd();
}

/** "start..end", "start.." where it never ends, one day, or empty. */
export function windowText({
  window_start,
  window_end,
}: Pick<DeadlineReading, 'window_start' | 'window_end'>): string {
  if (window_start === null) return '';
  return window_start === window_end ? window_start : `${window_start}..${window_end ?? ''}`;
}
