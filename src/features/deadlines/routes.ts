/**
 * POST /v1/deadlines/parse    what a phrase means in days; changes nothing
 */
import type { Routes } from '../../http/app.ts';
import { presentValue } from '../../http/answers.ts';
import { unprocessable } from '../../record/refusal.ts';
import { json } from '../../http/routes.ts';
import { createCalendar } from '../../record/clock.ts';
import { supportedLanguages } from '../../deadlines/index.ts';
import { allAnchors } from '../../newsroom/anchors/anchor.ts';
import { readDeadline } from '../../newsroom/promises/reading.ts';
import { deadlinePhrase, deadlineReading } from '../../newsroom/promises/reading-shape.ts';

export const deadlineRoutes: Routes = (app, services) => {
  app.post(
    '/v1/deadlines/parse',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Deadlines'],
        operationId: 'parseDeadline',
        summary: 'Read a deadline out of words',
        description:
          'A suggestion with its explanation; changes nothing. A vague phrase never gets a window. The conventions are in docs/deadlines.md.',
        body: deadlinePhrase,
        response: { 200: json('What the words mean in days', deadlineReading) },
      },
    },
    async (request, reply) => {
      const { phrase, timezone, language } = request.body;
      requireLanguage(language);
      const now = services.clock.now();
      const today = timezone === undefined ? services.today(now) : createCalendar(timezone)(now);
      const said = { reference_date: request.body.reference_date ?? today, language };
      const { event, anchor, ...reading } = readDeadline(
        await allAnchors(services.database.read),
        phrase,
        said,
      );
      const { body } = presentValue({
        phrase,
        reference_date: said.reference_date,
        ...reading,
        anchor: anchor && {
          ...anchor,
          event: event && { id: event.id, key: event.key, title: event.title, date: event.date },
        },
      });
      return reply.type('application/json; charset=utf-8').header('cache-control', 'no-store').send(body);
    },
  );
};

const requireLanguage = (tag: string): void => {
  const [primary] = tag.toLowerCase().split('-');
  if (supportedLanguages.some(({ code }) => code === primary)) return;
  const known = supportedLanguages.map(({ code, title }) => `${code} (${title})`).join(', ');
  throw unprocessable('/language', `deadlines are read in ${known}; not in ${tag}`);
};
