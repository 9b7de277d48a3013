import { typeOf } from '../record/ids.ts';
import type { SubjectType } from '../record/record.ts';

/** Where each type of subject is served. */
export const PATHS: Record<SubjectType, string> = {
  claim: '/v1/claims',
  quote: '/v1/quotes',
  verdict: '/v1/verdicts',
  outcome: '/v1/outcomes',
  speaker: '/v1/speakers',
  source: '/v1/sources',
  scale: '/v1/rating-scales',
  anchor: '/v1/anchors',
};

const isSubject = (type: string): type is SubjectType => Object.hasOwn(PATHS, type);

/** The path of a thing by its id; '' for what is not served by one. */
export const pathOf = (id: string): string => {
  const type = typeOf(id);
  return isSubject(type) ? `${PATHS[type]}/${id}` : '';
};
