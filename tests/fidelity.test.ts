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

test('any run of whole words is verbatim, exactly where it stands', async () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter(
      (signs) => /^\p{L}[\p{L}\p{M}]*$/u.test(signs) && !/\p{Default_Ignorable_Code_Point}/u.test(signs),
    );
  const texts = fc.array(word, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(texts, fc.nat(), fc.nat(), async (words, a, b) => {
      const from = a % words.length;
      const run = words.slice(from, from + 1 + (b % words.length)).join(' ');
      const own = await server.source({ text: words.join(' ') });
      const made = await quote(run, { source: own.id });
      expect(made.fidelity).toBe('verbatim');
      expect(pointedAt(made.selectors, words.join(' '))).toBe(run);
    }),
    { numRuns: 50 },
  );
});

/** A published quote or claim needs what an editor says of words that are not the source's. */
describe('words that are not the source’s are published with an editor’s public reason only', () => {
  const override = { reason: 'He misspoke; the recording has it so.' };

  test.each([
    ['near', 'We will raise taxes, not now'],
    ['absent', 'An entirely different sentence about something else'],
    ['with a warning', 'We will … raise taxes'],
  ])('%s', async (_, words) => {
    const { id } = await quote(words);
    const refused = await server.post(`/v1/quotes/${id}/publish`, {}, 'editor');
    expect([refused.status, refused.json.type, refused.json.quotes]).toEqual([
      409,
      expect.stringContaining('override-needed'),
      [id],
    ]);
    expect((await server.get(`/v1/quotes/${id}`, 'reporter')).json.publication).toBe('draft');
    const published = await server.post(`/v1/quotes/${id}/publish`, { override }, 'editor');
    expect(published.json).toMatchObject({ publication: 'published', override });
    expect((await server.get(`/v1/quotes/${id}`)).json.override).toMatchObject(override);
  });

  test('a claim that carries such a quote too, and the quote says why wherever it stands', async () => {
    const { id } = await quote('We will … raise taxes');
    const claim = await server.claim({ quotes: [id] });
    expect((await server.post(`/v1/claims/${claim.id}/publish`, {}, 'editor')).status).toBe(409);
    const published = await server.post(`/v1/claims/${claim.id}/publish`, { override }, 'editor');
    expect(published.json.quotes[0]).toMatchObject({
      override,
      fidelity_warnings: [{ kind: 'negation', quote: '', source: 'not' }],
    });
  });

  test('a public claim of which the source was corrected, with the correction of the claim', async () => {
    const own = await server.source({ text: 'We will not raise taxes.' });
    const { id } = await quote('We will not raise taxes', { source: own.id });
    const claim = await server.publicClaim({ quotes: [id] });
    await server.correct(own.id, { text: 'We will never raise any taxes.' });
    const corrected = await server.correct(claim.id, { text: 'No taxes are raised.', override });
    expect(corrected.quotes).toMatchObject([{ fidelity: 'near', override }]);
    expect((await server.read(id)).override).toMatchObject(override);
  });

  test('words that stand there need none, and say nothing of it', async () => {
    const { id } = await quote('We will not raise taxes');
    const { json } = await server.post(`/v1/quotes/${id}/publish`, { override }, 'editor');
    expect(json.publication).toBe('published');
    expect(Object.keys(json)).not.toContain('override');
    expect(Object.keys(json)).not.toContain('fidelity_warnings');
  });

  test('a correction that leaves the source’s words needs one', async () => {
    const { id } = await quote('We will not raise taxes');
    await server.post(`/v1/quotes/${id}/publish`, {}, 'editor');
    const change = { text: 'We will raise taxes, not now', correction: { kind: 'typo', note: 'A word.' } };
    const refused = await server.patch(`/v1/quotes/${id}`, change, 'editor');
    expect(refused.json.type).toContain('override-needed');
    const changed = await server.patch(`/v1/quotes/${id}`, { ...change, override }, 'editor');
    expect(changed.json).toMatchObject({ fidelity: 'near', override });
    const back = { text: 'We will not raise taxes', correction: { kind: 'typo', note: 'A word.' } };
    const again = await server.patch(`/v1/quotes/${id}`, back, 'editor');
    expect([again.json.fidelity, again.json.override]).toEqual(['verbatim', undefined]);
  });
});

test('POST /v1/quotes/verify compares and keeps nothing', async () => {
  const count = async () => (await server.get('/v1/quotes?publication=all&count=exact', 'reporter')).body;
  const before = await count();
  const source_text = 'Norring: The fee stays. Rask: The fee stays.';
  const selectors = [{ type: 'TextQuoteSelector', exact: 'The fee stays.', prefix: 'Rask: ', suffix: '' }];
  const asked = { text: 'The fee stays.', source_text, selectors };
  const { status, json } = await server.post('/v1/quotes/verify', asked, 'reporter');
  expect([status, json]).toEqual([
    200,
    {
      fidelity: 'verbatim',
      fidelity_diff: null,
      fidelity_warnings: [],
      selectors: [
        { type: 'TextQuoteSelector', exact: 'The fee stays.', prefix: source_text.slice(0, 30), suffix: '' },
        { type: 'TextPositionSelector', start: 30, end: 44 },
      ],
      place: { start: 30, end: 44 },
      text_fragment: 'text=fee%20stays.%20Rask%3A-,The%20fee%20stays.',
    },
  ]);
  const absent = await server.post(
    '/v1/quotes/verify',
    {
      text: 'No tax',
      source_text: 'No taxpayer money.',
    },
    'reporter',
  );
  expect(absent.json).toMatchObject({ fidelity: 'absent', place: null, text_fragment: null });
  expect(await count()).toBe(before);
});

test('a long text is compared all the same', async () => {
  const source_text = `${'The minister said that nothing was decided. '.repeat(4_000)}We will not raise taxes.`;
  const { json } = await server.post(
    '/v1/quotes/verify',
    { text: 'We will not raise taxes', source_text },
    'reporter',
  );
  expect([json.fidelity, json.place.start]).toEqual(['verbatim', source_text.length - 24]);
});

test('POST /v1/sources/{id}/verify compares a source’s quotes with a text that is not kept', async () => {
  const own = await server.source();
  const one = await quote('Nobody asked', { source: own.id });
  const other = await quote('Everybody asked us about it', { source: own.id });
  const { json } = await server.post(`/v1/sources/${own.id}/verify`, { text: TEXT }, 'reporter');
  expect(json).toMatchObject({ text_length: TEXT.length, same_text: null });
  expect(json.quotes.map(({ id, fidelity }: { id: string; fidelity: string }) => [id, fidelity])).toEqual([
    [one.id, 'verbatim'],
    [other.id, 'absent'],
  ]);
  expect((await server.get(`/v1/quotes/${one.id}`, 'reporter')).json.fidelity).toBe(
    'source_text_unavailable',
  );
  expect((await server.get(`/v1/sources/${own.id}`, 'reporter')).json.text_length).toBe(null);
  const known = await server.post(`/v1/sources/${source}/verify`, { text: TEXT }, 'reporter');
  expect(known.json.same_text).toBe(true);
});

test('a quote links to its place on the page', async () => {
  const text = 'He said: a re-opening, and soon & well. Then he left.';
  const own = await server.source({ text, url: 'https://example.org/speech' });
  const made = await quote('a re-opening, and soon & well', { source: own.id });
  expect(made.text_fragment_url).toBe(
    'https://example.org/speech#:~:text=a%20re%2Dopening%2C%20and%20soon%20%26%20well',
  );
  expect(Object.keys(await quote('xyzzy', { source: own.id }))).not.toContain('text_fragment_url');
});

test('GET /v1/quotes/{id}/annotation is a W3C Web Annotation, its positions in code points', async () => {
  const text = '🚢🚢 open the gate';
  const own = await server.source({ text, url: 'https://example.org/gate' });
  const made = await quote('open the gate', { source: own.id });
  expect(made.selectors[1]).toEqual({ type: 'TextPositionSelector', start: 5, end: 18 });
  expect((await server.get(`/v1/quotes/${made.id}/annotation`)).status).toBe(404);
  await server.post(`/v1/quotes/${made.id}/publish`, {}, 'editor');
  const { status, json, headers } = await server.get(`/v1/quotes/${made.id}/annotation`);
  expect([status, headers['content-type']]).toEqual([
    200,
    'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"; charset=utf-8',
  ]);
  expect(json).toMatchObject({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'Annotation',
    target: {
      source: 'https://example.org/gate',
      selector: [
        { type: 'TextQuoteSelector', exact: 'open the gate', prefix: '🚢🚢 ', suffix: '' },
        { type: 'TextPositionSelector', start: 3, end: 16 },
      ],
    },
  });
});

describe('when a source’s text changes', () => {
  const turns = 'Norring: The fee stays. Rask: The fee stays.';
  const kept = async (changed: string) => {
    const own = await server.source({ text: turns });
    const selectors = [{ type: 'TextPositionSelector', start: 30, end: 44 }];
    const { id } = await quote('The fee stays.', { source: own.id, selectors });
    await server.patch(`/v1/sources/${own.id}`, { text: changed }, 'reporter');
    return (await server.get(`/v1/quotes/${id}`, 'reporter')).json;
  };

  test('a quote is found again by what stood around it', async () => {
    const { fidelity, selectors, fidelity_warnings } = await kept(`Corrected. ${turns}`);
    expect([fidelity, selectors[1].start, fidelity_warnings]).toEqual(['verbatim', 41, undefined]);
  });

  test('words that only somebody else says now are never silently his', async () => {
    const { fidelity, fidelity_warnings } = await kept('Norring: The fee stays.');
    expect([fidelity, fidelity_warnings]).toEqual([
      'verbatim',
      [{ kind: 'name', quote: 'Rask', source: 'Norring' }],
    ]);
  });
});
