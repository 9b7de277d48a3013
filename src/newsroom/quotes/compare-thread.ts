/** The thread that compares long texts, so that no other request waits for one. */
import { answerQuestions } from '../../db/thread.ts';
import { type Compared, type Comparison, compareNow } from './compare.ts';

answerQuestions<Comparison, Compared[]>(async (comparison) => compareNow(comparison));
