/** Copying from and to PostgreSQL. */
import { type CopySide, type PlainRow, quoted, type TableInfo } from './copy-side.ts';
import { pg } from './postgres-pool.ts';

const COLUMNS = `
  select table_name, column_name, data_type from information_schema.columns
  where table_schema = current_schema() order by table_name, column_name collate "C"`;
const KEYS = `
  select c.relname as table_name, a.attname as column_name
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
  where i.indisprimary and n.nspname = current_schema()
  order by c.relname, array_position(i.indkey::int2[], a.attnum)`;
const FOREIGN = `
  select c.relname as table_name, f.relname as needs
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
  join pg_namespace n on n.oid = c.relnamespace
  where k.contype = 'f' and n.nspname = current_schema()`;

interface Column {
  table_name: string;
  column_name: string;
  data_type: string;
}

export const openPostgresSide = async (url: string, writes: boolean): Promise<CopySide> => {
  const client = new pg.Client({ connectionString: url, application_name: 'onrecord' });
  await client.connect();
  if (!writes) await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const { rows: columns } = await client.query<Column>(COLUMNS);
  const typeOf = (table: string, column: string): string =>
    columns.find(({ table_name, column_name }) => table_name === table && column_name === column)
      ?.data_type ?? '';
  const listOf = (names: readonly string[]) => names.map(quoted).join(', ');

  /** A column as a plain value. */
  const read = (table: string, column: string): string => {
    const type = typeOf(table, column);
    if (type === 'boolean') return `${quoted(column)}::int`;
    if (type === 'bigint' || type === 'double precision') return `${quoted(column)}::float8`;
    if (type === 'bytea') return quoted(column);
    return `${quoted(column)}::text`;
  };
  const valuesOf = async (text: string, params: readonly unknown[] = []): Promise<PlainRow[]> =>
    (await client.query<PlainRow>({ text, values: [...params], rowMode: 'array' })).rows;

  const write = (table: string, column: string, value: PlainRow[number] | undefined): unknown =>
    typeOf(table, column) === 'boolean' && value !== null ? value === 1 : value;

  return {
    tables: async () => {
      const { rows: keys } = await client.query<{ table_name: string; column_name: string }>(KEYS);
      const { rows: foreign } = await client.query<{ table_name: string; needs: string }>(FOREIGN);
      return [...Map.groupBy(columns, ({ table_name }) => table_name)].map(
        ([name, of]): TableInfo => ({
          name,
          columns: of.map(({ column_name }) => column_name).sort(),
          key: keys.filter(({ table_name }) => table_name === name).map(({ column_name }) => column_name),
          needs: foreign.filter(({ table_name }) => table_name === name).map(({ needs }) => needs),
        }),
      );
    },
    page: ({ name, columns: of, key }, after, limit) => {
      const shown = of.map((column) => read(name, column)).join(', ');
      const beyond = after ? `where (${listOf(key)}) > (${key.map((_, i) => `$${i + 1}`).join(', ')})` : '';
      return valuesOf(
        `select ${shown} from ${quoted(name)} ${beyond} order by ${listOf(key)} limit ${limit}`,
        after ?? [],
      );
    },
    last: async ({ name, key }) => {
      const order = key.map((column) => `${quoted(column)} desc`).join(', ');
      const shown = key.map((column) => read(name, column)).join(', ');
      const [row] = await valuesOf(`select ${shown} from ${quoted(name)} order by ${order} limit 1`);
      return row ?? null;
    },
    add: async ({ name, columns: of }, rows) => {
      const places = rows.map((_, r) => `(${of.map((__, c) => `$${r * of.length + c + 1}`).join(', ')})`);
      const values = rows.flatMap((row) => of.map((column, i) => write(name, column, row[i])));
      // One statement is one transaction.
      await client.query(`insert into ${quoted(name)} (${listOf(of)}) values ${places.join(', ')}`, values);
    },
    clear: async (table) => {
      await client.query(`delete from ${quoted(table)}`);
    },
    end: async (tables) => {
      for (const { name, key } of tables) {
        const [column] = key;
        if (key.length !== 1 || column === undefined) continue;
        const [sequence] = await valuesOf('select pg_get_serial_sequence($1, $2)', [quoted(name), column]);
        if (typeof sequence?.[0] !== 'string') continue;
        await client.query(
          `select setval($1, greatest((select max(${quoted(column)}) from ${quoted(name)}), 1), (select count(*) > 0 from ${quoted(name)}))`,
          [sequence[0]],
        );
      }
    },
    close: () => client.end(),
  };
};
