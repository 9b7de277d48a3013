/**
 * Whatever the API takes from a reporter, an editor or an admin is at the desk: each member of each body has a field, and
 * what has none stands below with its reason.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as claims from '../../src/features/pages/desk/forms/claims.ts';
import * as findings from '../../src/features/pages/desk/forms/findings.ts';
import * as office from '../../src/features/pages/desk/forms/office.ts';
import { type Form, withdrawForm } from '../../src/features/pages/desk/forms/parts.ts';
import * as record from '../../src/features/pages/desk/forms/record.ts';
import * as watches from '../../src/features/pages/desk/forms/watches.ts';
import { wordsIn } from '../../src/features/pages/words.ts';

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
}

const {
  paths,
  components,
}: {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
} = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));

const words = wordsIn('en', 'UTC');
const withdrawal = withdrawForm(words, 'desk.withdraw_claim');
const choice = { ratings: [], scales: [] };
const PROMISED = { 'promise.testability': 'testable' };

/** The forms that send each request. */
const FORMS: Readonly<Record<string, readonly Form[]>> = {
  'POST /v1/sources': [record.sourceForm(words)],
  'PATCH /v1/sources/{id}': [record.sourceChangeForm(words, true), record.textForm(words)],
  'POST /v1/speakers': [record.speakerForm(words, {})],
  'PATCH /v1/speakers/{id}': [record.speakerChangeForm(words, true, {})],
  'POST /v1/speakers/{id}/merge': [record.mergeForm(words, [])],
  'POST /v1/quotes': [record.quoteForm(words, []), record.markForm(words, [])],
  'PATCH /v1/quotes/{id}': [record.quoteChangeForm(words, true, [])],
  'POST /v1/quotes/{id}/withdraw': [withdrawal],
  'POST /v1/claims': [claims.claimForm(words, {})],
  'PATCH /v1/claims/{id}': [claims.editForm(words, {}), claims.correctForm(words, PROMISED)],
  'POST /v1/claims/{id}/withdraw': [withdrawal],
  'POST /v1/claims/{id}/clarifications': [claims.clarifyForm(words)],
  'POST /v1/claims/{id}/deadlines': [claims.deadlineForm(words, [])],
  'POST /v1/claims/{id}/matches': [claims.matchForm(words)],
  'POST /v1/claims/{id}/verdicts': [findings.verdictForm(words, choice, {})],
  'POST /v1/claims/{id}/outcomes': [findings.outcomeForm(words, {})],
  'PATCH /v1/verdicts/{id}': [findings.verdictChangeForm(words, choice, true, {})],
  'PATCH /v1/outcomes/{id}': [findings.outcomeChangeForm(words, true, {})],
  'POST /v1/claims/{id}/watches': [watches.watchForm(words)],
  'PATCH /v1/watches/{id}': [watches.watchChangeForm(words)],
  'POST /v1/keys': [office.keyForm(words, [])],
  'POST /v1/rating-scales': [office.scaleForm(words)],
  'POST /v1/anchors': [office.anchorForm(words)],
  'PATCH /v1/anchors/{id}': [office.anchorChangeForm(words), office.dayForm(words)],
  'POST /v1/webhooks': [office.webhookForm(words, [])],
  'PATCH /v1/webhooks/{id}': [office.webhookChangeForm(words, [])],
  'POST /v1/webhooks/{id}/replay': [office.periodForm(words)],
};

/** What a button does, or a form of one field. */
const BUTTONS: readonly string[] = [
  'POST /v1/claims/{id}/publish',
  'POST /v1/claims/{id}/reject',
  'POST /v1/quotes/{id}/publish',
  ...['verdicts', 'outcomes'].flatMap((list) =>
    ['submit', 'publish', 'reject'].map((move) => `POST /v1/${list}/{id}/${move}`),
  ),
  'POST /v1/claims/{id}/deadlines/{position}/confirm',
  'POST /v1/claims/{id}/deadlines/{position}/reject',
  'POST /v1/watches/{id}/look',
  'POST /v1/watches/{id}/no-action-found',
  'POST /v1/keys/{id}/revoke',
  'POST /v1/webhooks/{id}/rotate',
  'POST /v1/webhooks/{id}/test',
  'DELETE /v1/webhooks/{id}',
];

const ASKED_OF_ANYBODY = 'asks, and changes nothing';
const BY_READERS = 'what readers do for themselves';
const BY_PROGRAMS = 'spoken by programs';

/** What is not at the desk, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'POST /v1/claims/similar': 'the page of matches shows what it finds',
  'POST /v1/claims/similar/batch': BY_PROGRAMS,
  'POST /v1/deadlines/parse': 'the form of a claim shows it while one types',
  'POST /v1/quotes/verify': 'the form of a quote shows it while one marks',
  'POST /v1/sources/{id}/verify': ASKED_OF_ANYBODY,
  'POST /v1/claimreview/validate': ASKED_OF_ANYBODY,
  'POST /v1/log/cosignatures': 'sent by witnesses',
  'POST /v1/imports': 'files, which the command line takes in as well; no daily work',
  'POST /v1/imports/{id}/cancel': 'files, which the command line takes in as well; no daily work',
  'POST /v1alpha1/pages': BY_PROGRAMS,
  'PUT /v1alpha1/pages/{id}': BY_PROGRAMS,
  'DELETE /v1alpha1/pages/{id}': BY_PROGRAMS,
  'POST /v1/follows': BY_READERS,
  'POST /v1/follows/{token}/confirm': BY_READERS,
  'POST /v1/follows/{token}/unsubscribe': BY_READERS,
  'POST /mcp': BY_PROGRAMS,
  'POST /reconcile/speakers': BY_PROGRAMS,
  'POST /reconcile/claims': BY_PROGRAMS,
};

/** Members without a field of their own, by what they begin with, and why. */
const WITHOUT_FIELD: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'POST /v1/sources': [
    ['text_sha256', 'made of the text; for who must not store it'],
    ['text_length', 'made of the text; for who must not store it'],
  ],
  'PATCH /v1/sources/{id}': [
    ['text_sha256', 'made of the text; for who must not store it'],
    ['text_length', 'made of the text; for who must not store it'],
  ],
  'POST /v1/quotes': [['selectors', 'made of the words that are marked or found']],
  'PATCH /v1/quotes/{id}': [['selectors', 'found anew']],
  'POST /v1/claims': [['promise.deadline', 'days are set at the claim, beside what the grammar reads']],
  'PATCH /v1/claims/{id}': [['promise.deadline', 'days are set at the claim, beside what the grammar reads']],
  'POST /v1/claims/{id}/outcomes': [['kind', 'an update has a progress, a ruling a result']],
  'PATCH /v1/outcomes/{id}': [['kind', 'an update has a progress, a ruling a result']],
  'POST /v1/claims/{id}/watches': [
    ['looks_for.programmes', 'typed as the words of the watch'],
    ['looks_for.topics', 'typed as the words of the watch'],
  ],
  'POST /v1/claims/{id}/matches': [['state', 'two buttons']],
  'PATCH /v1/watches/{id}': [['state', 'buttons']],
  'PATCH /v1/webhooks/{id}': [['state', 'buttons']],
  'POST /v1/webhooks/{id}/replay': [['delivery', 'a button at each delivery']],
};

const referred = (schema: Schema): Schema => {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : referred(components.schemas[name] ?? {});
};

/** The members of a body with dots, those of what a list is of with `N`. */
const membersOf = (given: Schema, prefix = ''): string[] => {
  const schema = referred(given);
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [
    ...parts.flatMap((part) => membersOf(part, prefix)),
    ...(schema.items ? membersOf(schema.items, `${prefix}N.`) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
      const within = membersOf(member, `${prefix}${name}.`);
      return within.length === 0 ? [`${prefix}${name}`] : within;
    }),
  ];
};

/** Whether a field is of this member, or of something that it is a part of: a list that is typed line by line. */
const isOf = (field: string, member: string): boolean => member === field || member.startsWith(`${field}.`);

const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, operation]) =>
    method === 'get' ? [] : [{ name: `${method.toUpperCase()} ${path}`, operation }],
  ),
);

describe('the desk', () => {
  test('has a form or a button for each request that changes something, or a reason why not', () => {
    const known = [...Object.keys(FORMS), ...BUTTONS, ...Object.keys(ELSEWHERE)].sort();
    expect(operations.map(({ name }) => name).sort()).toEqual(known);
  });

  test.each(Object.keys(FORMS))('has a field for each member of %s, or a reason why not', (name) => {
    const { operation } = operations.find((one) => one.name === name) ?? {};
    const [body] = Object.values(operation?.requestBody?.content ?? {});
    const members = [...new Set(membersOf(body?.schema ?? {}))];
    expect(members.length).toBeGreaterThan(0);
    const fields = (FORMS[name] ?? []).flatMap(({ groups }) =>
      groups.flatMap((group) => group.fields.map((field) => field.name.replaceAll(/\.\d+\./g, '.N.'))),
    );
    const without = (WITHOUT_FIELD[name] ?? []).map(([member]) => member);
    expect(members.filter((member) => ![...fields, ...without].some((field) => isOf(field, member)))).toEqual(
      [],
    );
    // A reason is gone with what it is for.
    expect(without.filter((one) => !members.some((member) => isOf(one, member)))).toEqual([]);
  });

  test('sends nothing that the API does not take', () => {
    const sent = ['etag', 'place.start', 'place.end', 'deed', 'correction.kind', 'correction.note'];
    for (const [name, forms] of Object.entries(FORMS)) {
      const { operation } = operations.find((one) => one.name === name) ?? {};
      const [body] = Object.values(operation?.requestBody?.content ?? {});
      const members = membersOf(body?.schema ?? {});
      const fields = forms.flatMap(({ groups }) => groups.flatMap((group) => group.fields));
      const unknown = fields
        .map((field) => field.name.replaceAll(/\.\d+\./g, '.N.'))
        .filter((field) => !sent.includes(field) && !members.some((member) => isOf(field, member)));
      expect(unknown, name).toEqual([]);
    }
  });
});
