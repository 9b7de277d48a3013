import { index, json, serial, table, text, uniqueIndex } from '../../db/kit.ts';
import type { MarkupPage } from './shape.ts';

/** Pages of markup as the tools for Google's Fact Check Tools API write them, newest last. */
export const markupPages = table(
  'markup_pages',
  {
    position: serial(),
    /** `pages/…` without what is in front. */
    page_id: text().notNull(),
    page_url: text().notNull(),
    organization: text().notNull(),
    version_id: text().notNull(),
    page: json<MarkupPage>().notNull(),
  },
  (t) => [
    uniqueIndex('markup_pages_id').on(t.page_id),
    index('markup_pages_url').on(t.page_url),
    index('markup_pages_organization').on(t.organization),
  ],
);
