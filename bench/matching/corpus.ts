/**
 * Reads a corpus of checked claims and a set of queries, a JSON object a line, as the shared tasks on
 * claims that were checked before (CheckThat! 2020 to 2022) publish them.
 */
import { readFileSync } from 'node:fs';
import type { MatchedClaim } from '../../src/features/matching/collection.ts';

export interface Query {
  id: string;
  query: string;
  /** Ids of claims of the corpus. */
  relevant: string[];
  date?: string;
  speaker?: string;
}

const lines = (file: string): Record<string, unknown>[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** The first day that a text names ("stated on October 22, 2019 in …", "26 May 2015"), as YYYY-MM-DD, or ''. */
export const dayIn = (text: string): string => {
  const iso = /\d{4}-\d{2}-\d{2}/.exec(text);
  if (iso) return iso[0];
  const found =
    /(?<month>[A-Z][a-z]+)\.? (?<day>\d{1,2}), (?<year>\d{4})/.exec(text) ??
    /(?<day>\d{1,2}) (?<month>[A-Z][a-z]+)\.? (?<year>\d{4})/.exec(text);
  const { month = '', day = '', year = '' } = found?.groups ?? {};
  const number = MONTHS.findIndex((name) => month !== '' && name.startsWith(month.toLowerCase().slice(0, 3)));
  return number < 0 ? '' : `${year}-${String(number + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A row of a corpus: what is claimed, the headline and the standfirst of the check, who said it and when. */
export const readCorpus = (file: string): (MatchedClaim & { summary: string })[] =>
  lines(file).map((row) => {
    const speaker = word(row.speaker);
    const summary = word(row.subtitle);
    return {
      id: word(row.vclaim_id ?? row.id),
      text: word(row.vclaim ?? row.text),
      title: word(row.title),
      summary,
      context: [summary, speaker].filter((part) => part !== '').join(' . '),
      speakers: speaker === '' ? [] : [speaker],
      speakerKeys: [],
      day: dayIn(word(row.date)),
      language: word(row.language) || 'en',
    };
  });

/** The queries of a file; a day is taken from `date`, or from an id that begins with one. */
export const readQueries = (file: string): Query[] =>
  lines(file).map((row) => {
    const id = word(row.id);
    const stamp = /^(\d{4})(\d{2})(\d{2})_/.exec(id);
    const date = word(row.date) || (stamp ? `${stamp[1]}-${stamp[2]}-${stamp[3]}` : dayIn(word(row.query)));
    return {
      id,
      query: word(row.query),
      relevant: Array.isArray(row.relevant) ? row.relevant.map(String) : [],
      ...(date === '' ? {} : { date }),
      ...(word(row.speaker) === '' ? {} : { speaker: word(row.speaker) }),
    };
  });
