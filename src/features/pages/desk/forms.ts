/** What the desk asks for: each form with where the API takes it. */

import { CLAIM_KINDS, MATCH_RELATIONS, RELATIONS } from '../../../newsroom/claims/tables.ts';
import { PROGRESSES, RESULTS, STANCES } from '../../../newsroom/findings/tables.ts';
import { CONDITION_STATUSES, DEADLINE_KINDS, TESTABILITIES } from '../../../newsroom/promises/tables.ts';
import { QUOTE_FORMS } from '../../../newsroom/quotes/tables.ts';
import { SOURCE_KINDS } from '../../../newsroom/sources/tables.ts';
import { SPEAKER_KINDS } from '../../../newsroom/speakers/tables.ts';
import { CORRECTION_KINDS } from '../../../record/tables.ts';
import type { Words } from '../words.ts';
import { bodyOf, changeOf, type Field, type Group, isMembers, rowsIn, type Values } from './form.ts';

export interface Form {
  title: string;
  button: string;
  groups: readonly Group[];
  /** The body that the API is sent. */
  body(values: Values): unknown;
}

export const choices = (
  group: string,
  values: readonly string[],
  words: Words,
  none?: string,
): NonNullable<Field['options']> => [
  ...(none === undefined ? [] : [{ value: '', label: none }]),
  ...values.map((value) => ({ value, label: words.of(group, value) })),
];

/** Values that have no words: names of formats and roles. */
const asTheyAre = (values: readonly string[]): Field['options'] =>
  values.map((value) => ({ value, label: value }));

const made = (title: string, button: string, groups: readonly Group[]): Form => ({
  title,
  button,
  groups,
  body: (values) => bodyOf(groups, values),
});

/** A change of what is there. */
const change = (title: string, button: string, groups: readonly Group[]): Form => ({
  title,
  button,
  groups,
  body: (values) => changeOf(groups, values),
});

/** Rows of a list, a group of fields each. */
const rowsOf = (
  list: string,
  count: number,
  row: (number: number, named: (name: string) => string) => { title: string; fields: readonly Field[] },
): Group[] =>
  Array.from({ length: count }, (_, i) => ({
    ...row(i + 1, (name) => `${list}.${i}.${name}`),
    rowOf: list,
  }));

const etag: Field = { name: 'etag', label: '', kind: 'hidden' };

const sourceFields = (words: Words): Field[] => {
  const { t } = words;
  return [
    { name: 'kind', label: t('desk.kind'), kind: 'choice', options: choices('source', SOURCE_KINDS, words) },
    { name: 'title', label: t('desk.title'), required: true },
    { name: 'url', label: t('desk.address'), kind: 'url', help: t('desk.address_help'), emptied: null },
    { name: 'publisher', label: t('desk.publisher'), emptied: null },
    { name: 'author', label: t('desk.author'), emptied: null },
    {
      name: 'published_on',
      label: t('desk.published_on'),
      kind: 'day',
      help: t('desk.part_day_help'),
      emptied: null,
    },
    { name: 'language', label: t('desk.language'), help: t('desk.language_help'), emptied: null },
    { name: 'archived_url', label: t('desk.archived'), kind: 'url', emptied: null },
  ];
};

export const sourceForm = (words: Words): Form => {
  const { t } = words;
  const text: Field = {
    name: 'text',
    label: t('desk.its_text'),
    kind: 'text',
    rows: 12,
    help: t('desk.its_text_help'),
  };
  return made(t('desk.new_source'), t('desk.add_source'), [{ fields: [...sourceFields(words), text] }]);
};

/** A change of a source, but for its text. */
export const sourceChangeForm = (words: Words, isPublic: boolean): Form => {
  const { t } = words;
  const groups: Group[] = [
    { fields: [etag, ...sourceFields(words)] },
    ...(isPublic ? [toldGroup(words)] : []),
  ];
  return {
    title: t('desk.change_source'),
    button: t('desk.save'),
    groups,
    body: (values) => toldIn(changeOf(groups, values)),
  };
};

/** What the public may be told of a change that needs no correction. */
const toldGroup = (words: Words): Group => {
  const { t } = words;
  const help = t('desk.may_be_empty');
  const fields = correctionFields(words).map((field) =>
    field.kind === 'choice' ? field : { ...field, required: false, help },
  );
  return { title: t('desk.public_told'), fields };
};

/** A change without a correction that says nothing: its kind is there by itself. */
const toldIn = ({ correction, ...body }: Record<string, unknown>): Record<string, unknown> =>
  isMembers(correction) && 'note' in correction ? { ...body, correction } : body;

const speakerFields = (words: Words): Field[] => {
  const { t } = words;
  const kinds = choices('speaker', SPEAKER_KINDS, words);
  return [
    { name: 'name', label: t('desk.name'), required: true },
    { name: 'kind', label: t('desk.kind'), kind: 'choice', options: kinds },
    { name: 'slug', label: t('desk.slug'), help: t('desk.slug_help') },
    { name: 'description', label: t('desk.description'), kind: 'text', emptied: null },
    { name: 'wikidata_id', label: 'Wikidata', help: t('desk.wikidata_help'), emptied: null },
    { name: 'aliases', label: t('desk.aliases'), kind: 'list', help: t('desk.one_a_line'), emptied: [] },
  ];
};

/** What speakers are and were, how others name them, and how they look. */
const aboutSpeaker = ({ t }: Words, typed: Values): Group[] => [
  ...rowsOf('roles', rowsIn(typed, 'roles', 1), (number, named) => ({
    title: t('desk.role_number', { number }),
    fields: [
      { name: named('title'), label: t('desk.role_title') },
      { name: named('organisation'), label: t('desk.organisation') },
      { name: named('party'), label: t('desk.party') },
      { name: named('from'), label: t('desk.first_day'), kind: 'day', help: t('desk.part_day_help') },
      { name: named('to'), label: t('desk.last_day'), kind: 'day', help: t('desk.role_until_help') },
    ],
  })),
  ...rowsOf('external_ids', rowsIn(typed, 'external_ids', 1), (number, named) => ({
    title: t('desk.identifier_number', { number }),
    fields: [
      { name: named('scheme'), label: t('desk.scheme'), help: t('desk.scheme_help') },
      { name: named('id'), label: t('desk.identifier') },
    ],
  })),
  {
    title: t('speaker.portrait'),
    fields: [
      { name: 'image.url', label: t('desk.address'), kind: 'url', help: t('desk.portrait_help') },
      { name: 'image.licence', label: t('desk.licence'), help: t('desk.licence_help') },
      { name: 'image.licence_url', label: t('desk.licence_url'), kind: 'url' },
      { name: 'image.credit', label: t('desk.credit') },
    ],
  },
];

export const speakerForm = (words: Words, typed: Values): Form => {
  const { t } = words;
  return made(t('desk.new_speaker'), t('desk.add_speaker'), [
    { fields: speakerFields(words) },
    ...aboutSpeaker(words, typed),
  ]);
};

/** A change of a speaker; what the public is told of it may come along. */
export const speakerChangeForm = (words: Words, isPublic: boolean, typed: Values): Form => {
  const groups: Group[] = [
    { fields: [etag, ...speakerFields(words)] },
    ...aboutSpeaker(words, typed),
    ...(isPublic ? [toldGroup(words)] : []),
  ];
  return {
    title: words.t('desk.change_speaker'),
    button: words.t('desk.save'),
    groups,
    body: (values) => {
      const { image, ...body } = toldIn(changeOf(groups, values));
      if (!('image.url' in values)) return body;
      // A picture is another one, with nothing of the last.
      return { ...body, image: isMembers(image) ? { licence_url: null, credit: null, ...image } : null };
    },
  };
};

/** Two speakers who are one. */
export const mergeForm = ({ t }: Words, speakers: readonly Suggestion[]): Form =>
  made(t('desk.merge'), t('desk.merge_button'), [
    {
      fields: [
        {
          name: 'into',
          label: t('desk.merge_into'),
          required: true,
          suggestions: speakers,
          help: t('desk.merge_help'),
        },
        { name: 'note', label: t('desk.merge_note'), kind: 'text', required: true, help: t('desk.public') },
      ],
    },
  ]);

export interface Suggestion {
  value: string;
  label: string;
}

const aboutQuote = (words: Words, speakers: readonly Suggestion[]): Field[] => {
  const { t } = words;
  return [
    {
      name: 'speaker',
      label: t('desk.who_said'),
      required: true,
      suggestions: speakers,
      help: t('desk.speaker_help'),
    },
    { name: 'form', label: t('desk.form'), kind: 'choice', options: choices('form', QUOTE_FORMS, words) },
    { name: 'said_on', label: t('desk.said_on'), kind: 'day', help: t('desk.said_on_help'), emptied: null },
    { name: 'speaker_role', label: t('desk.role_then'), help: t('desk.role_then_help'), emptied: null },
    { name: 'venue', label: t('desk.where'), emptied: null },
    { name: 'language', label: t('desk.language'), emptied: null },
  ];
};

/** A change of a quote; words that are not the source’s are published with a reason. */
export const quoteChangeForm = (words: Words, isPublic: boolean, speakers: readonly Suggestion[]): Form => {
  const { t } = words;
  const fields: Field[] = [
    etag,
    { name: 'source', label: t('desk.source'), required: true, help: t('desk.source_help') },
    { name: 'text', label: t('desk.very_words'), kind: 'text', rows: 4, required: true },
    ...aboutQuote(words, speakers),
    ...(isPublic
      ? [
          ...correctionFields(words),
          { name: 'override.reason', label: t('desk.why_anyway'), help: t('desk.why_anyway_help') },
        ]
      : []),
  ];
  const button = t(isPublic ? 'desk.publish_correction' : 'desk.save');
  return change(t('desk.change_quote'), button, [{ fields }]);
};

export const quoteForm = (words: Words, speakers: readonly Suggestion[]): Form => {
  const { t } = words;
  const fields: Field[] = [
    { name: 'source', label: t('desk.source'), required: true, help: t('desk.source_help') },
    { name: 'text', label: t('desk.very_words'), kind: 'text', rows: 4, required: true },
    ...aboutQuote(words, speakers),
  ];
  return made(t('desk.new_quote'), t('desk.add_quote'), [{ fields }]);
};

/** What a new quote of the same source begins with. */
export const LIKE_THE_LAST = ['speaker', 'form', 'said_on', 'speaker_role', 'venue', 'language'] as const;

/** A quote of a source whose text is at hand: `place` is where the words were marked in it. */
export const markForm = (words: Words, speakers: readonly Suggestion[]): Form => {
  const { t } = words;
  const fields: Field[] = [
    { name: 'place.start', label: '', kind: 'hidden' },
    { name: 'place.end', label: '', kind: 'hidden' },
    {
      name: 'text',
      label: t('desk.very_words'),
      kind: 'text',
      rows: 4,
      required: true,
      help: t('desk.mark_help'),
      answer: { intent: 'compare', from: ['text', 'language', 'place.start', 'place.end'] },
    },
    ...aboutQuote(words, speakers),
  ];
  return made(t('desk.mark_quote'), t('desk.add_quote'), [{ fields }]);
};

/** The text of a source that has none yet. */
export const textForm = ({ t }: Words): Form =>
  made(t('desk.its_text'), t('desk.keep_text'), [
    {
      fields: [
        etag,
        {
          name: 'text',
          label: t('desk.its_text'),
          kind: 'text',
          rows: 12,
          required: true,
          help: t('desk.its_text_help'),
        },
      ],
    },
  ]);

const promiseGroup = (words: Words): Group => {
  const { t } = words;
  return {
    title: t('desk.for_promise'),
    fields: [
      { name: 'promise.action', label: t('desk.action'), kind: 'text', help: t('desk.fixed') },
      { name: 'promise.criteria', label: t('desk.criteria'), kind: 'text', help: t('desk.criteria_help') },
      {
        name: 'promise.testability',
        label: t('desk.testability'),
        kind: 'choice',
        options: choices('testability', TESTABILITIES, words, '–'),
      },
      { name: 'promise.decided_by.what', label: t('desk.decided_by'), help: t('desk.decided_by_help') },
      { name: 'promise.decided_by.url', label: t('desk.decided_where'), kind: 'url' },
      { name: 'promise.responsible.name', label: t('desk.responsible') },
      { name: 'promise.condition.text', label: t('desk.condition_text'), help: t('desk.condition_help') },
      {
        name: 'promise.condition.status',
        label: t('desk.condition_stands'),
        kind: 'choice',
        options: choices('condition', CONDITION_STATUSES, words, '–'),
      },
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
    ],
  };
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
      fields: [
        { name: 'article_url', label: t('desk.article_url'), kind: 'url', emptied: null },
        { name: 'article_title', label: t('desk.article_title'), emptied: null },
        { name: 'same_as', label: t('desk.same_as'), kind: 'list', help: t('desk.one_a_line'), emptied: [] },
      ],
    },
    ...rowsOf('related', rowsIn(typed, 'related', 1), (number, named) => ({
      title: t('desk.related_number', { number }),
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

export const claimForm = (words: Words, typed: Values): Form => {
  const { t } = words;
  const fields: Field[] = [
    { name: 'kind', label: t('desk.kind'), kind: 'choice', options: choices('kind', CLAIM_KINDS, words) },
    { name: 'text', label: t('desk.claim'), kind: 'text', required: true, help: t('desk.claim_help') },
    ...aboutClaim(words),
  ];
  return made(t('desk.new_claim'), t('desk.save_draft'), [
    { fields },
    promiseGroup(words),
    ...besideClaim(words, typed),
  ]);
};

const EVIDENCE_SHOWN = 3;

const evidenceGroups = (words: Words, typed: Values): Group[] => {
  const { t } = words;
  return rowsOf('evidence', rowsIn(typed, 'evidence', EVIDENCE_SHOWN), (number, named) => ({
    title: t('desk.evidence', { number }),
    fields: [
      { name: named('url'), label: t('desk.address'), kind: 'url' },
      { name: named('title'), label: t('desk.title') },
      { name: named('publisher'), label: t('desk.publisher') },
      { name: named('excerpt'), label: t('desk.excerpt'), kind: 'text', rows: 2 },
      { name: named('archived_url'), label: t('desk.archived'), kind: 'url' },
      {
        name: named('stance'),
        label: t('desk.stance'),
        kind: 'choice',
        options: choices('stance', STANCES, words),
      },
    ],
  }));
};

const finding = (title: string, fields: readonly Field[], words: Words, typed: Values): Form => {
  const { t } = words;
  const reason: Field = {
    name: 'reason',
    label: t('desk.instead'),
    kind: 'text',
    help: t('desk.instead_help'),
  };
  return made(title, t('desk.propose'), [{ fields: [...fields, reason] }, ...evidenceGroups(words, typed)]);
};

export const verdictForm = (
  words: Words,
  ratings: readonly Suggestion[],
  scales: readonly Suggestion[],
  typed: Values,
): Form => {
  const { t } = words;
  const fields: Field[] = [
    { name: 'scale', label: t('desk.scale'), kind: 'choice', options: scales },
    { name: 'rating', label: t('desk.rating'), kind: 'choice', options: ratings },
    { name: 'summary', label: t('desk.summary'), kind: 'text', rows: 2 },
    { name: 'rationale', label: t('desk.why'), kind: 'text', rows: 10, help: 'Markdown' },
    { name: 'decided_on', label: t('desk.decided_on'), kind: 'day' },
  ];
  return finding(t('desk.propose_verdict'), fields, words, typed);
};

export const outcomeForm = (words: Words, typed: Values): Form => {
  const { t } = words;
  const fields: Field[] = [
    {
      name: 'progress',
      label: t('desk.update'),
      kind: 'choice',
      options: choices('progress', PROGRESSES, words, '–'),
      help: t('desk.update_help'),
    },
    {
      name: 'result',
      label: t('desk.ruling'),
      kind: 'choice',
      options: choices('result', RESULTS, words, '–'),
    },
    { name: 'occurred_on', label: t('desk.occurred_on'), kind: 'day' },
    { name: 'became_known_on', label: t('desk.known_on'), kind: 'day' },
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
  return finding(t('desk.propose_outcome'), fields, words, typed);
};

/** What the public is told of a change to something that is public. */
const correctionFields = (words: Words): Field[] => [
  {
    name: 'correction.kind',
    label: words.t('desk.correction_kind'),
    kind: 'choice',
    options: choices('correction', CORRECTION_KINDS, words),
  },
  { name: 'correction.note', label: words.t('desk.public_reads'), kind: 'text', required: true },
];

/** A correction of a claim: what the public will read stands beside what it reads now. */
export const correctForm = (words: Words, typed: Values): Form => {
  const { t } = words;
  const fields: Field[] = [
    etag,
    { name: 'text', label: t('desk.claim'), kind: 'text', required: true },
    ...aboutClaim(words),
  ];
  return change(t('desk.correct_claim'), t('desk.publish_correction'), [
    { fields },
    ...besideClaim(words, typed),
    { fields: correctionFields(words) },
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

export const withdrawForm = ({ t }: Words): Form =>
  made(t('desk.withdraw_claim'), t('desk.withdraw_button'), [
    {
      fields: [
        { name: 'reason', label: t('desk.why'), kind: 'text', required: true, help: t('desk.public') },
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

const INTERVALS = ['1d', '15m', '1h', '6h', '7d'] as const;
const WATCHED = ['page', 'feed', 'json', 'list', 'yente'] as const;
type Watched = (typeof WATCHED)[number];
const isWatched = (kind: string | undefined): kind is Watched => WATCHED.some((one) => one === kind);

/** The members that each kind takes, besides the address, by the fields that they are typed into. */
const WATCH_MEMBERS: Readonly<Record<Watched, Readonly<Record<string, string>>>> = {
  page: { selector: 'selector', words: 'words' },
  feed: { words: 'words' },
  json: { pointer: 'pointer', path: 'path', is: 'is', bound: 'bound' },
  list: { list: 'list', words: 'programmes', sought: 'sought', mapping: 'mapping' },
  yente: {
    dataset: 'dataset',
    schema: 'schema',
    properties: 'properties',
    threshold: 'threshold',
    words: 'topics',
  },
};

const LIST_FORMATS = ['ofac_xml', 'ofac_csv', 'eu_xml', 'uk_xml', 'uk_csv'] as const;
const CONDITIONS = ['changed', 'above', 'below', 'equal'] as const;

const NUMBER = /^-?\d+(\.\d+)?$/;
const numberOr = (typed: unknown): unknown =>
  typeof typed === 'string' && NUMBER.test(typed) ? Number(typed) : typed;

/** `name: one; another` a line, as members with lists; what has no colon is left to the API to refuse. */
const propertiesIn = (typed: unknown): Record<string, string[]> =>
  Object.fromEntries(
    String(typed)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const at = line.indexOf(':');
        const listed = line
          .slice(at + 1)
          .split(';')
          .map((part) => part.trim());
        return [line.slice(0, Math.max(at, 0)).trim(), listed.filter((part) => part !== '')];
      }),
  );

/** Who or what is looked for in a list: `name | other names; … | identifiers; …` a line. */
const soughtIn = (typed: unknown): unknown[] => {
  const several = (part = ''): string[] =>
    part
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  return String(typed)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', names, identifiers] = line.split('|').map((part) => part.trim());
      return { name, names: several(names), identifiers: several(identifiers) };
    });
};

/** What a field of a watch means to the API. */
const WATCH_VALUES: Readonly<Record<string, (typed: unknown) => unknown>> = {
  bound: numberOr,
  threshold: numberOr,
  properties: propertiesIn,
  sought: soughtIn,
};

/** Where a list of another form has what is needed; undefined where nobody has said. */
const mappingIn = (mapping: unknown): unknown => {
  if (!isMembers(mapping) || mapping.format === undefined) return undefined;
  const { header, ...rest } = mapping;
  return header === undefined ? rest : { ...rest, header: header === 'true' };
};

const watchBody = (groups: readonly Group[], values: Values): unknown => {
  const { looks_for, ...rest } = bodyOf(groups, values);
  const typed = isMembers(looks_for) ? looks_for : {};
  const taken = isWatched(values.kind) ? WATCH_MEMBERS[values.kind] : {};
  const members = Object.entries(taken).flatMap(([name, member]): [string, unknown][] => {
    const value = name === 'mapping' ? mappingIn(typed.mapping) : typed[name];
    // An empty list is what the form has where nobody typed anything.
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    return [[member, WATCH_VALUES[name]?.(value) ?? value]];
  });
  return { ...rest, looks_for: { url: typed.url ?? '', ...Object.fromEntries(members) } };
};

/** What only one kind of watch takes. */
const watchGroups = (words: Words): Group[] => {
  const { t } = words;
  const of = (kind: Watched, fields: readonly Field[]): Group => ({
    title: t('desk.only_for', { what: words.of('watched', kind) }),
    fields,
  });
  return [
    of('page', [{ name: 'looks_for.selector', label: t('desk.selector'), help: t('desk.selector_help') }]),
    of('json', [
      { name: 'looks_for.pointer', label: 'JSON Pointer', help: t('desk.pointer_help') },
      { name: 'looks_for.path', label: 'JSONPath', help: t('desk.path_help') },
      {
        name: 'looks_for.is',
        label: t('desk.condition'),
        kind: 'choice',
        options: choices('condition_is', CONDITIONS, words),
      },
      { name: 'looks_for.bound', label: t('desk.bound'), help: t('desk.bound_help') },
    ]),
    of('list', [
      {
        name: 'looks_for.list',
        label: t('desk.list_form'),
        kind: 'choice',
        options: [{ value: '', label: t('desk.own_mapping') }, ...(asTheyAre(LIST_FORMATS) ?? [])],
      },
      { name: 'looks_for.sought', label: t('desk.sought'), kind: 'text', help: t('desk.sought_help') },
      {
        name: 'looks_for.mapping.format',
        label: t('desk.format'),
        kind: 'choice',
        options: [{ value: '', label: '–' }, ...(asTheyAre(['xml', 'csv', 'json']) ?? [])],
      },
      { name: 'looks_for.mapping.entry', label: t('desk.entry'), help: t('desk.entry_help') },
      { name: 'looks_for.mapping.id', label: t('desk.entry_id'), help: t('desk.entry_id_help') },
      { name: 'looks_for.mapping.names', label: t('desk.entry_names'), kind: 'list', help: t('desk.commas') },
      {
        name: 'looks_for.mapping.identifiers',
        label: t('desk.entry_identifiers'),
        kind: 'list',
        help: t('desk.commas'),
      },
      {
        name: 'looks_for.mapping.programmes',
        label: t('desk.entry_programmes'),
        kind: 'list',
        help: t('desk.commas'),
      },
      {
        name: 'looks_for.mapping.header',
        label: t('desk.header'),
        kind: 'choice',
        options: [
          { value: '', label: '–' },
          { value: 'true', label: t('desk.yes') },
          { value: 'false', label: t('desk.no') },
        ],
      },
      { name: 'looks_for.mapping.delimiter', label: t('desk.delimiter') },
    ]),
    of('yente', [
      {
        name: 'looks_for.properties',
        label: t('desk.properties'),
        kind: 'text',
        help: t('desk.properties_help'),
      },
      { name: 'looks_for.dataset', label: t('desk.dataset'), help: 'default' },
      { name: 'looks_for.schema', label: t('desk.schema'), help: 'LegalEntity, Person, Vessel' },
      { name: 'looks_for.threshold', label: t('desk.threshold'), help: t('desk.threshold_help') },
    ]),
  ];
};

export const watchForm = (words: Words): Form => {
  const { t } = words;
  const groups: Group[] = [
    {
      fields: [
        {
          name: 'kind',
          label: t('desk.looks_at'),
          kind: 'choice',
          options: choices('watch', WATCHED, words),
        },
        { name: 'looks_for.url', label: t('desk.address'), kind: 'url', required: true },
        { name: 'note', label: t('desk.would_be_seen'), kind: 'text', required: true },
        { name: 'looks_for.words', label: t('desk.words'), kind: 'list', help: t('desk.words_help') },
        {
          name: 'every',
          label: t('desk.how_often'),
          kind: 'choice',
          options: choices('every', INTERVALS, words),
        },
        { name: 'until', label: t('desk.until'), kind: 'day' },
      ],
    },
    ...watchGroups(words),
  ];
  return {
    title: t('desk.new_watch'),
    button: t('desk.watch_it'),
    groups,
    body: (values) => watchBody(groups, values),
  };
};

export const keyForm = ({ t }: Words, roles: readonly string[]): Form =>
  made(t('desk.new_key'), t('desk.make_key'), [
    {
      fields: [
        { name: 'actor', label: t('desk.whose'), required: true, help: t('desk.whose_help') },
        { name: 'role', label: t('desk.role'), kind: 'choice', options: asTheyAre(roles) ?? [] },
        { name: 'expires_on', label: t('desk.expires_on'), kind: 'day', help: t('desk.expires_help') },
      ],
    },
  ]);

/** `mostly_true | Mostly true | 0.75 | Right in the main`: what is no number is left to the API to refuse. */
const ratingIn = (line: string, order: number): unknown => {
  const [key = '', label = '', value = '', ...description] = line.split('|').map((part) => part.trim());
  return {
    key,
    labels: label === '' ? {} : { en: label },
    order,
    value: value === '' ? null : numberOr(value),
    description: description.join('|'),
  };
};

export const scaleForm = ({ t }: Words): Form => {
  const groups: Group[] = [
    {
      fields: [
        { name: 'key', label: t('desk.key_name'), required: true, help: 'truth_meter' },
        { name: 'title', label: t('desk.title'), required: true },
        { name: 'methodology_url', label: t('desk.methodology'), kind: 'url' },
        {
          name: 'ratings',
          label: t('desk.ratings'),
          kind: 'text',
          rows: 8,
          required: true,
          help: t('desk.ratings_help'),
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
    title: t('desk.new_scale'),
    button: t('desk.add_scale'),
    groups,
    body: (values) => ({ ...bodyOf(groups, values), ratings: ratings(values) }),
  };
};

export const anchorForm = ({ t }: Words): Form =>
  made(t('desk.new_anchor'), t('desk.add_anchor'), [
    {
      fields: [
        { name: 'key', label: t('desk.key_name'), required: true, help: 'us_midterms_2026' },
        { name: 'title', label: t('desk.title'), required: true },
        { name: 'phrases', label: t('desk.called'), kind: 'list', help: t('desk.one_a_line') },
        { name: 'date', label: t('desk.the_day'), kind: 'day', help: t('desk.day_unknown_help') },
        { name: 'note', label: t('desk.note'), kind: 'text' },
      ],
    },
  ]);

export const dayForm = (words: Words): Form =>
  made(words.t('desk.the_day'), words.t('desk.set_day'), [
    {
      fields: [{ name: 'date', label: words.t('desk.the_day'), kind: 'day' }, ...correctionFields(words)],
    },
  ]);

export const HOOK_FORMATS = ['standard', 'slack', 'mattermost', 'teams', 'discord'] as const;
export const HOOK_PAYLOADS = ['thin', 'full'] as const;

/** Who is told of what happens; `types` are what there is to tell. */
export const webhookForm = (words: Words, types: readonly string[]): Form => {
  const { t } = words;
  const fields: Field[] = [
    { name: 'url', label: t('desk.address'), kind: 'url', required: true, help: t('desk.hook_url_help') },
    { name: 'description', label: t('desk.what_for') },
    {
      name: 'format',
      label: t('desk.format'),
      kind: 'choice',
      options: asTheyAre(HOOK_FORMATS) ?? [],
      help: t('desk.hook_format_help'),
    },
    {
      name: 'payload',
      label: t('desk.payload'),
      kind: 'choice',
      options: choices('payload', HOOK_PAYLOADS, words),
    },
    {
      name: 'types',
      label: t('desk.told'),
      kind: 'list',
      help: t('desk.told_help', { list: types.join(', ') }),
    },
    { name: 'speakers', label: t('desk.only_speakers'), kind: 'list', help: t('desk.only_help') },
    { name: 'topics', label: t('desk.only_topics'), kind: 'list', help: t('desk.only_help') },
    { name: 'claims', label: t('desk.only_claims'), kind: 'list', help: t('desk.only_help') },
  ];
  return made(t('desk.new_webhook'), t('desk.add_webhook'), [{ fields }]);
};

/** What of a draft may still be changed without a correction. */
export const editForm = (words: Words, typed: Values): Form => {
  const { t } = words;
  const { fields, ...group } = promiseGroup(words);
  return change(t('desk.change_draft'), t('desk.save_draft'), [
    {
      fields: [
        etag,
        { name: 'text', label: t('desk.claim'), kind: 'text', required: true },
        ...aboutClaim(words),
      ],
    },
    // Deadlines stand side by side, and who is responsible has identifiers of its own.
    { ...group, fields: fields.filter(({ name }) => !/^promise\.(deadline|responsible)/.test(name)) },
    ...besideClaim(words, typed),
  ]);
};

/** All deliveries of a webhook in a period, once more. */
export const periodForm = ({ t }: Words): Form =>
  made(t('desk.replay_period'), t('desk.replay_button'), [
    {
      fields: [
        { name: 'deed', label: '', kind: 'hidden' },
        { name: 'from', label: t('desk.period_from'), required: true, help: t('desk.period_help') },
        { name: 'to', label: t('desk.period_to'), help: t('desk.period_to_help') },
      ],
    },
  ]);

/** A deadline that a person reads out of the words. */
export const deadlineForm = (words: Words): Form => {
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
    { name: 'review_on', label: t('desk.look_again'), kind: 'day', help: t('desk.look_again_help') },
    { name: 'convention_note', label: t('desk.why_days'), kind: 'text' },
  ];
  return made(t('desk.set_deadline'), t('desk.add_deadline'), [{ fields }]);
};

/** Why words that are not the source’s are published. */
export const overrideForm = ({ t }: Words): Form =>
  made(t('desk.not_the_words'), t('desk.publish_anyway'), [
    {
      fields: [
        { name: 'path', label: '', kind: 'hidden' },
        { name: 'decision', label: '', kind: 'hidden' },
        { name: 'reason', label: t('desk.why_anyway'), kind: 'text', required: true, help: t('desk.public') },
      ],
    },
  ]);
