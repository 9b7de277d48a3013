/** What a PATCH is everywhere: matched, merged, checked whole, and corrected in public where it is public. */
import type { FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { type CorrectionRow, recordCorrection } from '../record/corrections.ts';
import type { Change } from '../record/record.ts';
import { sha256 } from '../record/sha256.ts';
import { callerOf, requireRole } from './access.ts';
import { requireMatch } from './answers.ts';
import { refuseWithdrawn, type StandingToChange } from './current.ts';
import { InvalidRequest } from './errors.ts';
import { Problem } from './problems.ts';
import { faultsOf } from './routes.ts';
import type { CorrectionNote } from './schemas.ts';

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON Merge Patch (RFC 7396). */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
  if (!isObject(patch)) return patch;
  const merged: JsonObject = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value);
  }
  return merged;
};

/** Checks a value made inside a handler as a request body is checked; throws 400 with pointers. */
export const parseBody = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidRequest(parsed.error.issues.flatMap((issue) => faultsOf(issue, 'body')));
};

interface Difference {
  before: JsonObject;
  after: JsonObject;
}

/** The members in which two versions differ. */
export const differences = (before: JsonObject, after: JsonObject): Difference => {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null),
  );
  const pick = (from: JsonObject) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
  return { before: pick(before), after: pick(after) };
};

/** What a patch makes of a thing. */
export interface PatchResult<T> {
  value: T;
  /** Whether anything differs. */
  changed: boolean;
  published: boolean;
  /** The corrections that came along, as they are recorded. */
  corrections: CorrectionRow[];
}

/**
 * Makes the new version of a thing out of its `current` writable members and a request's patch.
 * A withdrawn thing is gone (410); then the ETag must match (428, 412). A published thing takes an editor and, unless `free`, a
 * correction (409), which is recorded along. The members named in `hidden` are not public, so the
 * correction shows their hashes.
 */
export const applyPatch = async <T extends JsonObject>(
  request: FastifyRequest<{ Body: { correction?: CorrectionNote | undefined } }>,
  change: Change,
  { publication, json, etag }: StandingToChange<unknown>,
  thing: {
    id: string;
    current: JsonObject;
    schema: z.ZodType<T>;
    claim_id?: string;
    free?: boolean;
    hidden?: readonly string[];
    /** Members of the body that are no part of the thing. */
    besides?: readonly string[];
    /** Makes the thing of what it says now, where anything differs; gives members that may follow from others. */
    amend?: (value: T) => Promise<Difference>;
  },
): Promise<PatchResult<T>> => {
  refuseWithdrawn(publication, json);
  requireMatch(request, etag);
  const { correction, ...members } = request.body;
  const patch = Object.fromEntries(
    Object.entries(members).filter(([name]) => !thing.besides?.includes(name)),
  );
  const value = parseBody(thing.schema, mergePatch(thing.current, patch));
  const difference = differences(parseBody(thing.schema, withoutNulls(thing.current)), value);
  const changed = Object.keys(difference.after).length > 0;
  const published = publication === 'published';
  if (published) requireRole(callerOf(request), 'editor');
  if (published && changed && !correction && !thing.free) {
    throw new Problem(
      'correction-needed',
      'This is published: send a correction with a kind and a public note.',
    );
  }
  const amended = changed ? await thing.amend?.(value) : undefined;
  const corrections: CorrectionRow[] = [];
  if (published && changed && correction) {
    const shown = amended ? withFollowing(difference, amended) : difference;
    const hide = (members: JsonObject) => withMarks(members, thing.hidden ?? []);
    corrections.push(
      await recordCorrection(change, {
        subject_id: thing.id,
        claim_id: thing.claim_id ?? null,
        ...correction,
        before: hide(shown.before),
        after: hide(shown.after),
      }),
    );
  }
  return { value, changed, published, corrections };
};

/** A difference in which members that follow from others stand as they came out, not as they were written. */
const withFollowing = (written: Difference, following: Difference): Difference => {
  const found = differences(following.before, following.after);
  const besides = (members: JsonObject) =>
    Object.fromEntries(Object.entries(members).filter(([name]) => !(name in following.after)));
  return {
    before: { ...besides(written.before), ...found.before },
    after: { ...besides(written.after), ...found.after },
  };
};

const withoutNulls = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));

const withMarks = (members: JsonObject, hidden: readonly string[]): JsonObject =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, hidden.includes(name) ? mark(value) : value]),
  );

/** What of a private text may be told. */
const mark = (value: unknown): string | null =>
  typeof value === 'string' ? `sha256:${sha256(value)}` : null;
