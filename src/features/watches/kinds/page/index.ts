/** A page, or what a CSS selector picks of it: what changed of its text, or that words stand in it now. */
import * as z from 'zod';
import { text, url } from '../../../../http/schemas.ts';
import { LIMITS } from '../../../../limits.ts';
import { sha256 } from '../../../../record/sha256.ts';
import { cut } from '../../../../text/cut.ts';
import { hasAll, type Kind, LookFailure, wordsOf } from '../../kind.ts';

const looks_for = z
  .strictObject({
    url,
    selector: text(LIMITS.text_short)
      .nullable()
      .default(null)
      .meta({ description: 'A CSS selector; the whole page when left out' }),
    words: z.array(text(LIMITS.text_short)).max(LIMITS.watch_names).default([]).meta({
      description: 'Only when all of these stand in it that did not before; any change when left out',
    }),
  })
  .meta({ id: 'PageWatch' });

const memory = z.object({ text: z.string() });

const isText = (type: string | undefined): boolean =>
  type === undefined || /^(text\/|application\/(xhtml|xml))/i.test(type);

export const pageKind: Kind<typeof looks_for, z.output<typeof memory>> = {
  looks_for,
  memory,
  max_bytes: LIMITS.outgoing_bytes,
  ask: ({ url }) => ({ url, request: { headers: { accept: 'text/html, */*;q=0.5' } } }),
  read: async ({ url, selector, words }, answer, last) => {
    if (!isText(answer.headers['content-type'])) {
      throw new LookFailure(`It is no page but ${answer.headers['content-type']}.`);
    }
    const { difference, textOfPage } = await import('./text.ts');
    const text = textOfPage(answer.body.toString('utf8'), selector);
    if (text === '') throw new LookFailure('There is no text in it.');
    const meets = (given: string): boolean => {
      const has = new Set(wordsOf(given));
      return words.every((phrase) => hasAll(has, phrase));
    };
    const isNews =
      last !== null && last.text !== text && meets(text) && (words.length === 0 || !meets(last.text));
    const changed = isNews ? difference(last.text, text) : '';
    return {
      hits: isNews
        ? [
            {
              key: sha256(JSON.stringify([last.text, text])),
              title:
                words.length === 0
                  ? 'The page has changed'
                  : `On the page now: ${cut(words.join(', '), 150)}`,
              excerpt: cut(changed, LIMITS.watch_excerpt),
              before: cut(last.text, LIMITS.watch_kept),
              after: cut(text, LIMITS.watch_kept),
              url: null,
            },
          ]
        : [],
      memory: { text },
      searched: [url, selector ?? 'the whole page', ...words].join(', '),
      standing: words.length > 0 && meets(text) ? [words.join(', ')] : [],
    };
  },
};
