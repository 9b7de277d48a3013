/** What the forms of the desk are made of. */
import { CORRECTION_KINDS } from '../../../../record/tables.ts';
import type { Words } from '../../words.ts';
import { bodyOf, changeOf, isMembers, type Field, type Group, type Values } from '../form.ts';

export interface Form {
  title: string;
  button: string;
  groups: readonly Group[];
  /** The body that the API is sent. */
  body(values: Values): unknown;
}

export interface Suggestion {
  value: string;
  label: string;
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
export const asTheyAre = (values: readonly string[]): Field['options'] =>
  values.map((value) => ({ value, label: value }));

/** Yes, no, or nothing said. */
export const yesOrNo = ({ t }: Words): NonNullable<Field['options']> => [
  { value: '', label: '–' },
  { value: 'true', label: t('desk.yes') },
  { value: 'false', label: t('desk.no') },
];

export const made = (title: string, button: string, groups: readonly Group[]): Form => ({
  title,
  button,
  groups,
  body: (values) => bodyOf(groups, values),
});

/** A change of what is there. */
export const change = (title: string, button: string, groups: readonly Group[]): Form => ({
  title,
  button,
  groups,
  body: (values) => changeOf(groups, values),
});

/** Rows of a list, a group of fields each. */
export const rowsOf = (
  list: string,
  count: number,
  row: (number: number, named: (name: string) => string) => Omit<Group, 'rowOf'>,
): Group[] =>
  Array.from({ length: count }, (_, i) => ({
    ...row(i + 1, (name) => `${list}.${i}.${name}`),
    rowOf: list,
  }));

export const etag: Field = { name: 'etag', label: '', kind: 'hidden' };

/** What the public may be told of a change that needs no correction. */
export const toldGroup = (words: Words): Group => {
  const { t } = words;
  const help = t('desk.may_be_empty');
  const fields = correctionFields(words).map((field) =>
    field.kind === 'choice' ? field : { ...field, required: false, help },
  );
  return { title: t('desk.public_told'), fields };
};

/** A change without a correction that says nothing: its kind is there by itself. */
export const toldIn = ({ correction, ...body }: Record<string, unknown>): Record<string, unknown> =>
  isMembers(correction) && 'note' in correction ? { ...body, correction } : body;

/** What the public is told of a change to something that is public. */
export const correctionFields = (words: Words): Field[] => [
  {
    name: 'correction.kind',
    label: words.t('desk.correction_kind'),
    kind: 'choice',
    options: choices('correction', CORRECTION_KINDS, words),
  },
  { name: 'correction.note', label: words.t('desk.public_reads'), kind: 'text', required: true },
];

export const withdrawForm = ({ t }: Words, title: 'desk.withdraw_claim' | 'desk.withdraw_quote'): Form =>
  made(t(title), t('desk.withdraw_button'), [
    {
      fields: [
        { name: 'reason', label: t('desk.why'), kind: 'text', required: true, help: t('desk.public') },
      ],
    },
  ]);

/** Why words that are not the source’s become public. */
export const overrideField = ({ t }: Words): Field => ({
  name: 'override.reason',
  label: t('desk.why_anyway'),
  help: t('desk.why_anyway_help'),
});
