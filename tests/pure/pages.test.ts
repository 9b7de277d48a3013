/** What pages are made of: words in every language, Markdown that cannot harm, and the language a reader gets. */
import { describe, expect, test } from 'vitest';
import { HOOK_FORMATS, HOOK_PAYLOADS } from '../../src/features/pages/desk/forms/office.ts';
import { markdown } from '../../src/features/pages/html.ts';
import type { Message } from '../../src/features/pages/messages/message.ts';
import { CATALOGUES, LANGUAGES, languageFor, wordsIn } from '../../src/features/pages/words.ts';
import { INTERVALS, WATCH_KINDS, WATCH_STATES } from '../../src/features/watches/tables.ts';
import { DELIVERY_STATES, FORMATS, PAYLOADS } from '../../src/features/webhooks/tables.ts';
import { CLAIM_KINDS, MATCH_RELATIONS } from '../../src/newsroom/claims/tables.ts';
import { FINDING_STATES, PROGRESSES, RESULTS, STANCES } from '../../src/newsroom/findings/tables.ts';
import { CONDITION_STATUSES, DEADLINE_KINDS, TESTABILITIES } from '../../src/newsroom/promises/tables.ts';
import { QUOTE_FORMS } from '../../src/newsroom/quotes/tables.ts';
import { SOURCE_KINDS } from '../../src/newsroom/sources/tables.ts';
import { SPEAKER_KINDS } from '../../src/newsroom/speakers/tables.ts';
import { CORRECTION_KINDS } from '../../src/record/tables.ts';
import { FIDELITIES } from '../../src/text/fidelity.ts';
import { WARNINGS } from '../../src/text/warnings.ts';
import { HOSTILE } from '../setup/hostile.ts';

const textsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message);
const valuesIn = (message: Message): string[] => [
  ...new Set(textsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? [])),
];

describe.each(LANGUAGES)('the catalogue of %s', (language) => {
  const catalogue = CATALOGUES[language];

  test('has every message, none of them empty', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(CATALOGUES.en).sort());
    expect(Object.values(catalogue).flatMap(textsOf)).not.toContain('');
  });

  test('puts the same values into each message as English', () => {
    for (const [name, message] of Object.entries(CATALOGUES.en)) {
      const own = Object.entries(catalogue).find(([key]) => key === name)?.[1] ?? '';
      expect(valuesIn(own).sort(), name).toEqual(valuesIn(message).sort());
    }
  });

  test('has every plural form that the language has', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const plurals = Object.entries(catalogue).filter(([, message]) => typeof message !== 'string');
    expect(plurals.map(([name, message]) => [name, Object.keys(message).sort()])).toEqual(
      plurals.map(([name]) => [name, forms]),
    );
  });

  test.each([
    ['kind', CLAIM_KINDS],
    ['kinds', CLAIM_KINDS],
    ['result', RESULTS],
    ['choice', RESULTS],
    ['progress', PROGRESSES],
    ['stance', STANCES],
    ['fidelity', FIDELITIES],
    ['fidelity_why', FIDELITIES],
    ['warning', WARNINGS],
    ['testability', TESTABILITIES],
    ['deadline', DEADLINE_KINDS],
    ['condition', CONDITION_STATUSES],
    ['form', QUOTE_FORMS],
    ['source', SOURCE_KINDS],
    ['speaker', SPEAKER_KINDS],
    ['correction', CORRECTION_KINDS],
    ['match', MATCH_RELATIONS],
    ['state', FINDING_STATES],
    ['watch', WATCH_KINDS],
    ['watched', WATCH_KINDS],
    ['watch_state', WATCH_STATES],
    ['every', INTERVALS],
    ['payload', PAYLOADS],
    ['delivery', DELIVERY_STATES],
    ['deadline_kind', DEADLINE_KINDS],
    ['confidence', ['high', 'medium', 'low']],
  ] as const)('says every word of the record: %s', (group, words) => {
    expect(words.filter((word) => !(`${group}.${word}` in catalogue))).toEqual([]);
  });
});

test('the desk offers the formats of webhooks that there are', () => {
  expect(HOOK_FORMATS).toEqual(FORMATS);
  expect(HOOK_PAYLOADS).toEqual(PAYLOADS);
});

test('numbers, days and plurals are those of the language', () => {
  expect(wordsIn('en', 'UTC').t('days', { n: 1234 })).toBe('1,234 days');
  expect(wordsIn('de', 'UTC').t('days', { n: 1 })).toBe('1 Tag');
  expect(['1', '2', '5'].map((n) => wordsIn('uk', 'UTC').t('days', { n: Number(n) }))).toEqual([
    '1 день',
    '2 дні',
    '5 днів',
  ]);
  expect(wordsIn('en', 'UTC').day('2025-08-15')).toBe('15 August 2025');
  expect(wordsIn('es', 'UTC').day('2025-08')).toBe('agosto de 2025');
  expect(wordsIn('uk', 'UTC').day('2025')).toMatch(/2025/);
});

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['fr', 'en'],
  ['de-AT,en;q=0.8', 'de'],
  ['fr, es;q=0.5, uk;q=0.9', 'uk'],
  ['de;q=0, es', 'es'],
  ['*;q=0.1', 'en'],
])('who accepts %s reads %s', (header, language) => {
  expect(languageFor(header)).toBe(language);
});

test.each(HOSTILE)('Markdown with %s has nothing that runs', async (text) => {
  const html = String(await markdown(`Before\n\n${text}\n\nAfter [link](${text})`));
  expect(html).toContain('Before');
  for (const [tag] of html.matchAll(/<[^>]+>/g)) {
    expect(tag).toMatch(
      /^<\/?(p|br|hr|em|strong|del|code|pre|blockquote|h4|ul|ol|li|a|table|thead|tbody|tr|th|td)\b/,
    );
    expect(tag.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/\son\w+=|style=|src/i);
    for (const [, href] of tag.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(https?:|mailto:)/);
  }
});
