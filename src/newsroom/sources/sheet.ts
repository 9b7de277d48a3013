/** The columns of sources in spreadsheets. */
import type * as z from 'zod';
import { sheet } from '../../record/sheet.ts';
import { headColumns } from '../head-columns.ts';
import type { sourceDocument } from './shape.ts';

type Document = z.output<typeof sourceDocument>;

export const sourceSheet = sheet<Document>({
  name: 'sources',
  columns: [
    ...headColumns('/v1/sources'),
    ['kind', 'what kind of source', ({ kind }) => kind],
    ['title', 'its title', ({ title }) => title],
    ['url', 'where it stands', ({ url }) => url],
    ['archived_url', 'where it is archived', ({ archived_url }) => archived_url],
    ['publisher', 'who published it', ({ publisher }) => publisher],
    ['author', 'who wrote it', ({ author }) => author],
    ['published_on', 'the day it was published', ({ published_on }) => published_on],
    ['language', 'its language (BCP 47)', ({ language }) => language],
    ['text_sha256', 'SHA-256 of its text', ({ text_sha256 }) => text_sha256],
    ['text_length', 'length of its text in UTF-16 units', ({ text_length }) => text_length],
  ],
});
