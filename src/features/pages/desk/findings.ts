/**
 * GET, POST /desk/verdicts/{id}/edit, /desk/outcomes/{id}/edit    changing.ts: a proposal, or what is public
 */
import type { App } from '../../../http/app.ts';
import { labelOf } from '../../../newsroom/claimreview/render.ts';
import type { OutcomeDocument, Verdict } from '../read.ts';
import type { View } from '../view.ts';
import { changeRoutes } from './changing.ts';
import { rowValues, type Values } from './form.ts';
import { type Choice, outcomeChangeForm, verdictChangeForm } from './forms/findings.ts';
import type { DeskTools } from './tools.ts';

/** The ratings of the newest version of each scale. */
export const ratingChoice = ({ words, scales }: View): Choice => {
  const keys = [...new Set(scales.map(({ key }) => key))];
  const newest = keys.flatMap((key) => scales.filter((scale) => scale.key === key).at(-1) ?? []);
  const ratings = newest.flatMap(({ title, ratings }) =>
    ratings
      .toSorted((a, b) => a.order - b.order)
      .map(({ key, labels }) => ({
        value: key,
        label:
          newest.length > 1
            ? `${labelOf(labels, words.language)} (${title})`
            : labelOf(labels, words.language),
      })),
  );
  return { ratings, scales: newest.map(({ key, title }) => ({ value: key, label: title })) };
};

const evidenceValues = ({ evidence }: Verdict | OutcomeDocument): Values =>
  rowValues(
    'evidence',
    evidence.map((one) =>
      Object.fromEntries(
        Object.entries(one).flatMap(([name, value]): [string, string][] =>
          typeof value === 'string' ? [[name, value]] : [],
        ),
      ),
    ),
    { url: '' },
  );

const verdictValues = (verdict: Verdict): Values => ({
  scale: verdict.rating.scale,
  rating: verdict.rating.key,
  summary: verdict.summary ?? '',
  rationale: verdict.rationale ?? '',
  decided_on: verdict.decided_on ?? '',
  reason: verdict.reason ?? '',
  ...evidenceValues(verdict),
});

const outcomeValues = (outcome: OutcomeDocument): Values => ({
  progress: outcome.progress ?? '',
  result: outcome.result ?? '',
  occurred_on: outcome.occurred_on ?? '',
  became_known_on: outcome.became_known_on ?? '',
  note: outcome.note,
  'searched.what': outcome.searched?.what ?? '',
  'searched.as_of': outcome.searched?.as_of ?? '',
  reason: outcome.reason ?? '',
  ...evidenceValues(outcome),
});

export const findingRoutes = (app: App, desk: DeskTools): void => {
  const ofClaim = { place: ({ claim_id }: Verdict | OutcomeDocument) => `/desk/claims/${claim_id}` };
  changeRoutes<Verdict>(app, desk, {
    ...ofClaim,
    list: 'verdicts',
    form: ({ view }, isPublic, typed) => verdictChangeForm(view.words, ratingChoice(view), isPublic, typed),
    values: verdictValues,
    name: ({ summary, rating }) => summary ?? rating.key,
    isSubmitted: true,
  });
  changeRoutes<OutcomeDocument>(app, desk, {
    ...ofClaim,
    list: 'outcomes',
    form: ({ view }, isPublic, typed) => outcomeChangeForm(view.words, isPublic, typed),
    values: outcomeValues,
    name: ({ note }) => note,
    isSubmitted: true,
  });
};
