/**
 * Random pairs of quote and source: what changes the meaning is never verbatim without a warning, what only a
 * typographer sees never falls below `verbatim_normalised`. FIDELITY_PAIRS says how many pairs;
 * FIDELITY_TEXTS names a folder of articles (.txt, or .jsonl with a `text` a line) beside the words of the seed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { checkQuote } from '../../src/text/fidelity.ts';

const PAIRS = Number(process.env.FIDELITY_PAIRS ?? 400);

const seed = z
  .object({ quotes: z.array(z.object({ text: z.string() })) })
  .parse(JSON.parse(readFileSync(new URL('../../seed/worked-example.json', import.meta.url), 'utf8')));
/** Sentences with what the changes below need, in plain words. */
const PLAIN = `We will not raise the tax by 15 percent, and Parliament will never agree to that before June.
The council did not sell the park to Norring in 2019, because nobody had asked for 250 new houses there.
She said that the bridge in Karlsborg would open in May; no toll of 3.5 million is planned by the mayor.`;

const articlesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((file) => {
    if (file.endsWith('.txt')) return [readFileSync(join(folder, file), 'utf8')];
    if (!file.endsWith('.jsonl')) return [];
    const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n');
    return lines.map((line) => z.object({ text: z.string() }).parse(JSON.parse(line)).text);
  });
const folder = process.env.FIDELITY_TEXTS;
const texts = [
  seed.quotes.map(({ text }) => text).join(' '),
  PLAIN,
  ...(folder === undefined ? [] : articlesIn(folder)),
].filter((text) => text.split(/\s+/).length > 30);

/** A run of whole words of a text: where it begins and ends. */
const runs = fc
  .record({ text: fc.constantFrom(...texts), at: fc.nat(), words: fc.integer({ min: 6, max: 30 }) })
  .map(({ text, at, words }) => {
    const all = [...text.matchAll(/\S+/g)];
    const first = at % Math.max(1, all.length - words);
    const last = all[Math.min(all.length - 1, first + words)];
    return { text, quote: text.slice(all[first]?.index ?? 0, (last?.index ?? 0) + (last?.[0].length ?? 0)) };
  });
const isVerbatim = (fidelity: string): boolean =>
  fidelity.startsWith('verbatim') || fidelity === 'case_differs';

test('a change that alters what is said is never verbatim without a warning', () => {
  const changes: Record<string, (quote: string, pick: number) => string> = {
    'a negation dropped': (quote) => quote.replace(/(?<=\S )(?:not|never|no) (?=\S)/, ''),
    'a number changed': (quote) => quote.replace(/\d+/, (digits) => String(Number(digits) + 1)),
    'a name changed': (quote) => quote.replace(/(?<=[a-z] )[A-Z][a-z]{3,}/, 'Zabrowska'),
    'a letter left out at the beginning': (quote) => (/^[a-z]{3}/i.test(quote) ? quote.slice(1) : quote),
    'a letter left out at the end': (quote) => (/[a-z]{3}$/i.test(quote) ? quote.slice(0, -1) : quote),
    'a negation left out': (quote) => quote.replace(/(?<=\S )(?:not|never|no)(?= \S)/, '…'),
    'a number left out': (quote) => quote.replace(/(?<=\S )\d[\d.,]*(?= \S)/, '[…]'),
    'a name left out': (quote) => quote.replace(/(?<=[a-z] )[A-Z][a-z]{3,}(?= [a-z])/, '...'),
  };
  let changed = 0;
  fc.assert(
    fc.property(runs, fc.constantFrom(...Object.keys(changes)), fc.nat(), ({ text, quote }, kind, pick) => {
      const other = changes[kind]?.(quote, pick) ?? quote;
      // Words that stand there all the same, somewhere else, say what the text says; those in brackets are an editor's.
      fc.pre(
        other !== quote &&
          !quote.includes('[') &&
          !new RegExp(`(?<![\\p{L}\\p{N}])${literally(other)}(?![\\p{L}\\p{N}])`, 'u').test(text),
      );
      changed += 1;
      const { fidelity, fidelity_warnings } = checkQuote(other, text);
      const isTold = !isVerbatim(fidelity) || fidelity_warnings !== null;
      expect(isTold, `${kind}: ${other}\n${quote}`).toBe(true);
    }),
    { numRuns: PAIRS },
  );
  expect(changed).toBeGreaterThan(PAIRS / 2);
});

test.each([
  ['We build it, ”', 'We build it, " said the mayor.'],
  ['We build it, "', 'We build it, ” said the mayor.'],
  ['We build it. "', 'We build it.” Then she left.'],
  ['We build it! ”', 'We build it!" Then she left.'],
])('a blank between a stop and a quote mark is no difference: %s', (quote, source) => {
  expect(checkQuote(quote, source).fidelity).toBe('verbatim_normalised');
});

test.each([
  [
    'Norring will pay for the repair of the bridge.',
    [{ kind: 'name', quote: 'Norring', source: 'Halvorsen' }],
  ],
  // The record of the words has "councils" in small letters too: it is no name.
  ['Councils will pay for the repair of the bridge.', []],
])('a name changed at the beginning of a sentence is named: %s', (words, warnings) => {
  const source = 'Halvorsen will pay for the repair of the bridge. All councils know it.';
  const checked = checkQuote(words, source);
  expect(checked).toMatchObject({ fidelity: 'near' });
  expect(checked.fidelity_warnings ?? []).toEqual(warnings);
});

test('a change that no reader sees leaves the words as they are', () => {
  const changes: Record<string, (text: string) => string> = {
    NFD: (text) => text.normalize('NFD'),
    'line ends': (text) => text.replaceAll(' ', '\n'),
    'no-break spaces': (text) => text.replaceAll(' ', '\u00A0'),
    'soft hyphens': (text) => text.replace(/([a-z]{3})([a-z]{3})/g, '$1\u00AD$2'),
    'words divided at line ends': (text) => text.replace(/([a-z]{3})([a-z]{3})/, '$1-\n$2'),
    'zero-width spaces': (text) => text.replace(/([a-z]{2})([a-z]{2})/g, '$1\u200B$2'),
    ligatures: (text) => text.replaceAll('fi', 'ﬁ').replaceAll('fl', 'ﬂ'),
    'other quote marks': (text) => text.replaceAll(/[“”]/g, '"').replaceAll('’', "'"),
    'other dashes': (text) => text.replaceAll(/[–—]/g, '-'),
    'full width': (text) =>
      text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  };
  fc.assert(
    fc.property(
      runs,
      fc.constantFrom(...Object.keys(changes)),
      fc.boolean(),
      ({ text, quote }, kind, inSource) => {
        const change = changes[kind] ?? ((same: string) => same);
        const at = text.indexOf(quote);
        const changedText = text.slice(0, at) + change(quote) + text.slice(at + quote.length);
        const { fidelity } = inSource ? checkQuote(quote, changedText) : checkQuote(change(quote), text);
        expect(['verbatim', 'verbatim_normalised'], `${kind}: ${quote}`).toContain(fidelity);
      },
    ),
    { numRuns: PAIRS },
  );
});

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
