/** How a speaker's claims were rated, counted by scale and year. */
import { and, count, eq, sql } from 'drizzle-orm';
import { inJson, unindexed } from '../../db/queries.ts';
import { isAmong, listed, select } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import { documentOfEntry, inForce } from '../../record/items.ts';
import { documents, entries, entryTerms } from '../../record/tables.ts';
import { isPublicNow, termNumber } from '../../record/terms.ts';
import type { Scale } from '../../newsroom/scales/scale.ts';

/** Claims of one kind, rating and year. */
export interface Group {
  kind: string;
  /** '' where it is not rated. */
  rating: string;
  scale: string | null;
  scale_version: string | null;
  /** In which they were first said; '' where that is not known. */
  year: string;
  claims: number;
}

const ratingOf = (name: string) => inJson(documents.json, ['verdict', 'rating', name]);

const claimsBy = (as_of: boolean) =>
  select(
    {
      kind: entries.kind,
      rating: entries.rating,
      scale: sql<string | null>`${ratingOf('scale')}`.as('scale'),
      scale_version: sql<string | null>`${ratingOf('scale_version')}`.as('scale_version'),
      year: sql<string>`substr(${entries.on_date}, 1, 4)`.as('year'),
      claims: count().as('claims'),
    },
    (query) =>
      query
        .from(entryTerms)
        .innerJoin(entries, eq(entries.id, entryTerms.entry_id))
        // A document is read only where the rating alone does not tell its scale.
        .leftJoin(documents, and(documentOfEntry, isAmong(unindexed(entries.rating), 'ambiguous')))
        .where(
          and(
            sql`${entryTerms.term_id} = ${termNumber('claim.speaker', sql.placeholder('speaker'))}`,
            eq(entries.publication, 'published'),
            ...(as_of ? [inForce(sql.placeholder('as_of'))] : [inForce(), isPublicNow]),
          ),
        )
        .groupBy(entries.kind, entries.rating, sql`scale`, sql`scale_version`, sql`year`),
  );
const now = claimsBy(false);
const then = claimsBy(true);

/** The scale that a rating is of, by its key; null where several have it. */
const scaleByRating = (scales: readonly Scale[]): Map<string, Scale | null> => {
  const known = new Map<string, Scale | null>();
  for (const scale of scales) {
    for (const { key } of scale.ratings) known.set(key, known.has(key) ? null : scale);
  }
  return known;
};

/** The published claims of a speaker (by id), now or at an instant. */
export const countClaims = async (
  connection: Reader,
  { speaker, as_of, scales }: { speaker: string; as_of: string | undefined; scales: readonly Scale[] },
): Promise<Group[]> => {
  const known = scaleByRating(scales);
  const ambiguous = listed([...known].filter(([, scale]) => scale === null).map(([key]) => key));
  const groups = await (as_of === undefined
    ? now(connection, { speaker, ambiguous })
    : then(connection, { speaker, ambiguous, as_of }));
  return groups.map((group) => {
    const scale = known.get(group.rating);
    return scale ? { ...group, scale: scale.key, scale_version: String(scale.version) } : group;
  });
};
