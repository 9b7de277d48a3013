/**
 * What the API description says of the whole, and how it is kept: `npm run openapi` writes it to
 * `openapi.yaml` and `openapi.json`, and these files are what the server serves.
 */
import { readFileSync } from 'node:fs';
import { etagOf, type Representation } from '../record/present.ts';

/** What the API description says of the whole. */
export const openapiInfo = {
  openapi: '3.1.0' as const,
  info: {
    title: 'Onrecord',
    version: '1.0.0',
    description: `What public figures said, what of it was found true, and whether what was promised has happened since.

Reading what is published needs no key. Lists answer \`{ "data": […], "next": … }\`; go on with \`cursor\`.
Changes need \`Authorization: Bearer <key>\`; what one person proposes, another approves.
Errors are \`application/problem+json\` (RFC 9457), each of a type explained at \`/problems/{name}\`.`,
    contact: { name: 'The newsroom that runs this server' },
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/', description: 'This server, local or in production', 'x-internal': false }],
  tags: [
    { name: 'Claims', description: 'Checkable sentences, each with everything about it in one answer' },
    { name: 'Search', description: 'One search over everything, and what the record holds' },
    { name: 'Matching', description: 'Has this been checked? Claims that may say the same in other words' },
    { name: 'Verdicts', description: 'Findings on whether a claim is true: proposed, reviewed, published' },
    { name: 'Outcomes', description: 'What has happened since: updates, and rulings on promises' },
    { name: 'Promises', description: 'What is due: the follow-up desk, deadlines, calendar and feeds' },
    { name: 'Deadlines', description: 'When, out of a speaker’s words' },
    { name: 'Anchors', description: 'Events that deadlines hang on' },
    { name: 'Quotes', description: 'The words of one speaker in one source, exactly' },
    { name: 'Speakers', description: 'People and organisations that say things' },
    { name: 'Sources', description: 'Where words were said or reported' },
    { name: 'Topics', description: 'What published claims are about' },
    { name: 'Rating scales', description: 'A newsroom’s published policy, as data; a version never changes' },
    { name: 'Corrections', description: 'What was changed or taken back in public, and why' },
    {
      name: 'ClaimReview',
      description: 'Reviews as schema.org has them, for search engines and other newsrooms',
    },
    { name: 'Fact Check Tools', description: 'Google’s Fact Check Tools API, with its own names and errors' },
    { name: 'Assistants', description: 'The Model Context Protocol' },
    { name: 'Reconciliation', description: 'What OpenRefine asks to give names their ids' },
    { name: 'Log', description: 'The signed log of every public version, with proofs' },
    { name: 'Ledger', description: 'Who did what, when, to what' },
    { name: 'Review', description: 'What awaits approval' },
    { name: 'Imports', description: 'What is brought in as a file, by jobs that report' },
    { name: 'Keys', description: 'Who may write' },
    { name: 'System', description: 'Whether the server runs, and what its errors mean' },
  ],
  components: {
    securitySchemes: {
      key: {
        type: 'http' as const,
        scheme: 'bearer',
        description: 'A key made with `onrecord keys create`; the role that a route needs stands beside it',
      },
    },
  },
};

const read = (name: string): Representation => {
  const body = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
  return { body, etag: etagOf(body) };
};

let served: { yaml: Representation; json: Representation } | undefined;

/** The committed description as YAML and as JSON, read when first asked for. */
export const servedDescription = (): { yaml: Representation; json: Representation } => {
  served ??= { yaml: read('openapi.yaml'), json: read('openapi.json') };
  return served;
};
