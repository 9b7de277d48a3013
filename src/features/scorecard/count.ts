/** How a speaker's claims were rated, counted by scale and year. */
import { and, count, eq, sql } from 'drizzle-orm';
import { inJson } from '../../db/queries.ts';
import { select } from '../../db/statement.ts';
import type { Reader } from '../../db/types.ts';
import { documentOfEntry, inForce } from '../../record/items.ts';
import { documents, entries, entryTerms } from '../../record/tables.ts';

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
        // Of what is not rated no document is read.
        .leftJoin(documents, and(documentOfEntry, sql`${entries.rating} <> ''`))
        .where(
          and(
            eq(entryTerms.field, 'claim.speaker'),
            eq(entryTerms.value, sql.placeholder('speaker')),
            eq(entries.publication, 'published'),
            ...(as_of ? [inForce(sql.placeholder('as_of'))] : [inForce(), sql`${entryTerms.current}`]),
          ),
        )
        .groupBy(entries.kind, entries.rating, sql`scale`, sql`scale_version`, sql`year`),
  );
const now = claimsBy(false);
const then = claimsBy(true);

/** The published claims of a speaker (by id), now or at an instant. */
export const countClaims = (
  connection: Reader,
  speaker: string,
  as_of: string | undefined,
): Promise<Group[]> =>
  as_of === undefined ? now(connection, { speaker }) : then(connection, { speaker, as_of });
