/** Documents only grow: a member that came after the first release is absent while it has no value. */
import * as z from 'zod';

const isSet = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);

/**
 * Members that came later. `shape` goes into the document's schema, where they are optional; `of` gives those of
 * a row that have a value, for its body.
 */
export const later = <S extends Record<string, z.ZodType>>(members: S) => ({
  shape: z.strictObject(members).partial().shape,
  of: <Row extends { [Name in keyof S]: unknown }>(row: Row): Partial<Pick<Row, keyof S>> => {
    const set: Partial<Pick<Row, keyof S>> = {};
    for (const name in members) if (isSet(row[name])) set[name] = row[name];
    return set;
  },
});
