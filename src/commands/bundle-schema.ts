import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { bundleSchema } from '../features/import/bundle.ts';

/** The JSON Schema (2020-12) of a bundle, as text; `docs/bundle.schema.json` is this. */
export const describeBundle = (): string => {
  const schema = z.toJSONSchema(bundleSchema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // Zod's pattern for a day says no more than the format does, in 200 characters.
      if (jsonSchema.format === 'date') delete jsonSchema.pattern;
      delete jsonSchema.id;
    },
  });
  return `${JSON.stringify(schema, null, 2)}\n`;
};

/** Prints the schema, or writes it to a file. */
export const bundleSchemaCommand = (file: string | undefined): void => {
  if (file === undefined) process.stdout.write(describeBundle());
  else writeFileSync(file, describeBundle());
};
