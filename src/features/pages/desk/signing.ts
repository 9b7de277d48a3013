/**
 * GET, POST /desk/sign-in    also in the middle of something: what was typed when a session ended is sent after it
 * POST /desk/sign-out
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../../http/app.ts';
import type { Services } from '../../../http/services.ts';
import { endSession, formToken, sessionCookie, startSession, tokenIn } from '../../../http/sessions.ts';
import { refusedBy } from './form.ts';
import { goOn, signIn, waitingIn } from './sign-in.ts';
import { type DeskTools, hidden, sending, typedIn } from './tools.ts';

export const signing = (app: App, services: Services, desk: DeskTools): void => {
  const options = { config: sending, ...hidden(desk.fail) };
  const refuse = (request: FastifyRequest, reply: FastifyReply, json: unknown, status: number) => {
    const { title, detail } = refusedBy(json, []);
    return desk.show(
      request,
      reply,
      'Sign in',
      signIn({ title, detail }, waitingIn(typedIn(request))),
      status,
    );
  };
  app.get('/desk/sign-in', options, (request, reply) => desk.show(request, reply, 'Sign in', signIn(null)));
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
    return desk.show(request, reply, 'Signed in', goOn(waiting, formToken(token)));
  });
  app.post('/desk/sign-out', options, async (request, reply) => {
    const token = tokenIn(request.headers.cookie);
    if (token !== null) await endSession(services.database, token);
    return reply.header('set-cookie', sessionCookie(null, desk.home)).redirect('/desk/sign-in', 303);
  });
};
