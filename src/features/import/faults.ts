/** What the rules of the record refuse of a bundle, each with its place there. */
import { Refusal } from '../../record/refusal.ts';

export type Place = (string | number)[];

/** A fault, and its place in the bundle. */
export interface ImportFault {
  path: Place;
  detail: string;
}

/** Where in an entry of a bundle a rule stands in the way. */
class RefusedAt extends Error {
  readonly place: Place;
  readonly refusal: Refusal;
  constructor(place: Place, refusal: Refusal) {
    super(refusal.message);
    this.place = place;
    this.refusal = refusal;
  }
}

/** Runs `work` on a part of an entry; what is refused there has this place. */
export const at = <T>(place: Place, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw new RefusedAt(place, error);
    throw error;
  }
};

/** What is refused of an entry at this place by `work`; none where it goes through. */
export const refusedOf = (place: Place, work: () => unknown): ImportFault[] => {
  try {
    at([], work);
    return [];
  } catch (error) {
    if (!(error instanceof RefusedAt)) throw error;
    return faultsAt([...place, ...error.place], error.refusal);
  }
};

const faultsAt = (place: Place, { message, members }: Refusal): ImportFault[] => {
  const errors = members.errors ?? [{ pointer: '', detail: message }];
  return errors.map(({ pointer = '', detail }) => ({
    path: [...place, ...pointer.split('/').slice(1).map(partOf)],
    detail,
  }));
};

const partOf = (part: string): string | number => (/^\d+$/.test(part) ? Number(part) : part);
