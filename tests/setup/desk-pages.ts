/** Every page of the desk, with something on it. */
import { expect } from 'vitest';
import { deskRoutes, untried } from './page-routes.ts';
import { BRIDGE, type Newsroom } from './desk.ts';

const CLAIM_DEEDS = [
  'verdict',
  'outcome',
  'deadline',
  'correct',
  'clarify',
  'withdraw',
  'matches',
  'watches',
];

const SHORT = 200;

/**
 * Addresses of all pages of the desk, each route's at least once. A newsroom with something for each is made for them, in
 * which `text` stands wherever somebody can write.
 */
export const everyDeskPage = async (newsroom: Newsroom, text: string): Promise<string[]> => {
  const short = text.slice(0, SHORT);
  const speaker = await newsroom.speaker({ name: short, description: text, aliases: [short] });
  const source = await newsroom.source({ text, title: short, publisher: short });
  const quote = await newsroom.quote({ text, speaker: speaker.id, source: source.id, venue: short });
  const bare = await newsroom.source({ title: short });
  const { id } = await newsroom.publicClaim({
    kind: 'promise',
    text: `It will be built. ${short}`,
    promise: {
      ...BRIDGE,
      action: text,
      about: [{ name: short }],
      condition: { text },
      deadline: { phrase: 'in two weeks', reference_date: '2025-08-15' },
    },
  });
  const verdict = await newsroom.verdict(id, 'in_review', { summary: short, rationale: text });
  const outcome = await newsroom.outcome(id, 'published', { progress: 'in_progress', note: text });
  const draft = await newsroom.claim({ text: `It is so. ${short}` });
  await newsroom.make(`/v1/claims/${draft.id}/reject`, { reason: text }, 'editor');
  const anchor = await newsroom.anchor({ title: short, note: text });
  const hook = await newsroom.make(
    '/v1/webhooks',
    { url: 'https://hooks.example/', description: short },
    'admin',
  );
  const watch = await newsroom.make(`/v1/claims/${id}/watches`, {
    kind: 'page',
    looks_for: { url: 'https://example.org/news', words: [short] },
    note: short,
    every: '1d',
  });
  const pages = [
    ...[
      '',
      '/inbox',
      '/watches',
      '/links',
      '/jobs',
      '/keys',
      '/scales',
      '/anchors',
      '/webhooks',
      '/speakers',
    ],
    ...['source', 'speaker', 'quote', 'claim'].map((what) => `/new/${what}`),
    ...['', ...CLAIM_DEEDS.map((deed) => `/${deed}`)].map((what) => `/claims/${id}${what}`),
    ...['', '/edit'].map((what) => `/claims/${draft.id}${what}`),
    ...['', '/edit', '/merge'].map((what) => `/speakers/${speaker.id}${what}`),
    ...['', '/edit'].map((what) => `/sources/${source.id}${what}`),
    `/sources/${bare.id}`,
    ...['', '/edit', '/withdraw'].map((what) => `/quotes/${quote.id}${what}`),
    ...[`/verdicts/${verdict.id}`, `/outcomes/${outcome.id}`, `/watches/${watch.id}`].map(
      (thing) => `${thing}/edit`,
    ),
    ...[`/anchors/${anchor.id}`, `/webhooks/${hook.id}`].map((thing) => `${thing}/edit`),
    '/sign-in',
  ].map((path) => `/desk${path}`);
  expect(untried(await deskRoutes(newsroom.app, 'GET'), pages), 'pages that are not among these').toEqual([]);
  return pages;
};

/** Where the desk takes forms, whatever they are about: every route that there is. */
export const everyDeskForm = async ({ app }: Newsroom): Promise<string[]> =>
  (await deskRoutes(app, 'POST')).map((path) =>
    path.replaceAll(':id', 'claim_01k2m8r3v5e9gaqz6n7t4s0wxy').replaceAll(':position', '1'),
  );
