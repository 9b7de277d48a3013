/** The columns of speakers in spreadsheets. */
import type * as z from 'zod';
import { sheet } from '../../record/sheet.ts';
import { headColumns, idsOf } from '../head-columns.ts';
import type { speakerDocument } from './shape.ts';

type Document = z.output<typeof speakerDocument>;

type Role = NonNullable<Document['roles']>[number];

/** `Prime Minister, Ruritania (2019-2023)`; an end that is not known stays open. */
const roleText = ({ title, organisation, party, from, to }: Role): string => {
  const words = [title, organisation, party].filter((part) => part !== null).join(', ');
  return from === null && to === null ? words : `${words} (${from ?? ''}–${to ?? ''})`;
};

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
    ['external_ids', 'other identifiers, each `scheme:id`', ({ external_ids }) => idsOf(external_ids)],
    ['roles', 'titles, each with its organisation and its days', ({ roles }) => roles?.map(roleText)],
    ['image_url', 'a picture', ({ image }) => image?.url],
  ],
});
