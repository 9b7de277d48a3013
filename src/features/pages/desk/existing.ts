/** What is there already beside what somebody has typed: so that nothing is lost, and nothing stands twice. */
import * as z from 'zod';
import type { ApiAnswer } from '../api.ts';
import { type Html, html } from '../html.ts';
import { sides } from '../parts/changes.ts';
import type { Values } from './form.ts';
import type { Desk } from './pages.ts';
import type { Shown } from './tools.ts';

const existing = z.looseObject({ existing: z.string().regex(/^\/v1\/[a-z-]+\/[a-z]+_[0-9a-z]{26}$/) });
const COMPARED = [
  'title',
  'name',
  'key',
  'text',
  'url',
  'publisher',
  'published_on',
  'first_said_on',
  'wikidata_id',
];
/** Lists whose things have a page at the desk. */
const AT_DESK = /^\/v1\/(claims|quotes|sources|speakers)\//;

const isText = (value: unknown): value is string => typeof value === 'string';

/** Both side by side; null where the refusal is about nothing that there is. */
export const besideExisting = async (
  { ask, view: { words } }: Desk,
  made: ApiAnswer,
  given: Values,
): Promise<Html | null> => {
  const path = existing.safeParse(made.json).data?.existing;
  if (path === undefined) return null;
  const there = z.looseObject({}).safeParse((await ask(path)).json).data ?? {};
  const rows = COMPARED.filter((name) => isText(there[name]) || (name in given && name !== 'text')).map(
    (name) => ({
      label: words.of('field', name),
      before: isText(there[name]) ? there[name] : null,
      after: given[name] || null,
    }),
  );
  return html`${AT_DESK.test(path) && html`<p><a href="${path.replace('/v1/', '/desk/')}">${words.t('desk.there_already')}</a></p>`}
${sides(rows, { what: words.t('desk.both'), before: words.t('desk.there_already'), after: words.t('desk.typed') })}`;
};

/**
 * What stands in the way of something that was typed, and the button that sends it all the same. `both`: what there
 * is now beside it, where nothing else is in the way.
 */
export const inTheWay = async (
  at: Desk,
  made: ApiAnswer,
  given: Values,
  both: Html | null = null,
): Promise<{ way: Html | null; anyway: NonNullable<Shown['others']> }> => {
  const way = made.status === 409 ? await besideExisting(at, made, given) : null;
  return way === null
    ? { way: both, anyway: [] }
    : { way, anyway: [{ name: 'allow_duplicate', value: 'true', label: at.view.words.t('desk.anyway') }] };
};
