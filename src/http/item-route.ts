/** The route of one thing. */
import * as z from 'zod';
import type { App } from './app.ts';
import { sendItem } from './current.ts';
import { pastOf, pastParameters } from './paging.ts';
import { idParams } from './schemas.ts';
import type { Services } from './services.ts';

/** What the description says of it. */
interface Described {
  tags: string[];
  operationId: string;
  summary: string;
  description?: string;
  response: { 200: object };
}

/** Adds `GET /v1/{plural}/{id}`: what has this id, as it stands or as it stood. */
export const addItemRoute = (
  app: App,
  services: Services,
  plural: string,
  type: string,
  described: Described,
): void => {
  app.get(
    `/v1/${plural}/:id`,
    {
      config: { access: 'public' },
      schema: { ...described, params: idParams(type), querystring: z.strictObject(pastParameters) },
    },
    (request, reply) =>
      sendItem(services, request, reply, request.params.id, pastOf(services, request.query.as_of)),
  );
};
