/** Copying from and to SQLite. */
import { connect } from './connect-sqlite.ts';
import { type CopySide, type PlainRow, quoted, type TableInfo } from './copy-side.ts';
import { pathOfUrl } from './url.ts';

/** The index of words makes itself out of `search_texts`. */
const OWN = /^(sqlite_|search_index|__drizzle)/;

export const openSqliteSide = (url: string, writes: boolean): CopySide => {
  const client = connect(pathOfUrl(url), { readonly: !writes, fileMustExist: true });
  // What is read is one moment.
  if (!writes) client.exec('BEGIN');
  const all = <T>(text: string, ...params: unknown[]): T[] =>
    client.prepare<unknown[], T>(text).all(...params);
  const infoOf = (name: string): TableInfo => {
    const columns = all<{ name: string; pk: number }>(`pragma table_info(${quoted(name)})`);
    const keys = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    const foreign = all<{ table: string }>(`pragma foreign_key_list(${quoted(name)})`);
    return {
      name,
      columns: columns.map((column) => column.name).sort(),
      key: keys.map((column) => column.name),
      needs: [...new Set(foreign.map(({ table }) => table))],
    };
  };
  const listOf = (names: readonly string[]) => names.map(quoted).join(', ');
  return {
    tables: async () =>
      all<{ name: string }>("select name from sqlite_schema where type = 'table' order by name")
        .filter(({ name }) => !OWN.test(name))
        .map(({ name }) => infoOf(name)),
    page: async ({ name, columns, key }, after, limit) => {
      const beyond = after ? `where (${listOf(key)}) > (${key.map(() => '?').join(', ')})` : '';
      const text = `select ${listOf(columns)} from ${quoted(name)} ${beyond} order by ${listOf(key)} limit ${limit}`;
      return client
        .prepare<unknown[], PlainRow>(text)
        .raw()
        .all(...(after ?? []));
    },
    last: async ({ name, key }) => {
      const order = key.map((column) => `${quoted(column)} desc`).join(', ');
      const text = `select ${listOf(key)} from ${quoted(name)} order by ${order} limit 1`;
      return client.prepare<unknown[], PlainRow>(text).raw().get() ?? null;
    },
    add: async ({ name, columns }, rows) => {
      const insert = client.prepare(
        `insert into ${quoted(name)} (${listOf(columns)}) values (${columns.map(() => '?').join(', ')})`,
      );
      client.transaction(() => {
        for (const row of rows) insert.run(...row);
      })();
    },
    clear: async (table) => void client.exec(`delete from ${quoted(table)}`),
    end: async () => undefined,
    close: async () => void client.close(),
  };
};
