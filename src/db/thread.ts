/**
 * A thread that answers questions, one answer each: it starts at the first one, and ends when nobody has asked for a while,
 * so that a server at rest holds one heap alone.
 */
import { parentPort, type ResourceLimits, type Worker } from 'node:worker_threads';
import { LIMITS } from '../limits.ts';
import { codeOf } from './errors.ts';
import { startThread } from './worker.ts';

interface Posted<Question> {
  number: number;
  question: Question;
}
/** Threads hand over no errors with the codes that tell what they mean. */
interface Failure {
  message: string;
  code: string | undefined;
}
type Reply<Answer> = { number: number; answer: Answer } | { number: number; error: Failure };

const failureOf = (error: unknown): Failure => {
  const message = error instanceof Error ? error.message : String(error);
  return { message, code: codeOf(error) };
};

export interface Thread<Question, Answer> {
  /** The answer to a question; rejects where the thread fails. */
  ask(question: Question): Promise<Answer>;
  /** Questions that wait for an answer. */
  readonly waiting: number;
  /** Ends it, unless an answer is waited for; the next question starts it anew. */
  rest(): void;
  close(): Promise<void>;
}

/** For a thread that holds an index: with more room for what lives briefly, the process takes far more memory than is held. */
export const INDEX_HEAP: ResourceLimits = { maxYoungGenerationSizeMb: 8 };

/**
 * A thread that runs the module `file` with `data`, its heap within these limits. It keeps no process alive while nobody
 * waits for it. One that `remembers` what it was told before does not end by itself.
 */
export const createThread = <Question, Answer>(
  file: URL,
  data?: unknown,
  resourceLimits: ResourceLimits = {},
  remembers = false,
): Thread<Question, Answer> => {
  let thread: Worker | undefined;
  /** Resolves when those that were told to end have ended. */
  let ended: Promise<unknown> = Promise.resolve();
  let asked = 0;
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  /** What was asked in this turn of the event loop: it is posted at once, as waking the thread costs more than most questions. */
  let asking: Posted<Question>[] = [];

  const settle = (reply: Reply<Answer>): void => {
    const asker = waiting.get(reply.number);
    waiting.delete(reply.number);
    if (waiting.size === 0) {
      thread?.unref();
      idle?.refresh();
    }
    if ('error' in reply) {
      const { message, code } = reply.error;
      asker?.reject(Object.assign(new Error(message), code === undefined ? {} : { code }));
    } else asker?.resolve(reply.answer);
  };

  const end = (): void => {
    const ending = thread?.terminate();
    thread = undefined;
    if (ending) ended = Promise.all([ended, ending]);
  };
  const rest = (): void => {
    if (waiting.size === 0) end();
  };
  const idle = remembers ? undefined : setTimeout(rest, LIMITS.thread_idle_ms).unref();

  const start = (): Worker => {
    const worker = startThread(file, { workerData: data, resourceLimits });
    worker.on('message', settle);
    // What waits fails; the next question starts a new thread.
    worker.on('error', (error: Error) => {
      if (thread !== worker) return;
      thread = undefined;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
      asking = [];
    });
    return worker;
  };

  const post = (): void => {
    const posted = asking;
    asking = [];
    if (posted.length > 0) thread?.postMessage(posted);
  };

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        thread ??= start();
        asked += 1;
        waiting.set(asked, { resolve, reject });
        thread.ref();
        asking.push({ number: asked, question });
        if (asking.length === 1) setImmediate(post);
      }),
    get waiting() {
      return waiting.size;
    },
    rest,
    close: async () => {
      clearTimeout(idle);
      end();
      await ended;
    },
  };
};

/** In the thread: answers its questions in turn. */
export const answerQuestions = <Question, Answer>(answer: (question: Question) => Promise<Answer>): void => {
  let before = Promise.resolve();
  const reply = async ({ number, question }: Posted<Question>): Promise<Reply<Answer>> => {
    try {
      return { number, answer: await answer(question) };
    } catch (error) {
      return { number, error: failureOf(error) };
    }
  };
  parentPort?.on('message', (asked: Posted<Question>[]) => {
    for (const posted of asked) {
      before = before.then(async () => parentPort?.postMessage(await reply(posted)));
    }
  });
};
