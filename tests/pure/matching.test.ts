/** Where two sentences that sound alike differ: pairs as data, and sentences of any shape. */
import { MODEL } from '../../src/features/matching/model.ts';
import { matchesOf } from '../../src/features/matching/match.ts';
import { createCollection } from '../../src/features/matching/collection.ts';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differencesOf } from '../../src/features/matching/differs.ts';
import { InvertedIndex, topOf } from '../../src/features/matching/index.ts';
import { figuresIn } from '../../src/features/matching/numbers.ts';
import { createSigns, SIGNS } from '../../src/features/matching/signs.ts';
import { createSlabs } from '../../src/features/matching/slabs.ts';
import { createVectors, readTable } from '../../src/features/matching/table.ts';
import { cleaned, sentencesOf, termsOf } from '../../src/features/matching/words.ts';

const pairs = readFileSync(new URL('vectors/pairs.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [how = '', kind = '', asked = '', claim = ''] = line.split('\t');
    return { how, kind, asked, claim };
  });

const table = readTable();
const differences = (asked: string, claim: string) =>
  differencesOf(asked, claim, { isName: table.isName, vectorOf: table.word });

/** The share of pairs that hold. */
const share = (of: typeof pairs, holds: (pair: (typeof pairs)[number]) => boolean): number =>
  of.filter(holds).length / of.length;
const says = (pair: (typeof pairs)[number], kind: string): boolean =>
  differences(pair.asked, pair.claim).some((difference) => difference.kind === kind);

describe('pairs of sentences', () => {
  test.each([
    ['near', 'polarity', 0.95],
    ['near', 'number', 0.95],
    ['near', 'name', 0.9],
    ['reworded', 'polarity', 0.75],
    ['reworded', 'number', 0.75],
    ['reworded', 'name', 0.75],
  ])('%s ones that differ in %s are told apart at least at %d', (how, kind, least) => {
    const of = pairs.filter((pair) => pair.how === how && pair.kind === kind);
    expect(share(of, (pair) => says(pair, kind))).toBeGreaterThanOrEqual(least);
  });

  test.each([
    ['near', 0.05],
    ['reworded', 0.1],
  ])('%s ones that say the same are left alone, but for %d', (how, most) => {
    const of = pairs.filter((pair) => pair.how === how && pair.kind === 'same');
    const alarmed = share(of, (pair) => differences(pair.asked, pair.claim).length > 0);
    expect(alarmed).toBeLessThanOrEqual(most);
  });

  test('a sentence never differs from itself', () => {
    for (const { asked, claim } of pairs) {
      expect(differences(asked, asked)).toEqual([]);
      expect(differences(claim, claim)).toEqual([]);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(differences(text, text)).toEqual([]);
      }),
    );
  });

  test('whoever asks, the same kinds of difference are seen', () => {
    const kinds = (a: string, b: string) => differences(a, b).map((difference) => difference.kind);
    const differ = pairs.filter(
      ({ asked, claim }) => kinds(asked, claim).join() !== kinds(claim, asked).join(),
    );
    expect(differ).toEqual([]);
  });
});

describe('figures', () => {
  test.each([
    ['$3.6 million', 3_600_000, 'money'],
    ['twelve', 12, 'count'],
    ['two-thirds', (2 * 100) / 3, 'percent'],
    ['1,377 points', 1377, 'count'],
    ['in 2008', 2008, 'year'],
    ['thirty-two percent', 32, 'percent'],
    ['78%', 78, 'percent'],
    ['2 trillion dollars', 2e12, 'money'],
  ])('%s', (text, value, kind) => {
    const [figure] = figuresIn(text);
    expect(figure?.value).toBeCloseTo(value, 6);
    expect(figure?.kind).toBe(kind);
  });
});

describe('a text as it was copied', () => {
  test('loses addresses, and its signature gives a name and a day', () => {
    expect(
      cleaned(
        '“Look” @SpeakerPelosi #Trump2020 https://t.co/a pic.twitter.com/b — Ann Lee (@annlee) July 8, 2019',
      ),
    ).toEqual({ text: '"Look" Speaker Pelosi Trump 2020 .', signatures: ['Ann Lee'], day: '2019-07-08' });
  });

  test('falls into sentences that stand where they say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const sentence of sentencesOf(text)) {
          expect(text.slice(sentence.start, sentence.start + sentence.text.length)).toBe(sentence.text);
        }
      }),
    );
    expect(sentencesOf('Mr. Smith of the U.S. Senate left. He came back.').map(({ text }) => text)).toEqual([
      'Mr. Smith of the U.S. Senate left.',
      'He came back.',
    ]);
  });
});

describe('the index', () => {
  const word = fc.constantFrom(...'ant bee cow dog elk fox gnu hen'.split(' '));
  const fields = fc.tuple(fc.array(word), fc.array(word), fc.array(word));

  test('scores the same however it came to hold what it holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fields, fc.boolean()), { maxLength: 20 }),
        fc.array(word),
        (all, asked) => {
          const grown = new InvertedIndex();
          const fresh = new InvertedIndex();
          const numbers = all.map(([each]) => grown.add(each));
          for (const [place, [, kept]] of all.entries()) if (!kept) grown.remove(numbers[place] ?? 0);
          const left = all.flatMap(([each, kept], place) =>
            kept ? [{ from: numbers[place] ?? 0, to: fresh.add(each) }] : [],
          );
          const scores = (index: InvertedIndex) => {
            const found = new Float32Array(index.capacity);
            index.score(index.look(asked), found);
            return found;
          };
          const [one, other] = [scores(grown), scores(fresh)];
          for (const { from, to } of left) expect(one[from]).toBeCloseTo(other[to] ?? 0, 5);
        },
      ),
    );
  });

  test('the best are what sorting gives', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 })), fc.nat({ max: 10 }), (values, count) => {
        const sorted = values
          .map((value, place) => ({ value, place }))
          .filter(({ value }) => value > 0)
          .sort((a, b) => b.value - a.value || a.place - b.place)
          .map(({ place }) => place);
        expect(topOf(values, values.length, count)).toEqual(sorted.slice(0, count));
      }),
    );
  });

  test('words are terms by their stem, and words that say nothing are none', () => {
    expect(termsOf('The voters voted for the U.S. treaties', 'en')).toEqual([
      'voter',
      'vote',
      'usa',
      'treati',
    ]);
  });
});

describe('vectors', () => {
  const vector = fc
    .array(fc.constantFrom(-1, 1), { minLength: SIGNS, maxLength: SIGNS })
    .map((signs) => Float32Array.from(signs));
  const vectors = fc.array(vector, { minLength: 1, maxLength: 6 });

  test('share as many signs as counting says, opposite ones none', () => {
    fc.assert(
      fc.property(vectors, vector, (all, asked) => {
        const signs = createSigns();
        for (const [place, each] of all.entries()) signs.set(place, each);
        const opposite = asked.map((value) => -value);
        signs.set(all.length, opposite);
        const counted = [...all, opposite].map(
          (each) => each.filter((value, i) => value === asked[i]).length,
        );
        expect([...signs.sharedWith(asked, all.length + 1)]).toEqual(counted);
      }),
    );
  });

  test('the nearest by signs are those that share most of them, in text or title; what was cleared is none', () => {
    fc.assert(
      fc.property(vectors, vectors, vector, fc.nat({ max: 6 }), (texts, titles, asked, count) => {
        const kept = createVectors();
        const sharing = (of: Float32Array): number => of.filter((value, i) => value === asked[i]).length;
        const shared = texts.map((text, doc) => {
          const title = titles[doc];
          kept.set(doc, text, title ?? null);
          return Math.max(sharing(text), title ? sharing(title) : 0);
        });
        kept.clear(0);
        shared[0] = 0;
        const nearest = kept.near(asked);
        const bestOf = (counts: (doc: number) => boolean): number[] =>
          topOf(
            shared.map((bits, doc) => (counts(doc) ? bits : 0)),
            shared.length,
            count,
          ).sort((a, b) => a - b);
        expect(nearest(count)).toEqual(bestOf(() => true));
        const isEven = (doc: number): boolean => doc % 2 === 0;
        expect(nearest(count, [...texts.keys()].filter(isEven))).toEqual(bestOf(isEven));
      }),
    );
  });
});

describe('a sentence that denies a claim', () => {
  const SUBJECTS = ['The mayor', 'Ada Lind', 'Our county', 'The water company', 'Senator Holt'];
  const CLAIMS = [
    { said: 'has closed the northern clinic', denied: ['has not closed', 'never closed', "hasn't closed"] },
    { said: 'will raise the tax on fuel', denied: ['will not raise', "won't raise", 'will never raise'] },
    {
      said: 'paid the striking nurses',
      denied: ['did not pay', "didn't pay", 'refused to pay', 'failed to pay'],
    },
    { said: 'can borrow more money', denied: ['cannot borrow', "can't borrow", 'can not borrow'] },
    { said: 'is selling the old harbour', denied: ['is not selling', "isn't selling"] },
  ];
  test.each(SUBJECTS)('is never matched to it without saying so: %s', (subject) => {
    const collection = createCollection(null);
    for (const { said } of CLAIMS) {
      const text = `${subject} ${said}.`;
      collection.put({
        id: text,
        text,
        title: '',
        context: '',
        speakers: [],
        speakerKeys: [],
        day: '',
        language: 'en',
      });
    }
    for (const { said, denied } of CLAIMS) {
      const rest = said
        .split(' ')
        .slice(/^(?:has|will|can|is) /.test(said) ? 2 : 1)
        .join(' ');
      for (const denial of denied) {
        for (const about of ['', 'We know that ', 'Let me be clear: ']) {
          const text = `${about}${subject} ${denial} ${rest}.`;
          const match = matchesOf(collection, MODEL, { text, language: 'en' }, 10).find(
            ({ id }) => id === `${subject} ${said}.`,
          );
          expect(match?.differs, text).toContainEqual(expect.objectContaining({ kind: 'polarity' }));
        }
      }
    }
  });
});

test('small texts that are kept hold on to no more memory than theirs, whatever else is read meanwhile', () => {
  const slabs = createSlabs();
  const texts = Array.from({ length: 1_000 }, (_, n) => `${n} “€” 🌉 ${'x'.repeat(n % 200)}`);
  const kept = texts.map((text) => {
    Buffer.from('y'.repeat(20_000));
    return slabs.put(text);
  });
  expect(kept.map((bytes) => Buffer.from(bytes).toString())).toEqual(texts);
  const held_bytes = [...new Set(kept.map(({ buffer }) => buffer))].reduce(
    (sum, own) => sum + own.byteLength,
    0,
  );
  expect(held_bytes).toBeLessThan(2 * Buffer.byteLength(texts.join('')));
});
