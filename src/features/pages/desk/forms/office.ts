/** Forms for what admins keep in order. */
import type { Words } from '../../words.ts';
import { bodyOf, numberOr, type Field, type Group, type Values } from '../form.ts';
import { type Form, choices, asTheyAre, made, change, etag, correctionFields } from './parts.ts';

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

/** `Mostly true; de: Größtenteils wahr`: in English first, then in other languages. */
const labelsIn = (typed: string): Record<string, string> =>
  Object.fromEntries(
    typed
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => {
        const [, language = 'en', label = part] = /^([a-z]{2,3}(?:-[A-Za-z0-9]+)*):\s*(.*)$/.exec(part) ?? [];
        return [language, label];
      }),
  );

/** `mostly_true | Mostly true | 0.75 | Right in the main`: what is no number is left to the API to refuse. */
const ratingIn = (line: string, order: number): unknown => {
  const [key = '', label = '', value = '', ...description] = line.split('|').map((part) => part.trim());
  return {
    key,
    labels: labelsIn(label),
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

const anchorFields = ({ t }: Words): Field[] => [
  { name: 'key', label: t('desk.key_name'), required: true, help: 'us_midterms_2026' },
  { name: 'title', label: t('desk.title'), required: true },
  { name: 'phrases', label: t('desk.called'), kind: 'list', help: t('desk.one_a_line'), emptied: [] },
  { name: 'date', label: t('desk.the_day'), kind: 'day', help: t('desk.day_unknown_help'), emptied: null },
  {
    name: 'said_from',
    label: t('desk.said_from'),
    kind: 'day',
    help: t('desk.said_from_help'),
    emptied: null,
  },
  { name: 'note', label: t('desk.note'), kind: 'text', emptied: null },
];

export const anchorForm = (words: Words): Form =>
  made(words.t('desk.new_anchor'), words.t('desk.add_anchor'), [{ fields: anchorFields(words) }]);

/** A change of an anchor, which is public. */
export const anchorChangeForm = (words: Words): Form =>
  change(words.t('desk.change_anchor'), words.t('desk.publish_correction'), [
    { fields: [etag, ...anchorFields(words), ...correctionFields(words)] },
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
const webhookFields = (words: Words, types: readonly string[]): Field[] => {
  const { t } = words;
  return [
    { name: 'url', label: t('desk.address'), kind: 'url', required: true, help: t('desk.hook_url_help') },
    { name: 'description', label: t('desk.what_for'), emptied: null },
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
      emptied: [],
    },
    {
      name: 'speakers',
      label: t('desk.only_speakers'),
      kind: 'list',
      help: t('desk.only_help'),
      emptied: [],
    },
    { name: 'topics', label: t('desk.only_topics'), kind: 'list', help: t('desk.only_help'), emptied: [] },
    { name: 'claims', label: t('desk.only_claims'), kind: 'list', help: t('desk.only_help'), emptied: [] },
  ];
};

export const webhookForm = (words: Words, types: readonly string[]): Form =>
  made(words.t('desk.new_webhook'), words.t('desk.add_webhook'), [{ fields: webhookFields(words, types) }]);

export const webhookChangeForm = (words: Words, types: readonly string[]): Form =>
  change(words.t('desk.change_webhook'), words.t('desk.save'), [
    { fields: [etag, ...webhookFields(words, types)] },
  ]);

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
