import type { TestServer } from './server.ts';

export type Access = 'open' | 'public' | 'reader' | 'reporter' | 'editor' | 'admin';

export interface Route {
  method: string;
  url: string;
  access: Access;
  /** Whether its answer goes on for as long as one listens. */
  streams: boolean;
  parameters: { name: string; in: string; schema: { pattern?: string; enum?: string[] } }[];
}

/** Every route as the API description tells of it, its path's ids unknown ones. */
export const routesOf = ({ app }: TestServer): Route[] => {
  const { paths } = JSON.parse(JSON.stringify(app.swagger()));
  return Object.entries<object>(paths).flatMap(([path, operations]) =>
    Object.entries<Record<string, unknown>>(operations as Record<string, Record<string, unknown>>).map(
      ([method, { 'x-access': access, parameters = [], responses }]) => {
        const list = parameters as Route['parameters'];
        const url = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
          const { pattern = '', enum: choices } = list.find((one) => one.name === name)?.schema ?? {};
          if (choices?.[0] !== undefined) return choices[0];
          const type = /^\^\(?([a-z]+)/.exec(pattern)?.[1];
          return pattern.includes('_[0-7]') ? `${type}_01k2m8r3v5e9gaqz6n7t4s0wxy` : 'nothing';
        });
        const streams = JSON.stringify(responses).includes('text/event-stream');
        return { method: method.toUpperCase(), url, access: access as Access, streams, parameters: list };
      },
    ),
  );
};

/** A stream goes on for ever, unless it is asked to end. */
export const ending = (url: string): string =>
  url.startsWith('/v1/stream') ? `${url}${url.includes('?') ? '&' : '?'}follow=false` : url;
