/** Anchors: the newsroom's own table of events that deadlines hang on. */
import { getTableColumns, or } from 'drizzle-orm';
import { isAmong, listed, select, writing } from '../../db/statement.ts';
import type { Connection, Reader } from '../../db/types.ts';
import type { DeadlineAnchor } from '../../deadlines/index.ts';
import { lastDay } from '../../record/days.ts';
import type { Change } from '../../record/record.ts';
import { subject } from '../../record/subject.ts';
import { sortKey } from '../../text/collation.ts';
import { wordsOf } from '../../text/search.ts';
import { deadlines } from '../promises/tables.ts';
import { anchorParam } from './shape.ts';
import { anchors } from './tables.ts';

export type Anchor = typeof anchors.$inferSelect;

const all = select(getTableColumns(anchors), (query) => query.from(anchors));
const byReference = select(getTableColumns(anchors), (query) =>
  query.from(anchors).where(or(isAmong(anchors.id, 'references'), isAmong(anchors.key, 'references'))),
);

/** Every event there is. */
export const allAnchors = (connection: Reader): Promise<Anchor[]> => all(connection);

/** The anchor of this id or key. */
export const findAnchor = async (connection: Reader, reference: string): Promise<Anchor | undefined> =>
  (await byReference(connection, { references: listed([reference]) }))[0];

const ARTICLES = new Set(['the', 'a', 'an', 'die', 'der', 'das', 'den', 'dem', 'el', 'la', 'los', 'las']);

/** A name as it is compared: its letters and digits (“G7” is “G 7”), without the article in front. */
const nameOf = (phrase: string): string => {
  const words = wordsOf(phrase);
  return (ARTICLES.has(words[0] ?? '') ? words.slice(1) : words).join('');
};

/**
 * The event that words spoken on `reference_date` mean: the first to come of those that bear the
 * name, one without a date after all that have one. Undefined where the table has none.
 */
export const anchorMeant = (
  known: readonly Anchor[],
  named: Pick<DeadlineAnchor, 'phrase' | 'key'>,
  reference_date: string,
): Anchor | undefined => {
  const names = new Set([nameOf(named.phrase), nameOf((named.key ?? '').replaceAll('_', ' '))]);
  names.delete('');
  return known
    .filter(
      ({ said_from, date }) =>
        (said_from ?? '') <= reference_date && (date === null || lastDay(date) >= reference_date),
    )
    .filter(({ phrases }) => phrases.some((phrase) => names.has(nameOf(phrase))))
    .sort((a, b) => ((a.date ?? '~') + a.key < (b.date ?? '~') + b.key ? -1 : 1))[0];
};

const claimsOn = select({ id: deadlines.claim_id }, (query) =>
  query.from(deadlines).where(isAmong(deadlines.anchor_id, 'ids')).groupBy(deadlines.claim_id),
);

/** The claims whose deadlines hang on this event. */
export const claimsHangingOn = async (tx: Reader, ids: readonly string[]): Promise<string[]> =>
  (await claimsOn(tx, { ids: listed(ids) })).map(({ id }) => id);

const findable = ({ title, phrases }: Pick<Anchor, 'title' | 'phrases'>) =>
  [title, ...phrases].map((text) => ({ text, language: null }));

export const anchor = subject({
  type: 'anchor',
  path: '/v1/anchors',
  tag: 'Anchors',
  rendersAfter: [],
  names: { param: anchorParam, find: findAnchor },
  load: async (tx: Connection, ids) =>
    new Map((await byReference(tx, { references: listed(ids) })).map((row) => [row.id, row])),
  render: ({ key, title, phrases, date, said_from, note }: Anchor) => ({
    publication: 'published' as const,
    key,
    title,
    phrases,
    date,
    said_from,
    note,
  }),
  shownBy: claimsHangingOn,
  facets: {
    kind: (document) => document.key,
    on_date: (document) => document.date ?? '',
    name: (document) => sortKey(document.title),
  },
  search: (row) => findable(row),
  searchOf: (document) => findable(document),
});

const rows = writing(anchors, ['id']);

/** Adds events, public at once. */
export const addAnchors = async (change: Change, added: readonly Anchor[]): Promise<void> => {
  await rows.insert(change.tx, added);
  for (const { id, ...after } of added) {
    change.put(anchor, id, null, { id, ...after });
    change.event({ action: 'anchor.created', subject_id: id, after });
  }
};

/** Writes how an event stands now. */
export const saveAnchor = async (change: Change, before: Anchor, after: Anchor): Promise<void> => {
  await rows.update(change.tx, [after]);
  change.put(anchor, after.id, before, after);
};
