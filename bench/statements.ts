/** How many SQL statements each kind of request takes. */
import { countStatements, type StatementCounts } from './count-statements.ts';

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

type Role = 'reporter' | 'editor' | 'admin';

export interface Options {
  as?: Role | null;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Asks a server in this process. */
export type Ask = (method: string, url: string, options?: Options) => Promise<Reply>;

export interface Kind extends StatementCounts {
  name: string;
}

const BUNDLE_CLAIMS = 20;

const QUOTE = { said_on: '2025-08-15', language: 'en' };
const EVIDENCE = [{ url: 'https://example.org/register', stance: 'supports' }];
const SCALE = {
  key: 'counted',
  title: 'Counted',
  ratings: ['false', 'true'].map((key, order) => ({
    key,
    labels: { en: key },
    order,
    value: order,
    description: key,
  })),
};

/** A published claim with a published quote each, on one speaker and one source. */
const bundleOf = (claims: number) => {
  const numbers = Array.from({ length: claims }, (_, i) => i + 1);
  return {
    format: 'onrecord-bundle/1',
    origin: `counted-${claims}`,
    title: 'Counted',
    speakers: [{ key: 'counted-speaker', slug: 'counted-speaker', name: 'Counted Speaker' }],
    sources: [{ key: 'counted-source', kind: 'speech', title: 'Counted source' }],
    quotes: numbers.map((n) => ({
      key: `quote-${n}`,
      speaker: 'counted-speaker',
      source: 'counted-source',
      text: `We finished bridge ${n} before winter.`,
      ...QUOTE,
    })),
    claims: numbers.map((n) => ({
      key: `claim-${n}`,
      kind: 'statement',
      text: `The bridge number ${n} of ${claims} was finished before winter.`,
      topics: ['bridges'],
      quotes: [`quote-${n}`],
    })),
  };
};

/**
 * Makes one request of each kind and counts what it asked of the database. `ask` needs keys of three roles and a
 * server that nobody else asks meanwhile; `importBundle` brings in a bundle, given as JSON.
 */
export const countRequests = async (
  ask: Ask,
  importBundle: (json: string) => Promise<unknown>,
): Promise<Kind[]> => {
  const kinds: Kind[] = [];
  const succeed = async (method: string, url: string, options: Options = {}) => {
    const reply = await ask(method, url, options);
    if (reply.status >= 300) throw new Error(`${method} ${url} answered ${reply.status}: ${reply.body}`);
    return reply;
  };
  const make = async (url: string, body: unknown, as: Role = 'reporter'): Promise<string> =>
    JSON.parse((await succeed('POST', url, { as, body })).body).id;
  const count = async (name: string, work: () => Promise<unknown>, times = 1): Promise<void> => {
    const { statements, transaction } = await countStatements(work);
    kinds.push({ name, statements: statements / times, transaction: transaction / times });
  };
  const patch = async (name: string, url: string, body: unknown, as: Role): Promise<void> => {
    const { etag = '' } = (await succeed('GET', url, { as })).headers;
    await count(name, () => succeed('PATCH', url, { as, body, headers: { 'if-match': etag } }));
  };

  await make('/v1/rating-scales', SCALE, 'admin');
  const speaker = await make('/v1/speakers', { name: 'A speaker' });
  const source = await make('/v1/sources', { kind: 'speech', title: 'A speech' });
  const quoted = (text: string) => ({ speaker, source, text, ...QUOTE });
  const promise = {
    kind: 'promise',
    text: 'The speaker promised to finish the bridge within two weeks.',
    topics: ['bridges'],
    quotes: [quoted('We will finish it within two weeks.')],
    promise: {
      action: 'The bridge is finished.',
      criteria: 'Cars cross it.',
      testability: 'testable',
      deadline: { phrase: 'within two weeks' },
    },
  };
  // The first request of a process looks up more than those that follow.
  await make('/v1/claims', { kind: 'statement', text: 'A first claim.' });

  let claim = '';
  await count('POST of a claim with a promise and a new quote', async () => {
    claim = await make('/v1/claims', promise);
  });
  const path = `/v1/claims/${claim}`;
  await patch('PATCH of a draft', path, { topics: ['bridges', 'roads'] }, 'reporter');
  await succeed('POST', `${path}/deadlines/1/confirm`, { as: 'reporter' });
  await count('publish, with its speaker, source and quote', () =>
    succeed('POST', `${path}/publish`, { as: 'editor' }),
  );
  const second = await make('/v1/claims', {
    ...promise,
    text: 'The speaker promised the bridge once more.',
    quotes: [quoted('Two weeks it will take.')],
  });
  await succeed('POST', `/v1/claims/${second}/deadlines/1/confirm`, { as: 'reporter' });
  await count('publish, its speaker and source public before', () =>
    succeed('POST', `/v1/claims/${second}/publish`, { as: 'editor' }),
  );
  const correction = { kind: 'correction', note: 'It was the other bridge.' };
  await patch(
    'public correction (PATCH)',
    path,
    { text: 'The speaker promised the other bridge.', correction },
    'editor',
  );

  let verdict = '';
  await count('propose a verdict', async () => {
    verdict = await make(`${path}/verdicts`, {
      rating: 'true',
      summary: 'It is so.',
      rationale: 'The register says so.',
      evidence: EVIDENCE,
    });
  });
  await count('submit it', () => succeed('POST', `/v1/verdicts/${verdict}/submit`, { as: 'reporter' }));
  await count('publish it', () => succeed('POST', `/v1/verdicts/${verdict}/publish`, { as: 'editor' }));

  await count('public GET of a claim', () => succeed('GET', path));
  await count('public list of claims', () => succeed('GET', '/v1/claims?topic=bridges'));

  await importBundle(JSON.stringify(bundleOf(1)));
  await count(
    'import, per claim with its quote',
    () => importBundle(JSON.stringify(bundleOf(BUNDLE_CLAIMS))),
    BUNDLE_CLAIMS,
  );
  return kinds;
};
