/**
 * A value of an API, by its JSON Pointer (RFC 6901) or by a JSONPath (RFC 9535), which may find several: that it
 * changed, or passed a bound.
 */
import { compile } from 'json-p3';
import * as z from 'zod';
import { text, url } from '../../../../http/schemas.ts';
import { LIMITS } from '../../../../limits.ts';
import { sha256 } from '../../../../record/sha256.ts';
import { cut } from '../../../../text/cut.ts';
import { type Kind, LookFailure } from '../../kind.ts';

/** Why a path cannot be followed; undefined where it can. Each descent multiplies what is walked through. */
const faultOf = (path: string): string | undefined => {
  if (path.split('..').length > 2) return 'must not descend (..) more than once';
  if (/\b(match|search)\s*\(/.test(path)) return 'must not use match or search';
  try {
    compile(path);
  } catch (error) {
    return `must be a JSONPath (RFC 9535): ${error instanceof Error ? error.message : String(error)}`;
  }
  return undefined;
};

const looks_for = z
  .strictObject({
    url,
    pointer: z
      .string()
      .max(LIMITS.text_medium)
      .regex(/^(\/([^~/]|~[01])*)*$/, { error: 'must be a JSON Pointer, such as /data/0/status' })
      .optional(),
    path: text(LIMITS.text_medium)
      .superRefine((path, context) => {
        const fault = faultOf(path);
        if (fault !== undefined) context.addIssue({ code: 'custom', message: fault, input: path });
      })
      .optional()
      .meta({ description: 'A JSONPath, such as $.data[?@.name == "X"].status, in place of a pointer' }),
    is: z
      .enum(['changed', 'above', 'below', 'equal'])
      .default('changed')
      .meta({ id: 'JsonCondition', description: 'What is news: any change, or that it passed `bound`' }),
    bound: z
      .union([z.number(), text(LIMITS.text_short)])
      .nullable()
      .default(null)
      .meta({ description: 'A number, or for `equal` a text' }),
  })
  .refine(({ pointer, path }) => (pointer === undefined) !== (path === undefined), {
    error: 'must have either a `pointer` or a `path`',
  })
  .refine(({ is, bound }) => (is === 'changed') === (bound === null), {
    error: 'needs a `bound`, unless any change is news',
  })
  .refine(({ is, bound }) => (is !== 'above' && is !== 'below') || typeof bound === 'number', {
    error: 'needs a number as its `bound`',
  })
  .meta({ id: 'JsonWatch' });

type Looks = z.output<typeof looks_for>;

const memory = z.object({ value: z.unknown() });

const valueAt = (whole: unknown, pointer: string): unknown => {
  let value = whole;
  for (const escaped of pointer.split('/').slice(1)) {
    const name = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    const members = typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
    if (!members?.has(name)) throw new LookFailure(`There is no ${pointer} in the answer.`);
    value = members.get(name);
  }
  return value;
};

const json = z.json();

/** What a path finds: one value as it is, else all of them; what was there and is gone altogether is another form. */
const found = (whole: unknown, path: string, last: unknown): unknown => {
  const values: unknown[] = [];
  for (const { value } of compile(path).lazyQuery(json.parse(whole))) {
    if (values.length === LIMITS.watch_values) throw new LookFailure(`${path} finds too many values.`);
    values.push(value);
  }
  const hadSome = last !== undefined && JSON.stringify(last) !== '[]';
  if (values.length === 0 && hadSome) throw new LookFailure(`${path} finds nothing any more.`);
  return values.length === 1 ? values[0] : values;
};

const placeOf = ({ pointer, path }: Looks): string => pointer ?? path ?? '';

const valueIn = (whole: unknown, { pointer, path = '$' }: Looks, last: unknown): unknown =>
  pointer === undefined ? found(whole, path, last) : valueAt(whole, pointer);

/** Whether a value is beyond the bound. Throws where it cannot be compared. */
const isBeyond = (looks: Looks, value: unknown): boolean => {
  const { is, bound } = looks;
  if (is === 'equal') return value === bound || String(value) === String(bound);
  if (typeof value !== 'number' || typeof bound !== 'number') {
    throw new LookFailure(`What stands at ${placeOf(looks)} is no number.`);
  }
  return is === 'above' ? value > bound : value < bound;
};

export const jsonKind: Kind<typeof looks_for, z.output<typeof memory>> = {
  looks_for,
  memory,
  max_bytes: LIMITS.outgoing_bytes,
  ask: ({ url }) => ({ url, request: { headers: { accept: 'application/json' } } }),
  read: async (looks, answer, last) => {
    let whole: unknown;
    try {
      whole = JSON.parse(answer.body.toString('utf8'));
    } catch {
      throw new LookFailure('The answer is no JSON.');
    }
    const { url, is, bound } = looks;
    const place = placeOf(looks);
    const value = valueIn(whole, looks, last?.value);
    const [now, was] = [JSON.stringify(value), last && JSON.stringify(last.value)];
    const beyond = is === 'changed' ? now !== was : isBeyond(looks, value);
    const isNews = last !== null && beyond && (is === 'changed' || !isBeyond(looks, last.value));
    const condition = is === 'changed' ? 'changed' : `is ${is} ${bound}`;
    return {
      hits: isNews
        ? [
            {
              key: sha256(JSON.stringify([was, now])),
              title: `${place} ${condition}: ${cut(now, LIMITS.text_short)}`,
              excerpt: cut(`${place}: ${was} → ${now}`, LIMITS.watch_excerpt),
              before: cut(was ?? '', LIMITS.watch_kept),
              after: cut(now, LIMITS.watch_kept),
              url: null,
            },
          ]
        : [],
      memory: { value },
      searched: `${place} of ${url}, whether it ${condition}`,
      standing: is !== 'changed' && beyond ? [cut(`${place}: ${now}`, LIMITS.watch_excerpt)] : [],
    };
  },
};
