/** A value of an API, by its JSON Pointer (RFC 6901): that it changed, or passed a bound. */
import * as z from 'zod';
import { text, url } from '../../../../http/schemas.ts';
import { LIMITS } from '../../../../limits.ts';
import { sha256 } from '../../../../record/sha256.ts';
import { cut, type Kind, LookFailure } from '../../kind.ts';

const looks_for = z
  .strictObject({
    url,
    pointer: z
      .string()
      .max(LIMITS.text_medium)
      .regex(/^(\/([^~/]|~[01])*)*$/, { error: 'must be a JSON Pointer, such as /data/0/status' }),
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

/** Whether a value is beyond the bound. Throws where it cannot be compared. */
const isBeyond = ({ is, bound, pointer }: Looks, value: unknown): boolean => {
  if (is === 'equal') return value === bound || String(value) === String(bound);
  if (typeof value !== 'number' || typeof bound !== 'number') {
    throw new LookFailure(`What stands at ${pointer} is no number.`);
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
    const { url, pointer, is, bound } = looks;
    const value = valueAt(whole, pointer);
    const [now, was] = [JSON.stringify(value), last && JSON.stringify(last.value)];
    const beyond = is === 'changed' ? now !== was : isBeyond(looks, value);
    const isNews = last !== null && beyond && (is === 'changed' || !isBeyond(looks, last.value));
    const condition = is === 'changed' ? 'changed' : `is ${is} ${bound}`;
    return {
      hits: isNews
        ? [
            {
              key: sha256(JSON.stringify([was, now])),
              title: `${pointer} ${condition}: ${cut(now, LIMITS.text_short)}`,
              excerpt: cut(`${pointer}: ${was} → ${now}`, LIMITS.watch_excerpt),
              before: cut(was ?? '', LIMITS.watch_kept),
              after: cut(now, LIMITS.watch_kept),
              url: null,
            },
          ]
        : [],
      memory: { value },
      searched: `${pointer} of ${url}, whether it ${condition}`,
      standing: is !== 'changed' && beyond ? [cut(`${pointer}: ${now}`, LIMITS.watch_excerpt)] : [],
    };
  },
};
