/** What the desk asks for: each form with where the API takes it. */

import { CLAIM_KINDS } from '../../../newsroom/claims/tables.ts';
import { PROGRESSES, RESULTS, STANCES } from '../../../newsroom/findings/tables.ts';
import { TESTABILITIES } from '../../../newsroom/promises/tables.ts';
import { QUOTE_FORMS } from '../../../newsroom/quotes/tables.ts';
import { SOURCE_KINDS } from '../../../newsroom/sources/tables.ts';
import { SPEAKER_KINDS } from '../../../newsroom/speakers/tables.ts';
import { CORRECTION_KINDS } from '../../../record/tables.ts';
import type { Words } from '../words.ts';
import { bodyOf, type Field, type Group, type Values } from './form.ts';

export interface Form {
  title: string;
  button: string;
  groups: readonly Group[];
  /** The body that the API is sent. */
  body(values: Values): unknown;
}

const choices = (group: string, values: readonly string[], words: Words, none?: string): Field['options'] => [
  ...(none === undefined ? [] : [{ value: '', label: none }]),
  ...values.map((value) => ({ value, label: words.of(group, value) })),
];

const made = (title: string, button: string, groups: readonly Group[]): Form => ({
  title,
  button,
  groups,
  body: (values) => bodyOf(groups, values),
});

export const sourceForm = (words: Words): Form =>
  made('New source', 'Add the source', [
    {
      fields: [
        {
          name: 'kind',
          label: 'Kind',
          kind: 'choice',
          options: choices('source', SOURCE_KINDS, words) ?? [],
        },
        { name: 'title', label: 'Title', required: true },
        { name: 'url', label: 'Address', kind: 'url', help: 'Where it was published.' },
        { name: 'publisher', label: 'Publisher' },
        { name: 'author', label: 'Author' },
        {
          name: 'published_on',
          label: 'Published on',
          kind: 'day',
          help: 'Year, month and day; less where less is known.',
        },
        { name: 'language', label: 'Language', help: 'Such as en or uk.' },
        { name: 'archived_url', label: 'Archived copy', kind: 'url' },
        {
          name: 'text',
          label: 'Its text',
          kind: 'text',
          rows: 12,
          help: 'Paste all of it: quotes are compared with it sign by sign. It is never shown to the public.',
        },
      ],
    },
  ]);

export const speakerForm = (words: Words): Form =>
  made('New speaker', 'Add the speaker', [
    {
      fields: [
        { name: 'name', label: 'Name', required: true },
        {
          name: 'kind',
          label: 'Kind',
          kind: 'choice',
          options: choices('speaker', SPEAKER_KINDS, words) ?? [],
        },
        {
          name: 'slug',
          label: 'Name in addresses',
          help: 'Such as jane-doe; made from the name when left out.',
        },
        { name: 'description', label: 'Description', kind: 'text' },
        { name: 'wikidata_id', label: 'Wikidata', help: 'Such as Q42.' },
        { name: 'aliases', label: 'Other spellings', kind: 'list', help: 'One a line.' },
      ],
    },
  ]);

export const quoteForm = (words: Words): Form =>
  made('New quote', 'Add the quote', [
    {
      fields: [
        { name: 'source', label: 'Source', required: true, help: 'Its id: source_…' },
        {
          name: 'speaker',
          label: 'Who said it',
          required: true,
          help: 'Id or name in addresses, such as jane-doe.',
        },
        { name: 'text', label: 'The very words', kind: 'text', rows: 4, required: true },
        { name: 'form', label: 'Form', kind: 'choice', options: choices('form', QUOTE_FORMS, words) ?? [] },
        { name: 'said_on', label: 'Spoken on', kind: 'day', help: 'The day it was spoken, not printed.' },
        { name: 'speaker_role', label: 'Role then', help: 'What the speaker was on that day.' },
        { name: 'venue', label: 'Where' },
        { name: 'language', label: 'Language' },
      ],
    },
  ]);

const promiseGroups = (words: Words): Group[] => [
  {
    title: 'For a promise',
    fields: [
      { name: 'promise.action', label: 'What is to happen', kind: 'text', help: 'Fixed once it is public.' },
      {
        name: 'promise.criteria',
        label: 'What would count as kept',
        kind: 'text',
        help: 'By what one will see that it has happened. Fixed once it is public.',
      },
      {
        name: 'promise.testability',
        label: 'Can one tell?',
        kind: 'choice',
        options: choices('testability', TESTABILITIES, words, '–') ?? [],
      },
      {
        name: 'promise.deadline.phrase',
        label: 'When, in the speaker’s words',
        help: 'Such as “in two weeks”. It is read into days, which somebody then confirms.',
      },
      {
        name: 'promise.deadline.reference_date',
        label: 'Spoken on',
        kind: 'day',
        help: 'The day from which it counts.',
      },
    ],
  },
];

export const claimForm = (words: Words): Form =>
  made('New claim', 'Save as a draft', [
    {
      fields: [
        { name: 'kind', label: 'Kind', kind: 'choice', options: choices('kind', CLAIM_KINDS, words) ?? [] },
        {
          name: 'text',
          label: 'The claim',
          kind: 'text',
          required: true,
          help: 'One sentence that can be checked, in our own words.',
        },
        { name: 'quotes', label: 'Quotes that carry it', kind: 'list', help: 'Their ids, one a line.' },
        {
          name: 'claimants',
          label: 'Who claims it',
          kind: 'list',
          help: 'Those who said the quotes when left out.',
        },
        { name: 'first_said_on', label: 'First said on', kind: 'day' },
        { name: 'topics', label: 'Topics', kind: 'list', help: 'With commas between.' },
        { name: 'language', label: 'Language' },
      ],
    },
    ...promiseGroups(words),
  ]);

const EVIDENCE = [1, 2, 3] as const;

const evidenceGroups = (words: Words): Group[] =>
  EVIDENCE.map((n) => ({
    title: `Evidence ${n}`,
    fields: [
      { name: `evidence.${n - 1}.url`, label: 'Address', kind: 'url' as const },
      { name: `evidence.${n - 1}.title`, label: 'Title' },
      { name: `evidence.${n - 1}.publisher`, label: 'Publisher' },
      { name: `evidence.${n - 1}.excerpt`, label: 'Excerpt', kind: 'text' as const, rows: 2 },
      { name: `evidence.${n - 1}.archived_url`, label: 'Archived copy', kind: 'url' as const },
      {
        name: `evidence.${n - 1}.stance`,
        label: 'What it does',
        kind: 'choice' as const,
        options: choices('stance', STANCES, words) ?? [],
      },
    ],
  }));

/** Evidence that has an address or a title, as a list. */
const withEvidence = (body: Record<string, unknown>): unknown => {
  const items = Object.values(isMembers(body.evidence) ? body.evidence : {}).filter(
    (item) => typeof item === 'object' && item !== null && ('url' in item || 'title' in item),
  );
  return { ...body, evidence: items };
};

const finding = (title: string, groups: Group[]): Form => ({
  title,
  button: 'Propose it',
  groups,
  body: (values) => withEvidence(bodyOf(groups, values)),
});

const REASON: Field = {
  name: 'reason',
  label: 'Why instead of the present one',
  kind: 'text',
  help: 'For the public; needed where there is one already.',
};

export const verdictForm = (
  words: Words,
  ratings: readonly { value: string; label: string }[],
  scales: readonly { value: string; label: string }[],
): Form =>
  finding('Propose a verdict', [
    {
      fields: [
        { name: 'scale', label: 'Scale', kind: 'choice', options: scales },
        { name: 'rating', label: 'Rating', kind: 'choice', options: ratings },
        { name: 'summary', label: 'In one sentence', kind: 'text', rows: 2 },
        { name: 'rationale', label: 'Why', kind: 'text', rows: 10, help: 'Markdown.' },
        { name: 'decided_on', label: 'Decided on', kind: 'day' },
        REASON,
      ],
    },
    ...evidenceGroups(words),
  ]);

export const outcomeForm = (words: Words): Form =>
  finding('Propose what has happened since', [
    {
      fields: [
        {
          name: 'progress',
          label: 'An update',
          kind: 'choice',
          options: choices('progress', PROGRESSES, words, '–') ?? [],
          help: 'Either an update or a ruling.',
        },
        {
          name: 'result',
          label: 'A ruling on the promise',
          kind: 'choice',
          options: choices('result', RESULTS, words, '–') ?? [],
        },
        { name: 'occurred_on', label: 'It happened on', kind: 'day' },
        { name: 'became_known_on', label: 'It became known on', kind: 'day' },
        { name: 'note', label: 'What happened', kind: 'text', rows: 6, required: true },
        {
          name: 'searched.what',
          label: 'What was searched',
          kind: 'text',
          rows: 2,
          help: 'Needed where nothing was found.',
        },
        { name: 'searched.as_of', label: 'Searched until', kind: 'day' },
        REASON,
      ],
    },
    ...evidenceGroups(words),
  ]);

/** A correction of a claim: what the public will read stands beside what it reads now. */
export const correctForm = (words: Words): Form =>
  made('Correct the claim', 'Publish the correction', [
    {
      fields: [
        { name: 'etag', label: '', kind: 'hidden' },
        { name: 'text', label: 'The claim', kind: 'text', required: true },
        { name: 'first_said_on', label: 'First said on', kind: 'day' },
        { name: 'topics', label: 'Topics', kind: 'list' },
        {
          name: 'correction.kind',
          label: 'What kind',
          kind: 'choice',
          options: choices('correction', CORRECTION_KINDS, words) ?? [],
        },
        { name: 'correction.note', label: 'What the public will read', kind: 'text', required: true },
      ],
    },
  ]);

export const reasonForm = (title: string, button: string): Form =>
  made(title, button, [
    {
      fields: [
        { name: 'reason', label: 'Why', kind: 'text', required: true, help: 'The public will read this.' },
      ],
    },
  ]);

const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
