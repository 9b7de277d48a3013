/** What cannot be, whoever says so: that something was said, found or done on a day that is still to come. */
import { firstDay, isAfter } from '../record/days.ts';
import { unprocessable } from '../record/refusal.ts';

/**
 * Throws where a day lies after `today` (in the newsroom's timezone) for certain; `before` is how it stood, which
 * nobody need mend along with something else. `at` is the place of the members in what was written.
 */
export const requirePast = <Members extends Record<string, string | null>>(
  today: string,
  members: Members,
  before: { [Name in keyof Members]?: unknown } | null = null,
  at = '',
): void => {
  for (const [name, day] of Object.entries(members)) {
    if (day === null || day === before?.[name] || firstDay(day) <= today) continue;
    throw unprocessable(`${at}/${name}`, `${day} is still to come: today is ${today}`);
  }
};

/** Throws where a day lies before `earlier` for certain. `detail` says what that means. */
export const requireNotBefore = (
  place: string,
  day: string | null,
  earlier: string | null,
  detail: string,
): void => {
  if (day === null || earlier === null || !isAfter(earlier, day)) return;
  throw unprocessable(place, `${day} is before ${earlier}${detail}`);
};
