/** The thread that reads one long answer. */
import { answerQuestions } from '../../db/thread.ts';
import { LookFailure } from './kind.ts';
import { type ReadAnswer, type ReadQuestion, readHere } from './read.ts';

answerQuestions<ReadQuestion, ReadAnswer>(async ({ watch, answer }) => {
  const { buffer, byteOffset, byteLength } = answer.body;
  try {
    return await readHere(watch, { ...answer, body: Buffer.from(buffer, byteOffset, byteLength) });
  } catch (error) {
    if (error instanceof LookFailure) return { failure: error.message };
    throw error;
  }
});
