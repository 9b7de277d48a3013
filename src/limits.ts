/** Every limit by its name. Lengths are UTF-16 units unless the name says otherwise; docs/limits.md lists them. */
export const LIMITS = {
  body_bytes: 1_048_576,
  list_default: 20,
  list_max: 100,
  text_short: 200,
  text_medium: 1_000,
  text_long: 10_000,
  rationale: 50_000,
  source_text: 800_000,
  url: 2_000,
  aliases: 50,
  topics: 30,
  topic_length: 80,
  claimants: 50,
  quotes_per_claim: 100,
  sources_per_claim: 50,
  evidence: 50,
  ratings_per_scale: 30,
  labels_per_rating: 40,
  query_length: 300,
  search_phrases: 16,
  search_word_length: 64,
  /** Ranking looks at the newest so many matches; those beyond follow newest first. */
  search_ranked: 1_000,
  /** `count=estimate` counts no further than this. */
  count_estimate: 10_000,
  cursor_length: 1_000,
  idempotency_key_length: 200,
  idempotency_hours: 24,
  selector_context: 32,
  prepared_statements: 500,
  /** So many transitions of promises share one transaction, so that others can write in between. */
  transitions_per_change: 500,
  /** A calendar holds at most so many entries from today on, and as many before. */
  calendar_entries: 1_000,
  feed_items: 50,
} as const;
