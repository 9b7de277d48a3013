/**
 * Turning requests away early, so that those that are let in are answered in time. What is read in one turn of the
 * event loop is answered at its end, so whoever comes when a turn is full would make all others wait; and changes
 * wait for each other's commits. A loop that is late for another reason is seen by under-pressure.
 *
 * Who is turned away hears of it after a moment: most of a crowd asks again as soon as it is answered, and would take
 * the time of those that are let in. Each hears of it at a moment of its own, as those who are answered together come
 * back together.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { LIMITS } from '../limits.ts';
import { BARE_HEADERS, PROBLEM_TYPE, problemBody } from './errors.ts';
import type { Counts } from './metrics.ts';
import { Problem } from './problems.ts';
import type { Services } from './services.ts';

const BUSY = new Problem('unavailable', 'The server is busy; try again.');

/** Looks at a request before all listeners that there are: what is registered later comes first. */
export const limitLoad = async (
  app: FastifyInstance,
  services: Services,
  counts: Counts | undefined,
): Promise<void> => {
  const refused = counts?.turned_away;
  await app.register(underPressure, {
    maxEventLoopDelay: LIMITS.event_loop_delay_ms,
    sampleInterval: LIMITS.event_loop_measured_ms,
    // It only measures: a request is turned away below, before anything is done for it.
    pressureHandler: () => undefined,
  });
  // The delay is a mean since the last measure, and the first ones are of the start itself.
  let measured = false;
  app.addHook('onListen', (done) => {
    setTimeout(() => {
      measured = true;
    }, 2 * LIMITS.event_loop_measured_ms).unref();
    done();
  });
  const { server } = app;
  const listeners = server.listeners('request');
  server.removeAllListeners('request');

  let reads = 0;
  let changes = 0;
  const isFull = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (measured && app.isUnderPressure()) return true;
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (reads === 0) {
        setImmediate(() => {
          reads = 0;
        });
      }
      reads += 1;
      return reads > LIMITS.reads_a_turn;
    }
    // What has a body is answered once all of it is there, in a later turn than those who only begin to send one.
    if (changes >= LIMITS.changes_in_flight) return true;
    changes += 1;
    let has_place = true;
    const leave = (): void => {
      if (has_place) changes -= 1;
      has_place = false;
    };
    const late = setTimeout(() => {
      if (!request.complete) leave();
    }, LIMITS.late_body_ms).unref();
    response.once('close', () => {
      clearTimeout(late);
      leave();
    });
    return false;
  };

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== '/health/live' && isFull(request, response)) {
      refused?.inc();
      const wait_ms = LIMITS.turned_away_ms * (0.5 + Math.random());
      setTimeout(turnAway, wait_ms, services, request, response);
    } else for (const listener of listeners) listener.call(server, request, response);
  });
};

/** Answers before anything was looked at, by the shortest way. */
const turnAway = (services: Services, request: IncomingMessage, response: ServerResponse): void => {
  const body = problemBody(services, BUSY, request.url ?? '');
  response.writeHead(503, {
    'content-type': PROBLEM_TYPE,
    'content-length': Buffer.byteLength(body),
    ...BARE_HEADERS,
    'retry-after': '1',
  });
  response.end(body);
};
