/** What another face of the record answers, asked of it within this process as a client would ask. */
import type { App } from '../../http/app.ts';

export interface ApiAnswer {
  status: number;
  /** The body as JSON; null where it has none. */
  json: unknown;
  etag: string | undefined;
}

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  url: string;
  /** A key, or a session of the desk. */
  secret?: string | undefined;
  body?: unknown;
  etag?: string | undefined;
}

export type Api = (request: ApiRequest) => Promise<ApiAnswer>;

export const createApi =
  (app: App): Api =>
  async ({ method, url, secret, body, etag }) => {
    const reply = await app.inject({
      method,
      url,
      headers: {
        ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
        ...(etag === undefined ? {} : { 'if-match': etag }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    const tag = reply.headers.etag;
    return {
      status: reply.statusCode,
      json: reply.body === '' ? null : JSON.parse(reply.body),
      etag: tag === undefined ? undefined : String(tag),
    };
  };
