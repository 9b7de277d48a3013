/** What the rules of the record refuse, whoever asks: the API answers with it, an import names its place in the file. */

/** One fault: `pointer` (RFC 6901) into what was written, or `parameter` by name. */
export interface Fault {
  pointer?: string;
  parameter?: string;
  detail: string;
}

export type RefusalCode =
  | 'unprocessable'
  | 'invalid-request'
  | 'not-possible-now'
  | 'forbidden'
  | 'correction-needed'
  | 'override-needed'
  | 'already-exists'
  | 'not-found';

/** A rule that stands in the way. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** What else there is to say: `errors` (faults), `state`, `possible`, `quotes` (ids), `existing` (its address). */
  readonly members: {
    errors?: Fault[];
    state?: string;
    possible?: readonly string[];
    quotes?: readonly string[];
    existing?: string;
  };

  constructor(code: RefusalCode, detail: string, members: Refusal['members'] = {}) {
    super(detail);
    this.code = code;
    this.members = members;
  }
}

/** One member of what was written cannot be carried out. */
export const unprocessable = (pointer: string, detail: string): Refusal =>
  new Refusal('unprocessable', detail, { errors: [{ pointer, detail }] });

/** A parameter asks for what there is not. */
export const noSuch = (parameter: string, detail: string): Refusal =>
  new Refusal('invalid-request', `${parameter}: ${detail}`, { errors: [{ parameter, detail }] });

/** Says where a thing stands and what is possible from there. */
export const notPossible = (detail: string, state: string, possible: readonly string[]): Refusal =>
  new Refusal('not-possible-now', detail, { state, possible });

export const notFound = (what: string): Refusal => new Refusal('not-found', `There is no ${what}.`);
