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

/** Whether two JSON values say the same: a member that is missing says as much as one that is null. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return (a ?? null) === (b ?? null);
  const names = Object.keys(a);
  return (
    names.every((name) => isSame(a[name], b[name])) &&
    Object.keys(b).every((name) => name in a || (b[name] ?? null) === null)
  );
};

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
