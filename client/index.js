/** The API of Onrecord for programs: typed calls, lists as async iterators, problems as errors. */
import createFetchClient from 'openapi-fetch';

/** An answer of 400 or above. `type` is the URL that explains it, `problem` its last part. */
export class ProblemError extends Error {
  name = 'ProblemError';

  constructor(status, body) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    this.status = status;
    this.type = body.type ?? 'about:blank';
    this.problem = this.type.split('/').at(-1);
    this.title = body.title ?? '';
    this.errors = body.errors ?? [];
    this.members = body;
  }
}

const bodyOf = async (response) => {
  try {
    const body = await response.json();
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
};

/** Filters whose values may hold commas. */
const REPEATED = ['topic', 'url'];

/** A query as the API reads it: several values of a filter with commas between them, or one by one. */
const querySerializer = (query) => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    if (REPEATED.includes(name)) for (const one of [value].flat()) parameters.append(name, one);
    else parameters.append(name, String(value));
  }
  return String(parameters);
};

/** By what those go on that have no cursor. */
const NEXT = { '/v1/search': 'offset', '/v1/log/entries': 'start' };

/** A client of the server at `baseUrl`; `key` is sent where there is one. */
export const createClient = (baseUrl, { key, ...options } = {}) => {
  const headers = { ...options.headers, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) };
  const api = createFetchClient({ querySerializer, ...options, baseUrl, headers });
  api.use({
    onResponse: async ({ response }) => {
      if (response.status >= 400) throw new ProblemError(response.status, await bodyOf(response));
    },
  });
  /** Everything of a list, page by page as it is asked for. */
  async function* all(path, { params = {}, ...init } = {}) {
    let query = params.query;
    let next;
    do {
      const { data } = await api.GET(path, { ...init, params: { ...params, query } });
      yield* data.data;
      next = data.next;
      query = { ...params.query, [NEXT[path] ?? 'cursor']: next };
    } while (next);
  }
  return Object.assign(api, { all });
};
