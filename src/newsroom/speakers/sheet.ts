/** The columns of speakers in spreadsheets. */
import type * as z from 'zod';
import { sheet } from '../../record/sheet.ts';
import { headColumns } from '../head-columns.ts';
import type { speakerDocument } from './shape.ts';

type Document = z.output<typeof speakerDocument>;

export const speakerSheet = sheet<Document>({
  name: 'speakers',
  columns: [
    ...headColumns('/v1/speakers'),
    ['slug', 'its name in addresses', ({ slug }) => slug],
    ['kind', '`person` or `organisation`', ({ kind }) => kind],
    ['name', 'its name', ({ name }) => name],
    ['aliases', 'other names', ({ aliases }) => aliases],
    ['description', 'who that is', ({ description }) => description],
    ['wikidata_id', 'its Wikidata id', ({ wikidata_id }) => wikidata_id],
  ],
});
