/** Manners of looks that nobody asked us for: what robots.txt allows (RFC 9309), and waiting where we were told to. */
import robotsParser from 'robots-parser';
import { LIMITS } from '../limits.ts';
import { type OutgoingAnswer, OutgoingError, type OutgoingRequest } from './types.ts';

type Ask = (url: string, request: OutgoingRequest) => Promise<OutgoingAnswer>;

interface Rules {
  read_at: number;
  isAllowed(url: string): boolean;
}

const NONE = () => true;
const ALL = () => false;

/** The newest of what is remembered; the oldest is forgotten. */
const remember = <T>(memory: Map<string, T>, origin: string, value: T): void => {
  memory.delete(origin);
  memory.set(origin, value);
  const [oldest] = memory.keys();
  if (memory.size > LIMITS.outgoing_hosts_known && oldest !== undefined) memory.delete(oldest);
};

export const createManners = (user_agent: string, now: () => number, ask: Ask) => {
  const rules = new Map<string, Rules>();
  const until = new Map<string, number>();

  /** What is not there forbids nothing; what cannot be read forbids all (RFC 9309 section 2.3.1). */
  const readRules = async (origin: string): Promise<Rules['isAllowed']> => {
    const url = `${origin}/robots.txt`;
    const answer = await ask(url, { max_bytes: LIMITS.robots_bytes, cut: true, redirects: 5 }).catch(
      (error: unknown) => {
        if (error instanceof OutgoingError && error.reason === 'forbidden_address') throw error;
        return undefined;
      },
    );
    if (answer === undefined || answer.status >= 500) return ALL;
    if (answer.status !== 200) return NONE;
    const robots = robotsParser(url, answer.body.toString());
    return (asked) => robots.isAllowed(asked, user_agent) ?? true;
  };

  return {
    /** Throws where this may not be asked, or not now. */
    check: async (url: URL): Promise<void> => {
      const { origin } = url;
      const wait_ms = (until.get(origin) ?? 0) - now();
      if (wait_ms > 0) throw new OutgoingError('wait', `${url.host} asked to wait.`, wait_ms);
      let known = rules.get(origin);
      if (!known || now() - known.read_at > LIMITS.robots_ms) {
        known = { read_at: now(), isAllowed: await readRules(origin) };
        remember(rules, origin, known);
      }
      if (!known.isAllowed(url.href)) {
        throw new OutgoingError('robots', `The robots.txt of ${url.host} does not allow it.`);
      }
    },
    /** Remembers what an answer asks for. */
    heed: (url: URL, { status, retry_after_ms }: OutgoingAnswer): void => {
      if (retry_after_ms === null || (status !== 429 && status !== 503)) return;
      remember(until, url.origin, now() + Math.min(retry_after_ms, LIMITS.retry_after_ms));
    },
  };
};
