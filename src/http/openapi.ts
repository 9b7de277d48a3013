import { stringify } from 'yaml';

/** What the API description says of the whole. */
export const openapiInfo = {
  openapi: '3.1.0' as const,
  info: {
    title: 'Onrecord',
    version: '1.0.0',
    description:
      'What public figures said, what of it was found true, and whether what was promised has happened since.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/', description: 'This server' }],
  components: {
    securitySchemes: {
      key: { type: 'http' as const, scheme: 'bearer', description: 'A key made with `onrecord keys create`' },
    },
  },
};

/** The API description as YAML, the way it is committed. */
export const openapiYaml = (description: unknown): string =>
  stringify(description, { aliasDuplicateObjects: false });
