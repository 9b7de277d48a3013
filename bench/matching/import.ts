/** A corpus of checked claims as a bundle: the headline of a check is the summary of its verdict. */
import { parseBundle } from '../../src/features/import/check.ts';
import { LIMITS } from '../../src/limits.ts';
import { idFromKey } from '../../src/record/ids.ts';
import type { readCorpus } from './corpus.ts';

const ORIGIN = 'evaluation';
const plain = (text: string, max: number): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what the record refuses is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
    .trim()
    .slice(0, max) || '–';

/** The id that a claim of the corpus gets in the record. */
export const recordedId = (key: string): string => idFromKey('claim', ORIGIN, key);

export const bundleOf = (corpus: ReturnType<typeof readCorpus>) => {
  const names = [...new Set(corpus.flatMap((claim) => claim.speakers))];
  const keyOf = new Map(names.map((name, i) => [name, `speaker-${i}`]));
  return parseBundle(
    JSON.stringify({
      format: 'onrecord-bundle/1',
      origin: ORIGIN,
      title: 'A corpus to evaluate matching on',
      rating_scales: [
        {
          key: 'evaluation',
          version: 1,
          title: 'Evaluation',
          methodology_url: null,
          ratings: [
            { key: 'rated', order: 1, value: null, labels: { en: 'Rated' }, description: 'Some rating.' },
          ],
        },
      ],
      speakers: names.map((name) => ({
        key: keyOf.get(name),
        slug: keyOf.get(name),
        name: plain(name, LIMITS.text_short),
      })),
      claims: corpus.map((claim) => ({
        key: claim.id,
        kind: 'statement',
        text: plain(claim.text, LIMITS.text_medium),
        language: claim.language,
        claimants: claim.speakers.map((name) => keyOf.get(name)),
        first_said_on: claim.day || null,
        verdicts: [
          {
            key: `${claim.id}/verdict`,
            rating_scale: 'evaluation',
            rating: 'rated',
            summary: plain(claim.title, LIMITS.text_medium),
            rationale: plain(claim.summary, LIMITS.rationale),
            evidence: [{ url: 'https://example.org/', title: 'The check', stance: 'context' }],
          },
        ],
      })),
    }),
  );
};
