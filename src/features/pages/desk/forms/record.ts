/** Forms for what claims rest on: sources, speakers and quotes. */
import { QUOTE_FORMS } from '../../../../newsroom/quotes/tables.ts';
import { SOURCE_KINDS } from '../../../../newsroom/sources/tables.ts';
import { SPEAKER_KINDS } from '../../../../newsroom/speakers/tables.ts';
import type { Words } from '../../words.ts';
import { changeOf, rowsIn, type Field, type Group, type Values } from '../form.ts';
import {
  type Form,
  type Suggestion,
  choices,
  made,
  change,
  rowsOf,
  etag,
  correctionFields,
  overrideField,
  toldGroup,
  toldIn,
} from './parts.ts';

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
    folded: true,
    fields: [
      { name: named('scheme'), label: t('desk.scheme'), help: t('desk.scheme_help') },
      { name: named('id'), label: t('desk.identifier') },
    ],
  })),
  {
    title: t('speaker.portrait'),
    folded: true,
    wholes: ['image'],
    fields: [
      { name: 'image.url', label: t('desk.address'), kind: 'url', help: t('desk.portrait_help') },
      { name: 'image.licence', label: t('desk.licence'), help: t('desk.licence_help') },
      { name: 'image.licence_url', label: t('desk.licence_url'), kind: 'url', emptied: null },
      { name: 'image.credit', label: t('desk.credit'), emptied: null },
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
    body: (values) => toldIn(changeOf(groups, values)),
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

/** What else is known of words: the time of day, the recording, and how they read before they were translated. */
const moreOfQuote = ({ t }: Words): Group => ({
  title: t('desk.more_of_quote'),
  folded: true,
  wholes: ['original', 'media'],
  fields: [
    { name: 'said_at', label: t('desk.said_at'), help: t('desk.said_at_help'), emptied: null },
    { name: 'original.text', label: t('desk.original'), kind: 'text', help: t('desk.original_help') },
    { name: 'original.language', label: t('desk.original_language'), help: t('desk.language_help') },
    { name: 'media.url', label: t('desk.recording'), kind: 'url' },
    {
      name: 'media.start_seconds',
      label: t('desk.starts_at'),
      kind: 'number',
      help: t('desk.seconds_help'),
      emptied: null,
    },
    { name: 'media.end_seconds', label: t('desk.ends_at'), kind: 'number', emptied: null },
  ],
});

/** A change of a quote; words that are not the source’s are published with a reason. */
export const quoteChangeForm = (words: Words, isPublic: boolean, speakers: readonly Suggestion[]): Form => {
  const { t } = words;
  const fields: Field[] = [
    etag,
    { name: 'source', label: t('desk.source'), required: true, help: t('desk.source_help') },
    { name: 'text', label: t('desk.very_words'), kind: 'text', rows: 4, required: true },
    ...aboutQuote(words, speakers),
  ];
  const told: Field[] = [...correctionFields(words), overrideField(words)];
  const button = t(isPublic ? 'desk.publish_correction' : 'desk.save');
  const groups = [{ fields }, moreOfQuote(words), ...(isPublic ? [{ fields: told }] : [])];
  return change(t('desk.change_quote'), button, groups);
};

export const quoteForm = (words: Words, speakers: readonly Suggestion[]): Form => {
  const { t } = words;
  const fields: Field[] = [
    { name: 'source', label: t('desk.source'), required: true, help: t('desk.source_help') },
    { name: 'text', label: t('desk.very_words'), kind: 'text', rows: 4, required: true },
    ...aboutQuote(words, speakers),
  ];
  return made(t('desk.new_quote'), t('desk.add_quote'), [{ fields }, moreOfQuote(words)]);
};

/** What a new quote of the same source begins with. */
export const LIKE_THE_LAST = [
  'speaker',
  'form',
  'said_on',
  'speaker_role',
  'venue',
  'language',
  'media.url',
] as const;

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
  return made(t('desk.mark_quote'), t('desk.add_quote'), [{ fields }, moreOfQuote(words)]);
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
