/** Where the words of a search stand in a text, and what is shown of it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slipsBetween } from '../../src/features/search/slips.ts';
import { highlightsIn, htmlOf, snippetOf } from '../../src/text/highlight.ts';
import { relevance, searchBody, searchOf } from '../../src/text/search.ts';

const marked = (text: string, q: string, language: string | null = null): string[] => {
  const search = searchOf(q);
  if (!search) throw new Error(`${q} asks for nothing`);
  const spans = highlightsIn(text, language, search);
  expect(spans, 'and nothing more of them').toEqual(spans.map(({ start, end }) => ({ start, end })));
  return spans.map(({ start, end }) => text.slice(start, end));
};

describe('highlights', () => {
  test.each([
    ['forms of a word', 'Tariffs and one tariff', 'tariff', ['Tariffs', 'tariff']],
    ['accents and case', 'The CAFÉ in Zürich', 'cafe zurich', ['CAFÉ', 'Zürich']],
    ['a phrase as one', 'in two weeks, two months', '"two weeks"', ['two weeks']],
    ['a word with a hyphen', 'COVID-19 and covid19', 'covid-19', ['COVID-19', 'covid19']],
    ['a curly apostrophe', 'O’Tarrant said', "o'tarrant", ['O’Tarrant']],
    ['a grouped number', 'It cost 1 250 000 then', '1,250,000', ['1 250 000']],
    ['signs of a script without blanks', '總統說兩個星期內會有結果', '兩個星期', ['兩個星期']],
    ['Cyrillic', 'Обіцяв перемир’я', "перемир'я", ['перемир’я']],
    ['a soft hyphen', 'the har\u00adbour', 'harbour', ['har\u00adbour']],
    ['nothing', 'Nothing here', 'elsewhere', []],
  ])('mark %s', (_, text, q, words) => expect(marked(text, q, null)).toEqual(words));

  test('stand in every text in which a search finds its words, in order and apart', () => {
    const word = fc.constantFrom(
      'tariffs',
      'Zürich',
      'O’Neill',
      '1,250',
      'self-made',
      'мир',
      '兩個星期',
      'a',
      'x',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), word, (words, asked) => {
        const text = words.join(' ');
        const search = searchOf(asked);
        if (!search || relevance(searchBody([{ text, language: null }]), search) === 0) return;
        const spans = highlightsIn(text, null, search);
        expect(spans.length).toBeGreaterThan(0);
        let end = -1;
        for (const span of spans) {
          expect(span.start).toBeGreaterThan(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

test('a snippet is about as long as asked for, its highlights are words of the text, and its HTML shows the same', () => {
  const part = fc.constantFrom('harbour', 'bridge', '<b>', '&', '"', '😀', 'lorem', 'ipsum', '兩個星期');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 200 }), fc.integer({ min: 50, max: 300 }), (parts, length) => {
      const text = parts.join(' ');
      const search = searchOf('harbour 兩個星期');
      if (!search) return;
      const snippet = snippetOf(text, highlightsIn(text, null, search), length);
      expect(snippet.text.length).toBeLessThanOrEqual(
        Math.max(length, text.length <= length ? text.length : 0) + 4,
      );
      expect(snippet.text.isWellFormed()).toBe(true);
      for (const { start, end } of snippet.highlights) {
        expect(snippet.text.slice(start, end)).toMatch(/^(harbour|兩個星期)( (harbour|兩個星期))*$/);
      }
      if (parts.includes('harbour')) expect(snippet.highlights.length).toBeGreaterThan(0);
      const html = htmlOf(snippet);
      expect(html.replaceAll(/<\/?mark>/g, '')).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
      expect(html.split('<mark>').length - 1).toBe(snippet.highlights.length);
    }),
  );
});

test.each([
  ['trump', 'trump', 0],
  ['trmp', 'trump', 1],
  ['turmp', 'trump', 1],
  ['zelenski', 'zelenskyy', 2],
  ['bridge', 'harbour', 3],
])('%s and %s are %i slips apart', (a, b, slips) => {
  expect(slipsBetween(Array.from(a), Array.from(b), 2)).toBe(slips);
  expect(slipsBetween(Array.from(b), Array.from(a), 2)).toBe(slips);
});
