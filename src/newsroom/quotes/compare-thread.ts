/** The thread that compares long texts, so that no other request waits for one. */
import { parentPort } from 'node:worker_threads';
import { type Comparison, compareNow, type Outcome } from './compare.ts';

const answer = ({ number, ...comparison }: Comparison): Outcome => {
  try {
    return { number, compared: compareNow(comparison) };
  } catch (error) {
    return { number, error: error instanceof Error ? error.message : String(error) };
  }
};

parentPort?.on('message', (question: Comparison) => parentPort?.postMessage(answer(question)));
