/** Forms for where the server looks for what would decide a promise. */
import type { Words } from '../../words.ts';
import { bodyOf, isMembers, numberOr, type Field, type Group, type Values } from '../form.ts';
import { type Form, choices, asTheyAre, yesOrNo, change, etag } from './parts.ts';

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
  properties: propertiesIn,
  sought: soughtIn,
};

/** Where a list of another form has what is needed; undefined where nobody has said. */
const mappingIn = (mapping: unknown): unknown => {
  if (!isMembers(mapping) || mapping.format === undefined) return undefined;
  return mapping;
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
    folded: true,
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
        kind: 'flag',
        options: yesOrNo(words),
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
      {
        name: 'looks_for.threshold',
        label: t('desk.threshold'),
        kind: 'number',
        help: t('desk.threshold_help'),
      },
    ]),
  ];
};

/** What of a watch may be changed: what it looks at stays. */
const howWatched = (words: Words): Field[] => {
  const { t } = words;
  return [
    { name: 'note', label: t('desk.would_be_seen'), kind: 'text', required: true },
    {
      name: 'every',
      label: t('desk.how_often'),
      kind: 'choice',
      options: choices('every', INTERVALS, words),
    },
    { name: 'until', label: t('desk.until'), kind: 'day', emptied: null },
  ];
};

export const watchChangeForm = (words: Words): Form =>
  change(words.t('desk.change_watch'), words.t('desk.save'), [{ fields: [etag, ...howWatched(words)] }]);

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
        { name: 'looks_for.words', label: t('desk.words'), kind: 'list', help: t('desk.words_help') },
        ...howWatched(words),
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
