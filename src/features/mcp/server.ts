/** What speaks the Model Context Protocol: the SDK with our tools and resources. */
import { createMcpHandler, McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { publicUrl } from '../../config.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import { present } from '../../record/present.ts';
import { cited, NOTICE, told } from './answers.ts';
import { type AskSimilar, addTools } from './tools.ts';

const INSTRUCTIONS = `A newsroom's record of what public figures said, what of it was found true, and whether what was promised has happened. ${NOTICE}`;

const serverFor = (services: Services, similar: AskSimilar): McpServer => {
  const server = new McpServer(
    { name: 'onrecord', title: 'Onrecord', version: '1.0.0' },
    { instructions: INSTRUCTIONS },
  );
  addTools(server, services, similar);
  server.registerResource(
    'claim',
    new ResourceTemplate(`${publicUrl(services.config)}/v1/claims/{id}`, { list: undefined }),
    { title: 'A claim', description: 'A published claim as quoted data', mimeType: 'application/json' },
    async (uri, { id }) => {
      const found = await services.items.find(String(id));
      if (found?.publication !== 'published') throw new Error('There is no such public claim.');
      const json = present(found, services.today()).body;
      const { structuredContent } = await told(services, { results: [await cited(services, json)] });
      return {
        contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify(structuredContent) }],
      };
    },
  );
  return server;
};

/** Answers requests; `similarFor` asks with the key of whoever asks. */
export const createHandler = (
  services: Services,
  similarFor: (authorization: string | undefined) => AskSimilar,
) =>
  createMcpHandler(
    ({ requestInfo }) =>
      serverFor(services, similarFor(requestInfo?.headers.get('authorization') ?? undefined)),
    { maxSubscriptions: LIMITS.mcp_subscriptions },
  );
