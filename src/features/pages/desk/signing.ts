/**
 * GET, POST /desk/sign-in    also in the middle of something: what was typed when a session ended is sent after it
 * POST /desk/sign-out
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../../http/app.ts';
import type { Services } from '../../../http/services.ts';
import { endSession, formToken, sessionCookie, startSession, tokenIn } from '../../../http/sessions.ts';
import type { Words } from '../words.ts';
import { refusedBy } from './form.ts';
import { goOn, signIn, waitingIn } from './sign-in.ts';
import { type DeskTools, hidden, sending, typedIn } from './tools.ts';

export const signing = (app: App, services: Services, desk: DeskTools): void => {
  const options = { config: sending, ...hidden(desk.fail) };
  const wordsFor = async (request: FastifyRequest): Promise<Words> => (await desk.of(request)).view.words;
  const refuse = async (request: FastifyRequest, reply: FastifyReply, json: unknown, status: number) => {
    const { title, detail } = refusedBy(json, []);
    const words = await wordsFor(request);
    const page = signIn(words, { title, detail }, waitingIn(typedIn(request)));
    return desk.show(request, reply, words.t('desk.sign_in'), page, status);
  };
  app.get('/desk/sign-in', options, async (request, reply) => {
    const words = await wordsFor(request);
    return desk.show(request, reply, words.t('desk.sign_in'), signIn(words, null));
  });
  app.post('/desk/sign-in', options, async (request, reply) => {
    const typed = typedIn(request);
    const secret = (typed.key ?? '').trim();
    // Asked as any client would be, so that guessing is as slow here as there.
    const asked = await app.inject({
      method: 'GET',
      url: '/v1/review?limit=1',
      headers: { authorization: `Bearer ${secret || 'none'}` },
      remoteAddress: request.ip,
    });
    if (asked.statusCode !== 200) return refuse(request, reply, JSON.parse(asked.body), asked.statusCode);
    const token = await startSession(services.database, secret, services.clock.now());
    if (token === null) return reply.redirect('/desk/sign-in', 303);
    reply.header('set-cookie', sessionCookie(token, desk.home));
    const waiting = waitingIn(typed);
    if (waiting === null) return reply.redirect('/desk', 303);
    const words = await wordsFor(request);
    const page = goOn(waiting, formToken(token), words);
    return desk.show(request, reply, words.t('desk.signed_in_again'), page);
  });
  app.post('/desk/sign-out', options, async (request, reply) => {
    const token = tokenIn(request.headers.cookie);
    if (token !== null) await endSession(services.database, token);
    return reply.header('set-cookie', sessionCookie(null, desk.home)).redirect('/desk/sign-in', 303);
  });
};
