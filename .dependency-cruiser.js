/**
 * Where a line of code belongs: the rooms of `src/`, and which may know which. `npm run layers` holds it.
 *
 *     commands, app.ts        wire everything
 *     features/<face>         faces on the record; one could delete each, so none knows another
 *     newsroom/<noun>         claims, quotes, speakers, sources, findings, promises, scales, anchors
 *     record                  documents, versions, entries, ledger, log: knows subjects, but no noun
 *     db                      the engine
 *
 * Arrows go down, never up. Beside them:
 *
 *     http                    what routes share: known to features and to the nouns' routes.ts, knows no noun
 *     deadlines, text         pure: words to days, and words compared; they know the limits and nothing else
 *     limits.ts, config.ts    known to all, know nothing of the rest
 */

/** What nouns still know of requests, file by file: to be emptied, and nothing is to be added. */
const KNOW_HTTP = {
  'src/newsroom/anchors/move.ts': ['schemas'],
  'src/newsroom/anchors/shape.ts': ['schemas'],
  'src/newsroom/claims/shape.ts': ['schemas'],
  'src/newsroom/claims/write.ts': ['access', 'problems'],
  'src/newsroom/findings/shape.ts': ['schemas'],
  'src/newsroom/findings/workflow.ts': ['access', 'answers', 'current', 'problems', 'review', 'services'],
  'src/newsroom/promises/desk.ts': ['paging'],
  'src/newsroom/promises/follow-up.ts': ['access', 'answers', 'current', 'problems', 'review', 'services'],
  'src/newsroom/promises/reading-shape.ts': ['schemas'],
  'src/newsroom/promises/shape.ts': ['schemas'],
  'src/newsroom/promises/write.ts': ['problems'],
  'src/newsroom/quotes/shape.ts': ['schemas'],
  'src/newsroom/quotes/write.ts': ['access', 'problems'],
  'src/newsroom/scales/shape.ts': ['schemas'],
  'src/newsroom/sources/shape.ts': ['schemas'],
  'src/newsroom/sources/write.ts': ['problems'],
  'src/newsroom/speakers/shape.ts': ['schemas'],
};

/** Circles that are left, by one of their files: to be emptied as well. */
const IN_CIRCLES = ['src/db/prepare-sqlite.ts', 'src/db/queries.ts'];

const exactly = (path) => `^${path.replaceAll('.', '\\.')}$`;
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const REQUESTS_STAY_OUT =
  'Rules, tables and rendering of a noun hold for import as well: only its routes know requests.';

export default {
  forbidden: [
    forbid(
      'db-knows-no-content',
      'It knows the engine, and nothing of what is kept in it.',
      { path: '^src/db/' },
      { path: '^src/', pathNot: ['^src/(db|text)/', '^src/limits\\.ts$'] },
    ),
    forbid(
      'record-knows-no-noun',
      'It keeps documents of whatever subjects it is given, and knows no requests.',
      { path: '^src/record/' },
      { path: '^src/', pathNot: ['^src/(record|db|text)/', '^src/limits\\.ts$'] },
    ),
    forbid(
      'nouns-know-no-face',
      'A feature can be deleted, so no noun needs one.',
      { path: '^src/newsroom/' },
      { path: '^src/(features|commands|app|main)' },
    ),
    forbid(
      'only-routes-know-http',
      REQUESTS_STAY_OUT,
      { path: '^src/newsroom/', pathNot: ['/routes\\.ts$', ...Object.keys(KNOW_HTTP).map(exactly)] },
      { path: '^src/http/' },
    ),
    ...Object.entries(KNOW_HTTP).map(([file, known]) =>
      forbid(
        'only-routes-know-http',
        REQUESTS_STAY_OUT,
        { path: exactly(file) },
        { path: '^src/http/', pathNot: known.map((name) => exactly(`src/http/${name}.ts`)) },
      ),
    ),
    forbid(
      'http-knows-no-noun',
      'What routes share knows none of them.',
      { path: '^src/http/' },
      { path: '^src/', pathNot: ['^src/(http|record|db|text)/', '^src/(limits|config)\\.ts$'] },
    ),
    forbid(
      'features-stand-alone',
      'Each can be deleted without another noticing; what two share belongs into a room below.',
      { path: '^src/features/([^/]+)/' },
      { path: '^src/features/', pathNot: ['^src/features/$1/'] },
    ),
    forbid(
      'features-wire-nothing',
      'Wiring is done above them.',
      { path: '^src/features/' },
      { path: '^src/(commands|app|main)' },
    ),
    forbid(
      'pure',
      'Reading deadlines and comparing text are functions of words alone: no database, no requests.',
      { path: '^src/(deadlines|text)/' },
      {
        path: '^src/|/(better-sqlite3|drizzle-orm|fastify|pg)/',
        pathNot: ['^src/$1/', '^src/limits\\.ts$'],
      },
    ),
    forbid(
      'known-to-all',
      'Limits know nothing of the rest; settings know what reads their values.',
      { path: '^src/(limits|config)\\.ts$' },
      { path: '^src/', pathNot: ['^src/limits\\.ts$', '^src/record/cosignature\\.ts$'] },
    ),
    forbid(
      'no-circles',
      'Two files that need each other are one idea in two places. In the grammar, readings nest.',
      { path: '^src/', pathNot: ['^src/deadlines/', ...IN_CIRCLES.map(exactly)] },
      { circular: true },
    ),
  ],
  options: {
    // TypeScript 7 has no compiler in JavaScript..
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
