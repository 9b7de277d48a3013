/** Load for a bounded time, and what came of it. */
import autocannon, { type Request } from 'autocannon';
import type { Bare, Constant } from './servers.ts';

export const CONNECTIONS = 32;
/** Before each comparison, so that no round pays for compiling and for a cold cache. */
const WARM_UP_S = 0.6;
/** What answers nothing for so long does not answer; for less, it is asked for longer. */
const PATIENCE_S = 8;
const SAMPLE_MS = 50;

export interface Figures {
  per_second: number;
  p50_ms: number;
  p99_ms: number;
}

export interface Comparison extends Figures {
  bare_per_second: number;
  /** Of the bare server's requests per second, measured right before: the median of the rounds. */
  ratio: number;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** When each answer came, and after how long. */
interface Answer {
  at: number;
  latency_ms: number;
}

const run = (
  url: string,
  requests: readonly Request[],
  seconds: number,
  connections: number,
): Promise<Answer[]> =>
  new Promise((resolve, reject) => {
    const answers: Answer[] = [];
    const running = autocannon(
      { url, connections, duration: seconds, sampleInt: SAMPLE_MS, requests },
      (error, result) => {
        const failed = Object.entries(result?.statusCodeStats ?? {}).find(([status]) => status >= '400');
        if (error) return reject(error);
        if (result.errors > 0 || result.timeouts > 0) return reject(new Error(`${url} did not answer.`));
        if (failed) return reject(new Error(`${requests[0]?.path} answered ${failed[0]}.`));
        resolve(answers);
      },
    );
    running.on('response', (_client: unknown, _status: unknown, _bytes: unknown, latency_ms: number) => {
      answers.push({ at: performance.now(), latency_ms });
    });
  });

/** Autocannon makes every request ready for every connection: of many, each connection has its own. */
const sharesOf = (requests: readonly Request[], connections: number) =>
  requests.length < MANY * connections
    ? [{ requests, connections }]
    : Array.from({ length: connections }, (_, share) => ({
        requests: requests.filter((_, i) => i % connections === share),
        connections: 1,
      }));
const MANY = 10;

/** Sends these requests in turn for `seconds`, each connection one at a time; throws when an answer is no success. */
export const load = async (
  url: string,
  requests: readonly Request[],
  seconds: number,
  connections = CONNECTIONS,
): Promise<Figures> => {
  const started = performance.now();
  const shares = sharesOf(requests, connections);
  const answers = (
    await Promise.all(shares.map((share) => run(url, share.requests, seconds, share.connections)))
  ).flat();
  if (answers.length === 0) {
    if (seconds > PATIENCE_S) throw new Error(`${url} answered nothing in ${seconds} s.`);
    return load(url, requests, 4 * seconds, connections);
  }
  const last = answers.reduce((latest, { at }) => Math.max(latest, at), started);
  const latencies = answers.map(({ latency_ms }) => latency_ms).sort((a, b) => a - b);
  const at = (part: number) => latencies[Math.floor(latencies.length * part)] ?? Number.NaN;
  return {
    per_second: Math.round((answers.length / (last - started)) * 1000),
    p50_ms: at(0.5),
    p99_ms: at(0.99),
  };
};

/** Not taken over from an answer: the bare server makes its own. */
const OWN_HEADERS = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'];

/** The answer of middling length among those to the first requests. */
const typicalAnswer = async (url: string, requests: readonly Request[]): Promise<Constant> => {
  const answers: Constant[] = [];
  for (const { path, method = 'GET', headers = {}, body = null } of requests.slice(0, 25)) {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { 'accept-encoding': 'identity', ...headers },
      body,
    });
    const kept = [...answer.headers].filter(([name]) => !OWN_HEADERS.includes(name));
    answers.push({ status: answer.status, headers: Object.fromEntries(kept), body: await answer.text() });
  }
  const typical = answers.toSorted((a, b) => a.body.length - b.body.length)[Math.floor(answers.length / 2)];
  if (!typical) throw new Error('There is nothing to request.');
  return typical;
};

/** Has the bare server answer as the one at `url` does; gives what to ask of it. */
export const askOfBare = async (
  bare: Bare,
  url: string,
  requests: readonly Request[],
): Promise<Request[]> => {
  await bare.serve(await typicalAnswer(url, requests));
  return requests.map((request) => ({ ...request, path: '/bare' }));
};

/** Rounds of the bare server and then the server itself, with the same requests and answers. */
export const compare = async (
  bare: Bare,
  url: string,
  requests: readonly Request[],
  rounds: number,
  seconds: number,
): Promise<Comparison> => {
  const bareRequests = await askOfBare(bare, url, requests);
  await load(url, requests, WARM_UP_S);
  const results: Comparison[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const constant = await load(bare.url, bareRequests, seconds);
    const figures = await load(url, requests, seconds);
    results.push({
      ...figures,
      bare_per_second: constant.per_second,
      ratio: figures.per_second / constant.per_second,
    });
  }
  const middle = (name: keyof Comparison) => median(results.map((result) => result[name]));
  return {
    per_second: middle('per_second'),
    p50_ms: middle('p50_ms'),
    p99_ms: middle('p99_ms'),
    bare_per_second: middle('bare_per_second'),
    ratio: middle('ratio'),
  };
};
