/** By what an entry of a bundle is known again, whatever members bundles have come to have since. */
import { sha256 } from '../../record/sha256.ts';

const isUnset = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** A JSON value without what says nothing, its members in the order of their names. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => !isUnset(member))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, canonical(member)]),
  );
};

/**
 * Every member that an entry could have when hashes were taken of entries as they were parsed, each with its
 * defaults. What is known by such a hash stays known.
 */
const FIRST_MEMBERS = new Set(
  `accessed_on action aliases amount anchor archived_url as_of author claimants condition convention_note criteria
  date deadline decided_on description end evidence exact excerpt fidelity first_said_on form hedged key kind labels
  language methodology_url name note occurred_on became_known_on offset order outcomes phrase phrases prefix progress
  promise publication published_on publisher quotes rating rating_scale ratings rationale reason reference_date
  relation result review_on said_from said_on searched selectors slug source sources speaker speaker_role stance start
  status suffix summary testability text text_length text_sha256 title topics type unit url value venue verdicts
  version what wikidata_id window_end window_start`.split(/\s+/),
);

/** An entry as it was parsed before there were later members. */
const asFirstParsed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asFirstParsed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => FIRST_MEMBERS.has(name) || !isUnset(member))
      .map(([name, member]) => [name, asFirstParsed(member)]),
  );
};

/** A name that comes before all others in an object, whatever their order. */
const NUMBERED = /^\d/;

/** The text of such a value, put together without making it first. */
const canonicalText = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  const members = Object.entries(value).filter(([, member]) => !isUnset(member));
  if (members.some(([name]) => NUMBERED.test(name))) return JSON.stringify(canonical(value));
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`).join(',')}}`;
};

/** The hash by which an entry is known again. */
export const hashOf = (entry: object): string => sha256(canonicalText(entry));

/** Whether an entry is the one of this hash, or of that of the first release. */
export const isKnownBy = (entry: object, hash: string): boolean =>
  hashOf(entry) === hash || sha256(JSON.stringify(asFirstParsed(entry))) === hash;
