import { unreadable } from './errors.ts';

/** A stored value, which was JSON when it was written. Throws what says that the database is damaged where it is none. */
export const readJson = (value: unknown): unknown => {
  try {
    return JSON.parse(String(value));
  } catch (error) {
    throw unreadable(error);
  }
};

/** An instant as text (RFC 3339, UTC, to the millisecond); '' for 0. */
export const instantText = (ms: number): string => (ms === 0 ? '' : new Date(ms).toISOString());
