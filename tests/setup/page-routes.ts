/** Which pages there are, as the server's own routes say it: so that none is forgotten where all of them are tried. */
import type { FastifyInstance } from 'fastify';

/** A line of the tree of routes: how deep it stands, a piece of a path, and whether there is a route. */
const LINE = /^([│ ]*)[├└]── (\S*)( \(.*\))?$/;
const INDENT = 4;

/** The paths of all routes of a server. */
export const allPaths = (app: FastifyInstance): string[] => {
  const parents: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line): string[] => {
      const [, indent = '', piece, isRoute] = LINE.exec(line) ?? [];
      if (piece === undefined) return [];
      const depth = indent.length / INDENT;
      const path = (parents[depth - 1] ?? '') + piece;
      parents.splice(depth, parents.length, path);
      return isRoute === undefined ? [] : [path];
    });
};

/** Pages of the desk: what it shows (GET), or the forms that it takes (POST), as a method that it has not is refused. */
export const deskRoutes = async (app: FastifyInstance, method: 'GET' | 'POST'): Promise<string[]> => {
  const paths = allPaths(app).filter((path) => /^\/desk(\/|$)/.test(path));
  const refused = await Promise.all(paths.map((url) => app.inject({ method: 'DELETE', url })));
  return paths.filter((_, i) => String(refused[i]?.headers.allow).split(', ').includes(method));
};

const PICTURE = /\.(png|svg)$/;

/** Pages for readers, without a language. */
export const readersRoutes = (app: FastifyInstance): string[] =>
  allPaths(app)
    .filter((path) => /^\/de(\/|$)/.test(path) && !PICTURE.test(path))
    .map((path) => path.slice('/de'.length) || '/');

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+')}$`);

/** How many parts of a path anything may stand for. */
const openness = (path: string): number => path.split(':').length;

/** The route that an address leads to: of several the one that leaves least open. */
const routeOf = (routes: readonly string[], url: string): string | undefined =>
  routes
    .filter((path) => patternOf(path).test(url.split('?', 1)[0] ?? ''))
    .toSorted((a, b) => openness(a) - openness(b))[0];

/** Routes that none of these addresses leads to. */
export const untried = (routes: readonly string[], urls: readonly string[]): string[] => {
  const tried = new Set(urls.map((url) => routeOf(routes, url)));
  return routes.filter((path) => !tried.has(path));
};
