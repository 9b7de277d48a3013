/** Forms for verdicts and outcomes. */
import { PROGRESSES, RESULTS, STANCES } from '../../../../newsroom/findings/tables.ts';
import type { Words } from '../../words.ts';
import { rowsIn, type Field, type Group, type Values } from '../form.ts';
import {
  type Form,
  type Suggestion,
  choices,
  made,
  change,
  rowsOf,
  etag,
  correctionFields,
} from './parts.ts';

const EVIDENCE_SHOWN = 3;

/** What else the record knows of evidence: kept as it is where a finding is changed. */
const KNOWN_OF_EVIDENCE = ['archived_at', 'sha256', 'media_type'] as const;

const evidenceGroups = (words: Words, typed: Values): Group[] => {
  const { t } = words;
  return rowsOf('evidence', rowsIn(typed, 'evidence', EVIDENCE_SHOWN), (number, named) => ({
    title: t('desk.evidence', { number }),
    ...(number > 1 ? { folded: true } : {}),
    fields: [
      { name: named('url'), label: t('desk.address'), kind: 'url' },
      { name: named('title'), label: t('desk.title') },
      { name: named('publisher'), label: t('desk.publisher') },
      {
        name: named('stance'),
        label: t('desk.stance'),
        kind: 'choice',
        options: choices('stance', STANCES, words),
      },
      { name: named('excerpt'), label: t('desk.excerpt'), kind: 'text', rows: 2 },
      { name: named('archived_url'), label: t('desk.archived'), kind: 'url' },
      { name: named('accessed_on'), label: t('desk.accessed_on'), kind: 'day' },
      ...KNOWN_OF_EVIDENCE.map((name): Field => ({ name: named(name), label: '', kind: 'hidden' })),
    ],
  }));
};

const insteadField = ({ t }: Words): Field => ({
  name: 'reason',
  label: t('desk.instead'),
  kind: 'text',
  help: t('desk.instead_help'),
  emptied: null,
});

const finding = (title: string, fields: readonly Field[], words: Words, typed: Values): Form =>
  made(title, words.t('desk.propose'), [
    { fields: [...fields, insteadField(words)], wholes: ['searched'] },
    ...evidenceGroups(words, typed),
  ]);

/** A change of a finding: a proposal is sent to review anew, and of what is public the public is told. */
const findingChange = (
  title: string,
  fields: readonly Field[],
  words: Words,
  isPublic: boolean,
  typed: Values,
): Form => {
  const { t } = words;
  return change(title, t(isPublic ? 'desk.publish_correction' : 'desk.save_and_submit'), [
    { fields: [etag, ...fields, insteadField(words)], wholes: ['searched'] },
    ...evidenceGroups(words, typed),
    ...(isPublic ? [{ fields: correctionFields(words) }] : []),
  ]);
};

/** The ratings that a verdict may give, and the scales that they are of. */
export interface Choice {
  ratings: readonly Suggestion[];
  scales: readonly Suggestion[];
}

const verdictFields = (
  { t }: Words,
  ratings: readonly Suggestion[],
  scales: readonly Suggestion[],
): Field[] => [
  { name: 'scale', label: t('desk.scale'), kind: 'choice', options: scales },
  { name: 'rating', label: t('desk.rating'), kind: 'choice', options: ratings },
  { name: 'summary', label: t('desk.summary'), kind: 'text', rows: 2, emptied: null },
  { name: 'rationale', label: t('desk.why'), kind: 'text', rows: 10, help: 'Markdown', emptied: null },
  { name: 'decided_on', label: t('desk.decided_on'), kind: 'day', emptied: null },
];

export const verdictForm = (words: Words, { ratings, scales }: Choice, typed: Values): Form =>
  finding(words.t('desk.propose_verdict'), verdictFields(words, ratings, scales), words, typed);

export const verdictChangeForm = (
  words: Words,
  { ratings, scales }: Choice,
  isPublic: boolean,
  typed: Values,
): Form =>
  findingChange(
    words.t('desk.change_verdict'),
    verdictFields(words, ratings, scales),
    words,
    isPublic,
    typed,
  );

const outcomeFields = (words: Words): Field[] => {
  const { t } = words;
  return [
    {
      name: 'progress',
      label: t('desk.update'),
      kind: 'choice',
      options: choices('progress', PROGRESSES, words, '–'),
      help: t('desk.update_help'),
      emptied: null,
    },
    {
      name: 'result',
      label: t('desk.ruling'),
      kind: 'choice',
      options: choices('result', RESULTS, words, '–'),
      emptied: null,
    },
    { name: 'occurred_on', label: t('desk.occurred_on'), kind: 'day', emptied: null },
    { name: 'became_known_on', label: t('desk.known_on'), kind: 'day', emptied: null },
    { name: 'note', label: t('desk.what_happened'), kind: 'text', rows: 6, required: true },
    {
      name: 'searched.what',
      label: t('desk.searched'),
      kind: 'text',
      rows: 2,
      help: t('desk.searched_help'),
    },
    { name: 'searched.as_of', label: t('desk.searched_until'), kind: 'day' },
  ];
};

export const outcomeForm = (words: Words, typed: Values): Form =>
  finding(words.t('desk.propose_outcome'), outcomeFields(words), words, typed);

export const outcomeChangeForm = (words: Words, isPublic: boolean, typed: Values): Form =>
  findingChange(words.t('desk.change_outcome'), outcomeFields(words), words, isPublic, typed);
