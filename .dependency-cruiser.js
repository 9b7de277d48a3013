/**
 * Where a line of code belongs: the rooms of `src/`, and which may know which. `npm run layers` holds it.
 *
 *     commands, app.ts,       wire everything
 *     services.ts
 *     features/<face>         faces on the record; one could delete each, so none knows another
 *     newsroom/<noun>         claims, quotes, speakers, sources, findings, promises, scales, anchors
 *     record                  documents, versions, entries, ledger, log: knows subjects, but no noun
 *     db                      the engine
 *
 * Arrows go down, never up. Beside them:
 *
 *     http                    what routes share: known to features and to the nouns' routes.ts, knows no noun
 *     jobs                    what is due outside of requests: the queue and its worker, over the record
 *     net                     the one way out: requests to other servers; knows the limits and nothing else
 *     deadlines, text         pure: words to days, and words compared; they know the limits and nothing else
 *     limits.ts, config.ts    known to all, know nothing of the rest
 */

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
      { path: '^src/(features|commands|app|services|main)' },
    ),
    forbid(
      'only-routes-know-http',
      REQUESTS_STAY_OUT,
      { path: '^src/newsroom/', pathNot: ['/routes\\.ts$'] },
      { path: '^src/http/', pathNot: ['^src/http/schemas\\.ts$'] },
    ),
    forbid(
      'shapes-know-schemas',
      'What is written and shown is described with the pieces of schema that routes share.',
      { path: '^src/newsroom/', pathNot: ['/routes\\.ts$', 'shape\\.ts$'] },
      { path: '^src/http/schemas\\.ts$' },
    ),
    forbid(
      'http-knows-no-noun',
      'What routes share knows none of them.',
      { path: '^src/http/' },
      { path: '^src/', pathNot: ['^src/(http|jobs|net|record|db|text)/', '^src/(limits|config)\\.ts$'] },
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
      'jobs-know-no-noun',
      'The queue keeps what is due, whatever it is about.',
      { path: '^src/jobs/' },
      { path: '^src/', pathNot: ['^src/(jobs|record|db)/', '^src/limits\\.ts$'] },
    ),
    forbid(
      'net-knows-nothing',
      'What asks other servers is told what to ask.',
      { path: '^src/net/' },
      { path: '^src/', pathNot: ['^src/net/', '^src/limits\\.ts$'] },
    ),
    forbid(
      'pure',
      'Reading deadlines and comparing text are functions of words alone.',
      { path: '^src/(deadlines|text)/' },
      { path: '^src/', pathNot: ['^src/$1/', '^src/limits\\.ts$'] },
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
      { path: '^src/', pathNot: ['^src/deadlines/'] },
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
