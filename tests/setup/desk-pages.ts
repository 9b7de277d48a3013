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

/** Addresses of all pages of the desk, each route's at least once; a newsroom with something for each is made for them. */
export const everyDeskPage = async (newsroom: Newsroom, text: string): Promise<string[]> => {
  const { id } = await newsroom.publicClaim({
    kind: 'promise',
    text: 'The bridge will be built.',
    promise: { ...BRIDGE, deadline: { phrase: 'in two weeks', reference_date: '2025-08-15' } },
  });
  const verdict = await newsroom.verdict(id, 'in_review');
  const outcome = await newsroom.outcome(id, 'published', { progress: 'in_progress' });
  const draft = await newsroom.claim({ text: 'It is so.' });
  const source = await newsroom.source({ text });
  const quote = await newsroom.quote();
  const anchor = await newsroom.anchor();
  const hook = await newsroom.make('/v1/webhooks', { url: 'https://hooks.example/' }, 'admin');
  const watch = await newsroom.make(`/v1/claims/${id}/watches`, {
    kind: 'page',
    looks_for: { url: 'https://example.org/news' },
    note: 'It opens',
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
    ...['', '/edit', '/merge'].map((what) => `/speakers/${quote.speaker.id}${what}`),
    ...['', '/edit'].map((what) => `/sources/${source.id}${what}`),
    `/sources/${quote.source.id}`,
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
