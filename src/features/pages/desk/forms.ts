/** What the desk asks for: each form with where the API takes it. */

import { CLAIM_KINDS } from '../../../newsroom/claims/tables.ts';
import { PROGRESSES, RESULTS, STANCES } from '../../../newsroom/findings/tables.ts';
import { DEADLINE_KINDS, TESTABILITIES } from '../../../newsroom/promises/tables.ts';
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

export interface Suggestion {
  value: string;
  label: string;
}

const SPEAKER_HELP = 'Id or name in addresses, such as jane-doe.';

const aboutQuote = (words: Words, speakers: readonly Suggestion[]): Field[] => [
  { name: 'speaker', label: 'Who said it', required: true, suggestions: speakers, help: SPEAKER_HELP },
  { name: 'form', label: 'Form', kind: 'choice', options: choices('form', QUOTE_FORMS, words) ?? [] },
  { name: 'said_on', label: 'Spoken on', kind: 'day', help: 'The day it was spoken, not printed.' },
  { name: 'speaker_role', label: 'Role then', help: 'What the speaker was on that day.' },
  { name: 'venue', label: 'Where' },
  { name: 'language', label: 'Language' },
];

export const quoteForm = (words: Words, speakers: readonly Suggestion[]): Form =>
  made('New quote', 'Add the quote', [
    {
      fields: [
        { name: 'source', label: 'Source', required: true, help: 'Its id: source_…' },
        { name: 'text', label: 'The very words', kind: 'text', rows: 4, required: true },
        ...aboutQuote(words, speakers),
      ],
    },
  ]);

/** What a new quote of the same source begins with. */
export const LIKE_THE_LAST = ['speaker', 'form', 'said_on', 'speaker_role', 'venue', 'language'] as const;

/** A quote of a source whose text is at hand: `place` is where the words were marked in it. */
export const markForm = (words: Words, speakers: readonly Suggestion[]): Form =>
  made('Mark a quote', 'Add the quote', [
    {
      fields: [
        { name: 'place.start', label: '', kind: 'hidden' },
        { name: 'place.end', label: '', kind: 'hidden' },
        {
          name: 'text',
          label: 'The very words',
          kind: 'text',
          rows: 4,
          required: true,
          help: 'Mark them in the text, or paste them here.',
          answer: { intent: 'compare', from: ['text', 'language', 'place.start', 'place.end'] },
        },
        ...aboutQuote(words, speakers),
      ],
    },
  ]);

/** The text of a source that has none yet. */
export const textForm = (): Form =>
  made('Its text', 'Keep the text', [
    {
      fields: [
        { name: 'etag', label: '', kind: 'hidden' },
        {
          name: 'text',
          label: 'Its text',
          kind: 'text',
          rows: 12,
          required: true,
          help: 'Paste all of it: quotes are compared with it sign by sign. It is never shown to the public.',
        },
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
        answer: {
          intent: 'read',
          from: [
            'promise.deadline.phrase',
            'promise.deadline.reference_date',
            'first_said_on',
            'quotes',
            'language',
          ],
        },
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

/** What the public is told of a change to something that is public. */
const correctionFields = (words: Words): Field[] => [
  {
    name: 'correction.kind',
    label: 'What kind',
    kind: 'choice',
    options: choices('correction', CORRECTION_KINDS, words) ?? [],
  },
  { name: 'correction.note', label: 'What the public will read', kind: 'text', required: true },
];

/** A correction of a claim: what the public will read stands beside what it reads now. */
export const correctForm = (words: Words): Form =>
  made('Correct the claim', 'Publish the correction', [
    {
      fields: [
        { name: 'etag', label: '', kind: 'hidden' },
        { name: 'text', label: 'The claim', kind: 'text', required: true },
        { name: 'first_said_on', label: 'First said on', kind: 'day' },
        { name: 'topics', label: 'Topics', kind: 'list' },
        ...correctionFields(words),
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

const INTERVALS = ['1d', '15m', '1h', '6h', '7d'] as const;

/** What a watch that a form can describe looks at; the API has more. */
const WATCHED = ['page', 'feed', 'json', 'list'] as const;
const WATCHED_LABELS = {
  page: 'A page: that it changes',
  feed: 'A feed: a new entry with these words',
  json: 'A value of an API: that it changes',
  list: 'A published list: new or changed entries',
};

/** The members that each kind takes, besides the address. */
const WATCH_MEMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  page: { selector: 'selector', words: 'words' },
  feed: { words: 'words' },
  json: { pointer: 'pointer' },
  list: { list: 'list', words: 'programmes' },
};

const watchBody = (groups: readonly Group[], values: Values): unknown => {
  const { looks_for, ...rest } = bodyOf(groups, values);
  const typed = isMembers(looks_for) ? looks_for : {};
  const members = Object.entries(WATCH_MEMBERS[values.kind ?? ''] ?? {}).flatMap(([name, member]) =>
    typed[name] === undefined ? [] : [[member, typed[name]] as const],
  );
  return { ...rest, looks_for: { url: typed.url ?? '', ...Object.fromEntries(members) } };
};

export const watchForm = (): Form => {
  const groups: Group[] = [
    {
      fields: [
        {
          name: 'kind',
          label: 'What it looks at',
          kind: 'choice',
          options: WATCHED.map((value) => ({ value, label: WATCHED_LABELS[value] })),
        },
        { name: 'looks_for.url', label: 'Address', kind: 'url', required: true },
        { name: 'note', label: 'What would be seen if it happened', kind: 'text', required: true },
        {
          name: 'looks_for.words',
          label: 'Words',
          kind: 'list',
          help: 'One a line: all of them in a page or an entry; the programmes of a list.',
        },
        { name: 'looks_for.selector', label: 'Part of the page', help: 'A CSS selector, such as main.' },
        {
          name: 'looks_for.pointer',
          label: 'Place in the JSON',
          help: 'A JSON Pointer, such as /data/0/status.',
        },
        {
          name: 'looks_for.list',
          label: 'Form of the list',
          help: 'ofac_xml, ofac_csv, eu_xml, uk_xml or uk_csv.',
        },
        {
          name: 'every',
          label: 'How often',
          kind: 'choice',
          options: INTERVALS.map((value) => ({ value, label: value })),
        },
        { name: 'until', label: 'Until', kind: 'day' },
      ],
    },
  ];
  return { title: 'New watch', button: 'Watch it', groups, body: (values) => watchBody(groups, values) };
};

export const keyForm = (roles: readonly string[]): Form =>
  made('New key', 'Make the key', [
    {
      fields: [
        {
          name: 'actor',
          label: 'Whose',
          required: true,
          help: 'The person or tool, as the record names them.',
        },
        {
          name: 'role',
          label: 'Role',
          kind: 'choice',
          options: roles.map((value) => ({ value, label: value })),
        },
        { name: 'expires_on', label: 'Works until', kind: 'day', help: 'Until it is revoked when left out.' },
      ],
    },
  ]);

const NUMBER = /^-?\d+(\.\d+)?$/;

/** `mostly_true | Mostly true | 0.75 | Right in the main`: what is no number is left to the API to refuse. */
const ratingIn = (line: string, order: number): unknown => {
  const [key = '', label = '', value = '', ...description] = line.split('|').map((part) => part.trim());
  return {
    key,
    labels: label === '' ? {} : { en: label },
    order,
    value: value === '' ? null : NUMBER.test(value) ? Number(value) : value,
    description: description.join('|'),
  };
};

export const scaleForm = (): Form => {
  const groups: Group[] = [
    {
      fields: [
        { name: 'key', label: 'Name for machines', required: true, help: 'Such as truth_meter.' },
        { name: 'title', label: 'Title', required: true },
        { name: 'methodology_url', label: 'Where it is explained', kind: 'url' },
        {
          name: 'ratings',
          label: 'Ratings',
          kind: 'text',
          rows: 8,
          required: true,
          help: 'One a line, the lowest first: name for machines | label | number to count with, or nothing | what it means',
        },
      ],
    },
  ];
  const ratings = ({ ratings: lines = '' }: Values): unknown[] =>
    lines
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(ratingIn);
  return {
    title: 'New scale, or a new version',
    button: 'Add the scale',
    groups,
    body: (values) => ({ ...bodyOf(groups, values), ratings: ratings(values) }),
  };
};

export const anchorForm = (): Form =>
  made('New anchor', 'Add the anchor', [
    {
      fields: [
        { name: 'key', label: 'Name for machines', required: true, help: 'Such as us_midterms_2026.' },
        { name: 'title', label: 'Title', required: true },
        { name: 'phrases', label: 'What speakers call it', kind: 'list', help: 'One a line.' },
        { name: 'date', label: 'The day', kind: 'day', help: 'Left out while it is not known.' },
        { name: 'note', label: 'Note', kind: 'text' },
      ],
    },
  ]);

export const dayForm = (words: Words): Form =>
  made('The day', 'Set the day', [
    { fields: [{ name: 'date', label: 'The day', kind: 'day' }, ...correctionFields(words)] },
  ]);

/** What of a draft may still be changed without a correction. */
export const editForm = (words: Words): Form =>
  made('Change the draft', 'Save the draft', [
    {
      fields: [
        { name: 'etag', label: '', kind: 'hidden' },
        { name: 'text', label: 'The claim', kind: 'text', required: true },
        { name: 'first_said_on', label: 'First said on', kind: 'day' },
        { name: 'topics', label: 'Topics', kind: 'list', help: 'With commas between.' },
      ],
    },
    {
      title: 'For a promise',
      fields: promiseGroups(words)
        .flatMap(({ fields }) => fields)
        .filter(({ name }) => !name.startsWith('promise.deadline')),
    },
  ]);

/** A deadline that a person reads out of the words. */
export const deadlineForm = (): Form =>
  made('Set the deadline', 'Add the deadline', [
    {
      fields: [
        { name: 'phrase', label: 'When, in the speaker’s words' },
        { name: 'reference_date', label: 'Spoken on', kind: 'day' },
        {
          name: 'kind',
          label: 'Kind',
          kind: 'choice',
          options: DEADLINE_KINDS.map((value) => ({ value, label: value })),
        },
        { name: 'window_start', label: 'First day', kind: 'day' },
        { name: 'window_end', label: 'Last day', kind: 'day' },
        { name: 'review_on', label: 'Look again on', kind: 'day', help: 'Where there are no days.' },
        { name: 'convention_note', label: 'Why these days', kind: 'text' },
      ],
    },
  ]);

const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
