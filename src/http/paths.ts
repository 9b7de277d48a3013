import { typeOf } from '../record/ids.ts';
import { type Subject, subjectFor } from '../record/subject.ts';

/** The path of a thing by its id; '' for what is not served by one. */
export const pathOf = (subjects: readonly Subject[], id: string): string => {
  const subject = subjectFor(subjects, typeOf(id));
  return subject ? `${subject.path}/${id}` : '';
};
