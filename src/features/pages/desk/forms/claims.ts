/** Forms for claims and their promises. */
import { CLAIM_KINDS, MATCH_RELATIONS, RELATIONS } from '../../../../newsroom/claims/tables.ts';
import { anchorOffset, anchorRelation } from '../../../../newsroom/promises/reading-shape.ts';
import { CONDITION_STATUSES, DEADLINE_KINDS, TESTABILITIES } from '../../../../newsroom/promises/tables.ts';
import type { Words } from '../../words.ts';
import { rowsIn, type Field, type Group, type Values } from '../form.ts';
import {
  type Form,
  type Suggestion,
  choices,
  yesOrNo,
  made,
  change,
  rowsOf,
  etag,
  correctionFields,
  overrideField,
} from './parts.ts';

/** What a promise is, but for its deadline. */
const promiseFields = (words: Words): Field[] => {
  const { t } = words;
  return [
    { name: 'promise.action', label: t('desk.action'), kind: 'text', help: t('desk.fixed') },
    { name: 'promise.criteria', label: t('desk.criteria'), kind: 'text', help: t('desk.criteria_help') },
    {
      name: 'promise.testability',
      label: t('desk.testability'),
      kind: 'choice',
      options: choices('testability', TESTABILITIES, words, '–'),
    },
    { name: 'promise.decided_by.what', label: t('desk.decided_by'), help: t('desk.decided_by_help') },
    { name: 'promise.decided_by.url', label: t('desk.decided_where'), kind: 'url', emptied: null },
    { name: 'promise.responsible.name', label: t('desk.responsible') },
    {
      name: 'promise.responsible.external_ids',
      label: t('desk.identifiers'),
      kind: 'ids',
      rows: 2,
      help: t('desk.identifiers_help'),
      emptied: [],
    },
    { name: 'promise.condition.text', label: t('desk.condition_text'), help: t('desk.condition_help') },
    {
      name: 'promise.condition.status',
      label: t('desk.condition_stands'),
      kind: 'choice',
      options: choices('condition', CONDITION_STATUSES, words, '–'),
    },
  ];
};

/** When, in the speaker's words, as the grammar reads them. */
const phraseFields = ({ t }: Words): Field[] => [
  {
    name: 'promise.deadline.phrase',
    label: t('desk.phrase'),
    help: t('desk.phrase_help'),
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
    label: t('desk.said_on'),
    kind: 'day',
    help: t('desk.counted_from_help'),
  },
];

const PARTS_OF_PROMISE = ['promise.decided_by', 'promise.responsible', 'promise.condition'] as const;

/** What makes a promise of a claim, and whom and what it is about. */
const promiseGroups = (
  words: Words,
  typed: Values,
  { fields, wholes }: Required<Pick<Group, 'fields' | 'wholes'>>,
): Group[] => {
  const { t } = words;
  return [
    { title: t('desk.for_promise'), wholes, fields },
    ...rowsOf('promise.about', rowsIn(typed, 'promise.about', 1), (number, named) => ({
      title: t('desk.about_number', { number }),
      folded: true,
      fields: [
        { name: named('name'), label: t('desk.name'), help: t('desk.about_help') },
        {
          name: named('external_ids'),
          label: t('desk.identifiers'),
          kind: 'ids',
          rows: 2,
          help: t('desk.identifiers_help'),
        },
      ],
    })),
  ];
};

/** Of what a claim is made, besides its sentence. */
const aboutClaim = (words: Words): Field[] => {
  const { t } = words;
  return [
    {
      name: 'quotes',
      label: t('desk.quotes'),
      kind: 'list',
      help: t('desk.quotes_help'),
      emptied: [],
    },
    {
      name: 'sources',
      label: t('desk.bare_sources'),
      kind: 'list',
      help: t('desk.bare_sources_help'),
      emptied: [],
    },
    {
      name: 'claimants',
      label: t('desk.claimants'),
      kind: 'list',
      help: t('desk.claimants_help'),
      emptied: null,
    },
    {
      name: 'first_said_on',
      label: t('desk.first_said'),
      kind: 'day',
      help: t('desk.first_said_help'),
      emptied: null,
    },
    { name: 'topics', label: t('desk.topics'), kind: 'list', help: t('desk.commas'), emptied: [] },
    { name: 'language', label: t('desk.language'), emptied: null },
  ];
};

/** Where else a claim is: the newsroom’s own piece, elsewhere, and the claims that it names beside itself. */
const besideClaim = (words: Words, typed: Values): Group[] => {
  const { t } = words;
  return [
    {
      title: t('desk.elsewhere'),
      folded: true,
      fields: [
        { name: 'article_url', label: t('desk.article_url'), kind: 'url', emptied: null },
        { name: 'article_title', label: t('desk.article_title'), emptied: null },
        { name: 'same_as', label: t('desk.same_as'), kind: 'list', help: t('desk.one_a_line'), emptied: [] },
      ],
    },
    ...rowsOf('related', rowsIn(typed, 'related', 1), (number, named) => ({
      title: t('desk.related_number', { number }),
      folded: true,
      fields: [
        {
          name: named('relation'),
          label: t('desk.related_how'),
          kind: 'choice',
          options: choices('relation', RELATIONS, words),
        },
        { name: named('claim'), label: t('desk.related_claim'), help: t('desk.other_claim_help') },
      ],
    })),
  ];
};

const kindOfClaim = (words: Words): Field => ({
  name: 'kind',
  label: words.t('desk.kind'),
  kind: 'choice',
  options: choices('kind', CLAIM_KINDS, words),
});

export const claimForm = (words: Words, typed: Values): Form => {
  const { t } = words;
  const fields: Field[] = [
    kindOfClaim(words),
    { name: 'text', label: t('desk.claim'), kind: 'text', required: true, help: t('desk.claim_help') },
    ...aboutClaim(words),
  ];
  return made(t('desk.new_claim'), t('desk.save_draft'), [
    { fields },
    ...promiseGroups(words, typed, {
      fields: [...promiseFields(words), ...phraseFields(words)],
      wholes: [],
    }),
    ...besideClaim(words, typed),
  ]);
};

/** What of a draft may still be changed without a correction. */
export const editForm = (words: Words, typed: Values): Form => {
  const { t } = words;
  return change(t('desk.change_draft'), t('desk.save_draft'), [
    {
      fields: [
        etag,
        kindOfClaim(words),
        { name: 'text', label: t('desk.claim'), kind: 'text', required: true },
        ...aboutClaim(words),
      ],
    },
    // Deadlines of a promise that is there stand side by side.
    ...promiseGroups(words, typed, {
      fields: promiseFields(words),
      wholes: ['promise', ...PARTS_OF_PROMISE],
    }),
    ...besideClaim(words, typed),
  ]);
};

/** What of a promise stays once it is public. */
const FIXED: readonly string[] = ['promise.action', 'promise.criteria'];

/** A correction of a claim: what the public will read stands beside what it reads now. */
export const correctForm = (words: Words, typed: Values): Form => {
  const { t } = words;
  const fields: Field[] = [
    etag,
    { name: 'text', label: t('desk.claim'), kind: 'text', required: true },
    ...aboutClaim(words),
  ];
  const isPromise = Object.keys(typed).some((name) => name.startsWith('promise.'));
  const promised = promiseFields(words).filter(({ name }) => !FIXED.includes(name));
  return change(t('desk.correct_claim'), t('desk.publish_correction'), [
    { fields },
    ...(isPromise ? promiseGroups(words, typed, { fields: promised, wholes: PARTS_OF_PROMISE }) : []),
    ...besideClaim(words, typed),
    { fields: [...correctionFields(words), overrideField(words)] },
  ]);
};

/** What is said of criteria that are fixed. */
export const clarifyForm = ({ t }: Words): Form =>
  made(t('desk.clarify'), t('desk.clarify_button'), [
    {
      fields: [
        {
          name: 'text',
          label: t('desk.clarification'),
          kind: 'text',
          required: true,
          help: t('desk.clarify_help'),
        },
      ],
    },
  ]);

/** What a person decides of two claims. */
export const matchForm = (words: Words): Form => {
  const { t } = words;
  const fields: Field[] = [
    { name: 'claim', label: t('desk.other_claim'), required: true, help: t('desk.other_claim_help') },
    {
      name: 'relation',
      label: t('desk.relation'),
      kind: 'choice',
      options: choices('match', MATCH_RELATIONS, words),
      help: t('desk.relation_help'),
    },
    { name: 'note', label: t('desk.note'), kind: 'text', rows: 2, help: t('desk.newsroom_only') },
  ];
  return made(t('desk.decide_match'), t('desk.confirm_match'), [{ fields }]);
};

const ANCHOR_RELATIONS = anchorRelation.options;

const OFFSET_UNITS = anchorOffset.shape.unit.options;

/** A deadline that a person reads out of the words; `anchors` are the events that one can hang on. */
export const deadlineForm = (words: Words, anchors: readonly Suggestion[]): Form => {
  const { t } = words;
  const fields: Field[] = [
    { name: 'phrase', label: t('desk.phrase') },
    { name: 'reference_date', label: t('desk.said_on'), kind: 'day' },
    {
      name: 'kind',
      label: t('desk.kind'),
      kind: 'choice',
      options: choices('deadline_kind', DEADLINE_KINDS, words),
    },
    { name: 'window_start', label: t('desk.first_day'), kind: 'day' },
    { name: 'window_end', label: t('desk.last_day'), kind: 'day' },
    { name: 'hedged', label: t('desk.hedged'), kind: 'flag', options: yesOrNo(words) },
    { name: 'review_on', label: t('desk.look_again'), kind: 'day', help: t('desk.look_again_help') },
    { name: 'convention_note', label: t('desk.why_days'), kind: 'text' },
    { name: 'quote', label: t('desk.deadline_quote'), help: t('desk.deadline_quote_help') },
    {
      name: 'window_passed',
      label: t('desk.window_passed'),
      kind: 'flag',
      options: yesOrNo(words),
      help: t('desk.window_passed_help'),
    },
  ];
  const hanging: Field[] = [
    { name: 'anchor.key', label: t('desk.anchor'), suggestions: anchors, help: t('desk.anchor_help') },
    { name: 'anchor.phrase', label: t('desk.anchor_phrase') },
    {
      name: 'anchor.relation',
      label: t('desk.anchor_relation'),
      kind: 'choice',
      options: choices('anchor_relation', ANCHOR_RELATIONS, words, '–'),
    },
    { name: 'anchor.offset.amount', label: t('desk.offset'), kind: 'number', help: t('desk.offset_help') },
    {
      name: 'anchor.offset.unit',
      label: t('desk.offset_unit'),
      kind: 'choice',
      options: choices('unit', OFFSET_UNITS, words, '–'),
    },
  ];
  return made(t('desk.set_deadline'), t('desk.add_deadline'), [
    { fields },
    { title: t('desk.hangs_on'), fields: hanging, folded: true },
  ]);
};
