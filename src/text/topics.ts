/** Topics are one whatever their case, accents and composition. */
import { sortKey } from './collation.ts';
import { fold } from './fold.ts';

/** What a topic is listed under: topics with the same are one. Sorts as the Unicode collation algorithm has it. */
export const topicKey = (topic: string): string => {
  const folded = fold(topic);
  return `${sortKey(folded)} ${folded}`;
};
