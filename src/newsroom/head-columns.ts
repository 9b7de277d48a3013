/** The columns with which the rows of every sheet begin, and those of who wrote and approved a thing. */
import type { Column } from '../record/sheet.ts';

interface Head {
  id: string;
  version: number | null;
  published_at: string | null;
}

export const headColumns = (path: string): readonly Column<Head>[] => [
  ['id', 'its id, always the same', ({ id }) => id],
  ['version', 'grows with each public change; empty for a draft', ({ version }) => version],
  ['published_at', 'when this version became public (UTC)', ({ published_at }) => published_at],
  ['record_url', 'its address in this record', ({ id }, { home }) => `${home}${path}/${id}`],
];

/** Identifiers as a cell has them: `scheme:id`. */
export const idsOf = (ids: readonly { scheme: string; id: string }[] | undefined): string[] =>
  (ids ?? []).map(({ scheme, id }) => `${scheme}:${id}`);

interface Reviewed {
  author: string;
  reviewer: string | null;
  review: string | null;
}

export const reviewColumns: readonly Column<Reviewed>[] = [
  ['author', 'who wrote it', ({ author }) => author],
  ['reviewer', 'who let it be published', ({ reviewer }) => reviewer],
  ['review', '`reviewed_by_another`, `reviewed_by_its_author` or `imported`', ({ review }) => review],
];
