/** What differs between two versions of a document, field by field. */

/** `field` is a path of names (`promise.deadline.window_end`); an item of a list goes by its id. */
export interface Difference {
  field: string;
  before: unknown;
  after: unknown;
}

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists whose items have ids, such as quotes and outcomes. */
const hasIds = (value: unknown): value is (JsonObject & { id: string })[] =>
  Array.isArray(value) && value.every((item) => isObject(item) && typeof item.id === 'string');

const byId = (items: readonly (JsonObject & { id: string })[]): JsonObject =>
  Object.fromEntries(items.map(({ id, ...item }) => [id, item]));

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Every field in which two JSON values differ; what is missing counts as null. */
export const difference = (before: unknown, after: unknown, field = ''): Difference[] => {
  if (isSame(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      difference(before[name] ?? null, after[name] ?? null, field === '' ? name : `${field}.${name}`),
    );
  }
  if (hasIds(before) && hasIds(after)) {
    const items = difference(byId(before), byId(after), field);
    // The same items in another order.
    return items.length > 0
      ? items
      : [{ field, before: before.map(({ id }) => id), after: after.map(({ id }) => id) }];
  }
  return [{ field, before, after }];
};
