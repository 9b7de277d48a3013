/**
 * What a reader looks at: pages made on the server from the documents that the API serves, in English, German,
 * Spanish and Ukrainian, at addresses that last. None of them needs a script, and the API's description has none.
 *
 * GET /                       what is due now, what was found, how all promises stand
 * GET /claims, /claims/{id}, /claims/{id}/history
 * GET /promises
 * GET /speakers, /speakers/{slug}
 * GET /quotes, /quotes/{id}; /sources, /sources/{id}
 * GET /topics, /topics/{topic}
 * GET /search
 * GET /corrections, /log, /about
 * /desk …                     forms for reporters and editors (desk/routes.ts)
 * GET /embed/claims/{id}, /claims/{id}/card.png, card.svg, /speakers/{slug}/card.png, /card.png; /oembed
 * GET /assets/{name}          the stylesheet, the logo, the icon
 * GET /portraits/{name}       small copies of speakers' pictures
 */
import * as z from 'zod';
import { presentValue, send } from '../../http/answers.ts';
import { afterStart } from '../../http/after-start.ts';
import type { App, Routes } from '../../http/app.ts';
import type { Services } from '../../http/services.ts';
import { notFound } from '../../http/current.ts';
import { homeRoute } from '../../http/home.ts';
import { LIMITS } from '../../limits.ts';
import { etagOf } from '../../record/present.ts';
import { createApi } from './api.ts';
import { claimPage } from './claim.ts';
import { claimsPage, claimsQuery, topicPage, topicQuery, topicsPage } from './claims.ts';
import { deskRoutes } from './desk/routes.ts';
import {
  cardPage,
  cardQuery,
  claimAt,
  oembedOf,
  oembedQuery,
  picturePng,
  pictureSvg,
  sitePicture,
  speakerPicture,
} from './embed.ts';
import { homePage } from './home.ts';
import { markdown } from './html.ts';
import { keepPortraits, pictureAt } from './portraits/portraits.ts';
import { promisesPage, promisesQuery } from './promises.ts';
import { quotePage, quotesPage, quotesQuery, sourcePage, sourcesPage, sourcesQuery } from './quotes.ts';
import { aboutPage, correctionsPage, correctionsQuery, historyPage, logPage } from './record.ts';
import { searchPage, searchQuery } from './search.ts';
import { createSite, NOTHING, type Site } from './site.ts';
import { listQuery, speakerPage, speakersPage } from './speakers.ts';
import { LANGUAGES } from './words.ts';

const byId = z.object({ id: z.string().max(LIMITS.text_short) });
const byTopic = z.object({ topic: z.string().max(LIMITS.topic_length) });

export const pageRoutes: Routes = (app, services) => {
  if (!services.config.ONRECORD_PAGES) return;
  const site = createSite(services, createApi(app));
  app.missingPage.show = (request, reply, error) => site.missing(request, reply, error);
  homeRoute(app, services, (request, reply) => site.home(request, reply, homePage));
  assetRoute(app, site);
  portraitRoute(app, services);
  publicPages(app, site);
  embeds(app, site);
  deskRoutes(app, services, site);
  if (services.config.ONRECORD_LOOK_OUT) keepPortraits(services);
  // The first text holds the event loop for as long as forty pages: what writes it is loaded and compiled before most ask.
  afterStart(app, () => void markdown('A *first* text.'));
};

/** Things whose versions have a page. */
const WITH_HISTORY = ['/claims', '/quotes', '/sources'];

const publicPages = (app: App, site: Site): void => {
  const list = { params: NOTHING };
  const one = { params: byId, query: NOTHING };
  site.page(app, { ...list, path: '/', query: NOTHING, make: homePage });
  site.page(app, {
    ...list,
    path: '/claims',
    query: claimsQuery,
    make: (view, _, asked) => claimsPage(view, asked),
  });
  site.page(app, { ...one, path: '/claims/:id', make: (view, { id }) => claimPage(view, id) });
  site.page(app, {
    ...list,
    path: '/promises',
    query: promisesQuery,
    make: (view, _, asked) => promisesPage(view, asked),
  });
  site.page(app, {
    ...list,
    path: '/speakers',
    query: listQuery,
    make: (view, _, asked) => speakersPage(view, asked),
  });
  site.page(app, { ...one, path: '/speakers/:id', make: (view, { id }) => speakerPage(view, id) });
  site.page(app, {
    ...list,
    path: '/quotes',
    query: quotesQuery,
    make: (view, _, asked) => quotesPage(view, asked),
  });
  site.page(app, { ...one, path: '/quotes/:id', make: (view, { id }) => quotePage(view, id) });
  site.page(app, {
    ...list,
    path: '/sources',
    query: sourcesQuery,
    make: (view, _, asked) => sourcesPage(view, asked),
  });
  site.page(app, { ...one, path: '/sources/:id', make: (view, { id }) => sourcePage(view, id) });
  site.page(app, { ...list, path: '/topics', query: NOTHING, make: topicsPage });
  site.page(app, {
    path: '/topics/:topic',
    params: byTopic,
    query: topicQuery,
    make: (view, { topic }, asked) => topicPage(view, topic, asked),
  });
  site.page(app, {
    ...list,
    path: '/search',
    query: searchQuery,
    make: (view, _, asked) => searchPage(view, asked),
  });
  site.page(app, {
    ...list,
    path: '/corrections',
    query: correctionsQuery,
    make: (view, _, asked) => correctionsPage(view, asked),
  });
  site.page(app, { ...list, path: '/log', query: NOTHING, make: logPage });
  site.page(app, { ...list, path: '/about', query: NOTHING, make: aboutPage });
  for (const path of WITH_HISTORY) {
    site.page(app, {
      ...one,
      path: `${path}/:id/history`,
      make: (view, { id }) => historyPage(view, path, id),
    });
  }
};

const embeds = (app: App, site: Site): void => {
  site.page(app, {
    path: '/embed/claims/:id',
    params: byId,
    query: cardQuery,
    make: (view, { id }, asked) => cardPage(view, id, asked),
  });
  const picture = { params: byId, query: NOTHING };
  site.page(app, { ...picture, path: '/claims/:id/card.svg', make: (view, { id }) => pictureSvg(view, id) });
  site.page(app, { ...picture, path: '/claims/:id/card.png', make: (view, { id }) => picturePng(view, id) });
  site.page(app, {
    ...picture,
    path: '/speakers/:id/card.png',
    make: (view, { id }) => speakerPicture(view, id),
  });
  site.page(app, { params: NOTHING, query: NOTHING, path: '/card.png', make: sitePicture });
  app.get(
    '/oembed',
    // Consumers of oEmbed send what their own settings are.
    { config: { access: 'public', anyParameters: true }, schema: { hide: true, querystring: oembedQuery } },
    async (request, reply) => {
      const view = await site.view(null);
      const { url, format = 'json' } = request.query;
      const found = claimAt(url, view.home);
      if (!found || format !== 'json') throw notFound(`card of ${url} as ${format}`);
      const language = LANGUAGES.find((one) => found.prefix === `/${one}`) ?? null;
      const card = await oembedOf(await site.view(language), found.id, found.prefix, request.query);
      return send(request, reply, presentValue(card));
    },
  );
};

/** Nothing in a file of the newsroom runs, even where it is opened by itself. */
const ASSET_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

const assetRoute = (app: App, { assets }: Site): void => {
  app.get(
    '/assets/:name',
    {
      config: { access: 'open' },
      schema: { hide: true, params: z.strictObject({ name: z.string().max(LIMITS.text_short) }) },
    },
    (request, reply) => {
      const asset = assets.files.get(request.params.name);
      if (!asset) throw notFound(request.params.name);
      reply.header('content-security-policy', ASSET_CSP);
      return send(request, reply, asset, { type: asset.type, kept: asset.kept });
    },
  );
};

const portraitRoute = (app: App, services: Services): void => {
  app.get(
    '/portraits/:name',
    {
      config: { access: 'public', session: true },
      schema: { hide: true, params: z.strictObject({ name: z.string().max(LIMITS.text_short) }) },
    },
    async (request, reply) => {
      const { name } = request.params;
      const body = await pictureAt(services, name);
      if (body === null) throw notFound(name);
      reply.header('content-security-policy', ASSET_CSP);
      return send(request, reply, { body, etag: etagOf(body) }, { type: 'image/jpeg', kept: true });
    },
  );
};
