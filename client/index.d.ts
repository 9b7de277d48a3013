import type { Client, ClientOptions } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type { components, paths };

type Page = { data: unknown[]; next?: string | number | null };
type ListIn<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Answer extends Page } } } };
}
  ? Answer
  : never;

/** Paths that answer with `data` and `next`. */
export type ListPath = {
  [Path in keyof paths]: [ListIn<Path>] extends [never] ? never : Path;
}[keyof paths];

/** One thing of a list. */
export type Item<Path extends ListPath> = ListIn<Path>['data'][number];

type ParametersOf<Path extends ListPath> = paths[Path] extends { get: { parameters: infer Parameters } }
  ? Pick<Parameters, Extract<keyof Parameters, 'query' | 'path'>>
  : never;

export type OnrecordClient = Client<paths> & {
  /** Everything of a list, page by page as it is asked for. */
  all<Path extends ListPath>(
    path: Path,
    options?: { params?: ParametersOf<Path> },
  ): AsyncGenerator<Item<Path>, void, undefined>;
};

/** An answer of 400 or above. */
export declare class ProblemError extends Error {
  readonly name: 'ProblemError';
  readonly status: number;
  /** The URL that explains the problem. */
  readonly type: string;
  /** Its last part, such as `not-found`. */
  readonly problem: string;
  readonly title: string;
  readonly errors: readonly { pointer?: string; parameter?: string; detail: string }[];
  /** The whole body. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** A client of the server at `baseUrl`; `key` is sent where there is one. Calls throw ProblemError. */
export declare const createClient: (
  baseUrl: string,
  options?: Omit<ClientOptions, 'baseUrl'> & { key?: string | undefined },
) => OnrecordClient;
