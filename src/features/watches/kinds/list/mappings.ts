/** Where the published lists have what a watch looks at. */
import * as z from 'zod';
import { text } from '../../../../http/schemas.ts';
import { LIMITS } from '../../../../limits.ts';

const place = text(LIMITS.text_short);
const places = z.array(place).max(LIMITS.watch_names);

export const mapping = z
  .strictObject({
    format: z.enum(['xml', 'csv', 'json']).meta({ id: 'ListFormat' }),
    entry: text(LIMITS.text_short, 0)
      .default('')
      .meta({ description: 'XML: the element that an entry is; JSON: the pointer to the list of them' }),
    id: place.meta({
      description: 'XML: an element or `@attribute` in it; CSV: a column; JSON: a pointer in it',
    }),
    names: places.min(1),
    identifiers: places.default([]),
    programmes: places.default([]),
    header: z.boolean().default(true).meta({
      description: 'CSV: whether its first row names the columns; otherwise they are 1, 2, 3 …',
    }),
    delimiter: z
      .string()
      .length(1)
      .refine((sign) => ',;|\t'.includes(sign), { error: 'must be a comma, a semicolon, a tab or a bar' })
      .default(',')
      .meta({ description: 'CSV: what stands between columns' }),
  })
  .meta({ id: 'ListMapping' });

export type Mapping = z.output<typeof mapping>;

export const KNOWN_LISTS = ['ofac_xml', 'ofac_csv', 'eu_xml', 'uk_xml', 'uk_csv'] as const;

const shared = { entry: '', header: true, delimiter: ',' } as const;

/** SDN and consolidated lists of OFAC, the EU's Financial Sanctions Files, the UK Sanctions List. */
export const MAPPINGS: Record<(typeof KNOWN_LISTS)[number], Mapping> = {
  ofac_xml: {
    ...shared,
    format: 'xml',
    entry: 'sdnEntry',
    id: 'uid',
    names: ['firstName', 'lastName'],
    identifiers: ['idNumber'],
    programmes: ['program'],
  },
  ofac_csv: {
    ...shared,
    format: 'csv',
    header: false,
    id: '1',
    names: ['2'],
    identifiers: ['12'],
    programmes: ['4'],
  },
  eu_xml: {
    ...shared,
    format: 'xml',
    entry: 'sanctionEntity',
    id: '@logicalId',
    names: ['@wholeName'],
    identifiers: ['@number', '@latinNumber'],
    programmes: ['@programme'],
  },
  uk_xml: {
    ...shared,
    format: 'xml',
    entry: 'Designation',
    id: 'UniqueID',
    names: ['Name1', 'Name2', 'Name3', 'Name4', 'Name5', 'Name6', 'NameNonLatinScript'],
    identifiers: ['BusinessRegistrationNumber', 'IMONumber', 'PassportNumber'],
    programmes: ['RegimeName'],
  },
  uk_csv: {
    ...shared,
    format: 'csv',
    id: 'Unique ID',
    names: ['Name 1', 'Name 2', 'Name 3', 'Name 4', 'Name 5', 'Name 6'],
    identifiers: ['Business registration number (s)', 'IMO number'],
    programmes: ['Regime Name'],
  },
};
