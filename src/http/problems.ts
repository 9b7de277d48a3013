/**
 * Everything that can go wrong in an answer, by name. Each type's URL leads to its explanation at
 * `/problems/{name}`; features throw `new Problem(name, detail)` and one place answers.
 */
export const PROBLEMS = {
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    about:
      'A parameter, a header or the body is malformed, unknown, repeated or out of its limits. `errors` names each fault: a JSON Pointer into the body, or the name of the parameter.',
  },
  unauthorized: {
    status: 401,
    title: 'A valid key is needed',
    about:
      'Send `Authorization: Bearer <key>`. Keys are made with `npx onrecord keys create`; a key that was revoked stops working at once.',
  },
  forbidden: {
    status: 403,
    title: 'This key may not do that',
    about: 'The key is valid, but its role does not include this, or the rule of two people forbids it.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    about: 'No such thing is known, or it is not public and the request carried no key that may see it.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This method is not possible here',
    about: 'The `Allow` header lists the methods that are.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not arrive in time',
    about: 'Its head may take 10 seconds, the whole of it 30.',
  },
  'not-possible-now': {
    status: 409,
    title: 'That is not possible in the present state',
    about: '`state` says where the thing stands and `possible` lists what can be done from there.',
  },
  'already-exists': {
    status: 409,
    title: 'That exists already',
    about:
      'Something else has this slug, or this key and version; or the same page, person or claim is there already: `existing` is its address. Where it is another all the same, send it again with `allow_duplicate=true`.',
  },
  'correction-needed': {
    status: 409,
    title: 'What is published changes only with a correction',
    about:
      'Send a `correction` with a `kind` (typo, clarification, correction, retraction) and a public `note` together with the change.',
  },
  'override-needed': {
    status: 409,
    title: 'These words are not the source’s',
    about:
      'A quote that is `near` or `absent`, or carries a warning, is published only with an `override` that says why, in public. `quotes` names them.',
  },
  withdrawn: {
    status: 410,
    title: 'This was withdrawn',
    about: 'It was public once. `tombstone` says when it was withdrawn, why and by whom.',
  },
  'precondition-failed': {
    status: 412,
    title: 'It has changed since you read it',
    about:
      'The `If-Match` tag is not the current one. Read it again, look at what changed, and send the change anew.',
  },
  'too-large': { status: 413, title: 'The body is too large', about: 'A request body may have 1 MiB.' },
  'unsupported-media-type': {
    status: 415,
    title: 'The body must be JSON',
    about:
      'Send `Content-Type: application/json` in UTF-8 and without a `Content-Encoding`; a PATCH may also be `application/merge-patch+json`.',
  },
  unprocessable: {
    status: 422,
    title: 'The request is well formed but cannot be carried out',
    about:
      'It names something that does not exist, or breaks a rule of the record. `errors` names each fault.',
  },
  'idempotency-mismatch': {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
    about: 'A key stands for one request for 24 hours: same method, path and body.',
  },
  'precondition-required': {
    status: 428,
    title: 'Say which version you are changing',
    about: 'Send `If-Match` with the `ETag` of the thing as you read it, so that nobody’s change is lost.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    about:
      'The newsroom has set how many requests one key, or one address without a key, may make in a minute, or 20 keys that do not work came from one address in a minute; or as many imports wait as may. Try again after `Retry-After` seconds; `RateLimit` says how many are left.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    about: 'The fault is in the server and has been logged under `request_id`.',
  },
  unavailable: {
    status: 503,
    title: 'Not possible at this moment',
    about: 'The database is locked, overloaded or shutting down. Try again after `Retry-After` seconds.',
  },
} as const satisfies Record<string, { status: number; title: string; about: string }>;

export type ProblemName = keyof typeof PROBLEMS;

export class Problem extends Error {
  readonly problem: ProblemName;
  /** Further members of the answer. */
  readonly members: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    problem: ProblemName,
    detail: string,
    members: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(detail);
    this.problem = problem;
    this.members = members;
    this.headers = headers;
  }
}
