/** How a quote compares with the text of its source, and where its words stand. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

const TEXT = `The minister spoke at noon. “We will not raise taxes,” he said – twice.
“We’ve kept our word, and we shall   keep it: the bridge opens in May.” Then 🎉 fell from the sky.
Later he added: “Nobody told us. Nobody asked. We will not raise taxes, not now, not ever.”`;

let server: Newsroom;
let speaker: string;
let source: string;
let without: string;
beforeAll(async () => {
  server = await openNewsroom();
  speaker = (await server.speaker()).id;
  source = (await server.source({ text: TEXT })).id;
  without = (await server.source()).id;
});
afterAll(() => server.close());

const quote = (text: string, members: object = {}) => server.quote({ speaker, source, text, ...members });

interface Selector {
  type: string;
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
  end: number;
}

/** What the selectors point at, when they agree with the text and with each other. */
const pointedAt = (selectors: Selector[], text = TEXT): string => {
  const position = selectors.find((selector) => selector.type === 'TextPositionSelector');
  const words = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  const exact = text.slice(position?.start, position?.end);
  expect(words?.exact).toBe(exact);
  expect(text.slice(0, position?.start).endsWith(words?.prefix ?? '?')).toBe(true);
  expect(text.slice(position?.end).startsWith(words?.suffix ?? '?')).toBe(true);
  expect(Math.max(words?.prefix.length ?? 99, words?.suffix.length ?? 99)).toBeLessThanOrEqual(32);
  return exact;
};

const FOUND: [string, string, string][] = [
  ['verbatim', 'We will not raise taxes', 'We will not raise taxes'],
  ['verbatim', '🎉', '🎉'],
  ['verbatim', 'he said – twice.\n“We’ve kept', 'he said – twice.\n“We’ve kept'],
  ['verbatim_normalised', "We've kept our word", 'We’ve kept our word'],
  ['verbatim_normalised', 'we shall keep it', 'we shall   keep it'],
  ['verbatim_normalised', 'taxes," he said - twice', 'taxes,” he said – twice'],
  ['verbatim_normalised', 'twice. "We\'ve kept', 'twice.\n“We’ve kept'],
  [
    'verbatim_elided',
    'Nobody told us … not ever',
    'Nobody told us. Nobody asked. We will not raise taxes, not now, not ever',
  ],
  [
    'verbatim_elided',
    'We’ve kept our word [...] the bridge opens',
    'We’ve kept our word, and we shall   keep it: the bridge opens',
  ],
  [
    'verbatim_elided',
    'Nobody told us (…) We will … not ever',
    'Nobody told us. Nobody asked. We will not raise taxes, not now, not ever',
  ],
  ['case_differs', 'NOBODY TOLD US', 'Nobody told us'],
  ['case_differs', "we've Kept Our Word", 'We’ve kept our word'],
];

test.each(FOUND)('%s: %s', async (fidelity, words, exact) => {
  const made = await quote(words);
  expect(made).toMatchObject({ text: words, fidelity, fidelity_diff: null });
  expect(pointedAt(made.selectors)).toBe(exact);
});

test.each(['xyzzy', 'An entirely different sentence about something else'])('absent: %s', async (words) => {
  expect(await quote(words)).toMatchObject({ fidelity: 'absent', selectors: [], fidelity_diff: null });
});

test('pieces around an ellipsis in another order are not the same words', async () => {
  const { fidelity } = await quote('not ever … Nobody told us');
  expect(['near', 'absent']).toContain(fidelity);
});

describe('words that are near are never verified', () => {
  test.each([
    ['We will raise taxes, not now', 'We will not raise taxes', 'not'],
    ['We shall keep it: the bridge in May', 'the bridge opens in May', 'opens'],
  ])('%s, where the source has “%s”, shows the difference', async (words, _, dropped) => {
    const made = await quote(words);
    expect(made.fidelity).toBe('near');
    const only = made.fidelity_diff.flatMap((run: { source?: string }) => run.source ?? []).join(' ');
    expect(only).toContain(dropped);
    pointedAt(made.selectors);
  });

  test('dropping any one word from within is seen', async () => {
    const words = 'We will not raise taxes, not now, not ever'.split(' ');
    for (let i = 1; i < words.length - 1; i += 1) {
      const { fidelity } = await quote(words.toSpliced(i, 1).join(' '));
      expect(fidelity, `without ${words[i]}`).toBe('near');
    }
  });

  test('an added or exchanged word is seen too, on the quote’s side', async () => {
    const added = await quote('We will absolutely not raise taxes');
    expect(added.fidelity).toBe('near');
    expect(JSON.stringify(added.fidelity_diff)).toContain('"quote":"absolutely"');
    const exchanged = await quote('the bridge closes in May');
    expect(exchanged).toMatchObject({ fidelity: 'near' });
    const sides = exchanged.fidelity_diff.map((run: object) => Object.keys(run)[0]);
    expect(sides).toEqual(expect.arrayContaining(['kept', 'quote', 'source']));
  });
});

test('without the source’s text nothing is claimed, and selectors are kept as given', async () => {
  const selectors = [
    { type: 'TextQuoteSelector', exact: 'Words', prefix: 'before ', suffix: '' },
    { type: 'TextPositionSelector', start: 7, end: 12 },
  ];
  const made = await quote('Words', { source: without, selectors });
  expect(made).toMatchObject({ fidelity: 'source_text_unavailable', selectors });
});

test('of several places the one that is meant is taken, else the first', async () => {
  const words = 'We will not raise taxes';
  const later = TEXT.lastIndexOf(words);
  expect((await quote(words)).selectors[1].start).toBe(TEXT.indexOf(words));
  const meant = await quote(words, {
    selectors: [{ type: 'TextPositionSelector', start: later, end: later + words.length }],
  });
  expect(meant.selectors[1].start).toBe(later);
  const wrong = await quote(words, { selectors: [{ type: 'TextPositionSelector', start: 3, end: 9 }] });
  expect(wrong.selectors[1].start).toBe(TEXT.indexOf(words));
});

test('a selector that ends before it starts is a 422', async () => {
  const selectors = [{ type: 'TextPositionSelector', start: 9, end: 3 }];
  const { status, json } = await server.post(
    '/v1/quotes',
    { speaker, source, text: 'Words', selectors },
    'reporter',
  );
  expect([status, json.errors[0].pointer]).toEqual([422, '/selectors/0/end']);
});

test('changed words are compared anew', async () => {
  const { id } = await quote('xyzzy');
  const patched = await server.patch(`/v1/quotes/${id}`, { text: 'Nobody asked' }, 'reporter');
  expect(patched.json.fidelity).toBe('verbatim');
});

test('when a source’s text arrives, its quotes are compared with it, in their claims too', async () => {
  const late = await server.source();
  const made = await quote('Nobody asked', { source: late.id });
  const claim = await server.claim({ quotes: [made.id] });
  await server.post(`/v1/claims/${claim.id}/publish`, {}, 'editor');
  expect((await server.get(`/v1/quotes/${made.id}`)).json.fidelity).toBe('source_text_unavailable');
  await server.patch(`/v1/sources/${late.id}`, { text: TEXT }, 'editor');
  expect((await server.get(`/v1/quotes/${made.id}`)).json.fidelity).toBe('verbatim');
  const [carried] = (await server.get(`/v1/claims/${claim.id}`)).json.quotes;
  expect(pointedAt(carried.selectors)).toBe('Nobody asked');
});

test('a source’s text is never served, its length and hash are', async () => {
  const { json, body } = await server.get(`/v1/sources/${source}`, 'admin');
  expect(json).toMatchObject({
    text_length: TEXT.length,
    text_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(body).not.toContain('Nobody');
  const mark = { kind: 'speech', title: 'T', text: TEXT, text_length: 5 };
  expect((await server.post('/v1/sources', mark, 'reporter')).json.errors[0].pointer).toBe('/text_length');
});

test('any run of a text is verbatim, exactly where it stands', async () => {
  const texts = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
    .filter((text) => /\S/.test(text) && !/[\p{Cc}]/u.test(text));
  await fc.assert(
    fc.asyncProperty(texts, fc.nat(), fc.nat(), async (text, a, b) => {
      const signs = Array.from(text);
      const from = a % signs.length;
      const words = signs.slice(from, from + 1 + (b % signs.length)).join('');
      fc.pre(words.trim() !== '');
      const own = await server.source({ text });
      const made = await quote(words, { source: own.id });
      expect(made.fidelity).toBe('verbatim');
      expect(pointedAt(made.selectors, text)).toBe(words);
    }),
    { numRuns: 100 },
  );
});
