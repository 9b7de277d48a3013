/** Every limit by its name. Lengths are UTF-16 units unless the name says otherwise; docs/limits.md lists them. */
export const LIMITS = {
  body_bytes: 1_048_576,
  /** Faults named in one answer: the first are enough to go on. */
  faults: 100,
  /** Of bodies sent without a key, held in memory at one moment; more are answered 503. */
  anonymous_bodies_bytes: 16_777_216,
  /** A request whose head, or the whole of which, has not come by then is answered 408. */
  headers_ms: 10_000,
  request_ms: 30_000,
  timeouts_checked_ms: 1_000,
  /** Requests to read (GET, HEAD) let in in one turn of the event loop; more are answered 503. */
  reads_a_turn: 100,
  /** Milliseconds after which these hear of it on average: each after half of it to half as much again. */
  turned_away_ms: 200,
  /** Changes under way at one moment; more are answered 503. */
  changes_in_flight: 256,
  /** One whose body is not there after so many milliseconds keeps none of these places. */
  late_body_ms: 1_000,
  /** An event loop later than this on average has no time for more requests. */
  event_loop_delay_ms: 1_000,
  event_loop_measured_ms: 1_000,
  /** A database that has not answered `/health/ready` by then does not. */
  ready_ms: 4_000,
  /** SQLite: an error that nobody foresaw has the whole file read for damage, no more often than this, */
  examination_pause_ms: 60_000,
  /** and its request waits for the outcome no longer than this. */
  examination_wait_ms: 5_000,
  /** PostgreSQL: in which a connection is there, and a statement answered; together less than five seconds. */
  database_connect_ms: 1_500,
  database_query_ms: 3_000,
  /** SQLite: how long a change waits for a lock that another process holds; then it is answered 503. */
  lock_wait_ms: 5_000,
  /** The same of a command that works beside a server, for a lock or a statement: nobody waits for its answer. */
  command_wait_ms: 600_000,
  /** Connections beyond are closed at once. */
  connections: 5_000,
  /** Connections that wait to be taken on: one for which there is no room is tried again by its client after a second. */
  connections_waiting: 4_096,
  /** Wrong keys from one address in a minute; then its keys are answered 429. */
  wrong_keys: 20,
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
  /** Of what `POST /v1/deadlines/parse` reads; a deadline’s own phrase has `text_short`. */
  deadline_phrase: 2_000,
  deadlines_per_claim: 50,
  clarifications_per_promise: 50,
  anchors: 2_000,
  anchor_phrases: 30,
  topic_length: 80,
  claimants: 50,
  same_as: 20,
  related: 50,
  /** Of one speaker or one thing that a promise is about. */
  external_ids: 30,
  roles: 50,
  about: 20,
  /** Where in a recording words stand: 100 hours. */
  media_seconds: 360_000,
  quotes_per_claim: 100,
  sources_per_claim: 50,
  evidence: 50,
  /** Verdicts of one claim, and as many outcomes. */
  findings_per_claim: 1_000,
  /** Corrections in the document of a claim, the newest: `GET /v1/corrections` has all. */
  corrections_shown: 1_000,
  /** Versions on the page of a thing’s history, the newest; and changes of each. */
  versions_shown: 50,
  changes_shown: 200,
  /** Words that may differ between two texts side by side; where more do, both stand whole. */
  word_edits_shown: 2_000,
  /** Topics on the page of topics, the commonest. */
  topics_shown: 500,
  /** How long somebody stays signed in at the desk: a working day. */
  session_ms: 43_200_000,
  /** Of a form of the desk: a source's text, each of whose letters may take six bytes. */
  form_bytes: 6_291_456,
  /** Pages that are kept ready; the one that was asked for longest ago leaves. */
  pages_kept: 500,
  /** Public answers that are kept in memory, and the longest of them. */
  kept_answers: 50_000,
  kept_answer_bytes: 262_144,
  /** Bytes of all of them where no setting says so: of a small record, and at most. */
  kept_bytes_small: 33_554_432,
  kept_bytes_large: 134_217_728,
  left_answers: 1_000,
  /** New versions, after more of which no kept answer is used; after fewer, those that show none of them are. */
  changes_told_apart: 100,
  /** An answer of fewer bytes fits into one packet as it is. */
  compressed_bytes: 1_024,
  /** Milliseconds in which PostgreSQL says which state it is in; after that nothing kept is used. */
  state_asked_ms: 300,
  /** Servers that follow the one that is written to. */
  replicas: 8,
  /** For so long a process goes by that state; with several, a change is acknowledged as much later than it is committed. */
  state_kept_ms: 5,
  /** More than any two versions can differ in. */
  differences: 100_000,
  ratings_per_scale: 30,
  labels_per_rating: 40,
  query_length: 5_000,
  /** Words and phrases of a query that must all occur; of a longer one, most. */
  search_terms: 32,
  /** Words of a long query, the longest, of which the record is asked how rare they are. */
  search_terms_weighed: 64,
  /** Words of a long query, the rarest, by which is searched. */
  search_terms_rarest: 16,
  slug_length: 80,
  search_word_length: 64,
  /** Words whose spellings are remembered, and as many whose stems are. */
  words_kept: 20_000,
  /** Words whose vectors are remembered: a kilobyte each. */
  vectors_kept: 2_000,
  /** Matches that are ranked, the newest: those of a common word cost no more. The others follow newest first. */
  search_ranked: 1_000,
  /** `GET /v1/search` looks at so many of the newest texts that have the words, where no filter narrows them. */
  search_scanned: 20_000,
  /** The same for suggestions while somebody types, and how many of each type are ranked. */
  suggest_scanned: 1_000,
  suggest_ranked: 50,
  /** Hits that `offset` reaches. */
  search_offset: 900,
  /** Words that a beginning is completed to, and words near to one that nobody wrote. */
  search_completions: 16,
  search_near: 4,
  /** Of a hit’s text, as it is shown. */
  snippet_length: 240,
  /** Values of one facet, the commonest. */
  facet_values: 30,
  /** Things whose facets are counted one by one; of more, about so many are drawn and the counts are estimates. */
  facets_counted: 4_000,
  /** Of a list as many entries are drawn, at most; how many of them are in it says how many to draw. */
  facets_drawn: 50_000,
  /** Of a search so many texts are counted, at most, to know of how many to draw. */
  facets_measured: 1_000_000,
  /** Estimates are drawn anew when the log has grown by one in so many of what they are of. */
  facets_drift: 200,
  /** Lists whose counts are kept. */
  facets_kept: 500,
  /** A search sorted by something else reads all its matches when there are fewer than this. */
  search_sorted: 5_000,
  /** `count=estimate` counts no further than this. */
  count_estimate: 10_000,
  /** Values of one filter, any of which will do: each is a walk of its own through an index. */
  filter_values: 20,
  /** Names that are compared with one that there is not, and how long they are remembered for that. */
  names_compared: 5_000,
  names_compared_ms: 60_000,
  /** Topics that are known to be in use. */
  topics_known: 10_000,
  cursor_length: 1_000,
  /** Letters of a name that it is sorted by: what indexes hold stays short. */
  sort_name_length: 80,
  /** Of such a key, in ASCII signs: the letters, and as far as they fit accents and case. */
  sort_key_length: 550,
  cursor_key_length: 600,
  /** Of what an entry is found by, in ASCII signs: PostgreSQL indexes 1 MiB of words. */
  search_body_length: 250_000,
  /** Bytes of a request’s head: a query of `query_length` in any script, percent-encoded, and as much again. */
  header_bytes: 98_304,
  /** A longer address of a next page stands in the body only: clients take no longer heads. */
  link_length: 8_000,
  /** Of what is there already. */
  duplicates_shown: 20,
  idempotency_key_length: 200,
  idempotency_hours: 24,
  selector_context: 32,
  /** Between the ellipses and the editor's brackets of one quote. */
  quote_pieces: 50,
  /** Of one quote; the first are enough to look. */
  fidelity_warnings: 20,
  /** Of a source, the oldest first, in one answer of `POST /v1/sources/{id}/verify`. */
  quotes_verified: 500,
  /** Of the words that a warning shows. */
  fidelity_warning_words: 200,
  /** Entries of the log in one answer. */
  log_entries_max: 1_000,
  /** Witnesses whose cosignatures are taken; readers of signed notes take 16 signatures at least. */
  witnesses: 15,
  /** Of a checkpoint with its signatures. */
  checkpoint_length: 10_000,
  /** Callers whose requests are counted one by one; those beyond share a count. */
  rate_callers: 100_000,
  prepared_statements: 500,
  /** Transitions of promises in one transaction: others can write before the next. */
  transitions_per_change: 500,
  /** Things that one change has rendered again because they show what it changed; of more, a thread writes them (SQLite). */
  written_at_once: 200,
  /** Entries whose words are made anew in one transaction: others can write before the next. */
  refolded_per_change: 200,
  /** Entries of a calendar from today on, and as many before: programs load all of it. */
  calendar_entries: 1_000,
  feed_items: 50,
  /** A feed that is chosen by what its index does not hold looks at so many at most. */
  feed_looked: 500,
  /** Claims or quotes that one tool of `/mcp` answers with at most. */
  mcp_results: 20,
  /** Streams that clients of `/mcp` may hold open at one time. */
  mcp_subscriptions: 100,
  /** Words of a quote by which the quotes on record are looked for: the first are enough to find it. */
  mcp_quote_words: 12,
  /** Queries or ids in one request to `/reconcile`, and candidates for one query where it names no number. */
  reconcile_batch: 100,
  reconcile_candidates: 5,
  /** Seconds that `GET /v1/changes` waits at most, and how many may wait. */
  changes_wait_s: 30,
  changes_waiting: 1_000,
  /** Versions of the log that a feed of everything reads at a time: their documents are held in memory. */
  feed_stretch: 128,
  /** Levels of a document in which ClaimReviews are looked for: text that nests deeper is hostile. */
  claimreview_depth: 12,
  /** What is read of one text of a ClaimReview, before it is cut to what the record holds. */
  claimreview_text: 100_000,
  /** What is kept of a ClaimReview besides, in the lengths of its texts and names. */
  claimreview_kept: 100_000,
  /** The same, as JSON. */
  claimreview_markup: 800_000,
  /** Of one ClaimReview in a file, and of a page or a document that is read whole. */
  claimreview_bytes: 33_554_432,
  /** Reviews that are held until those of one publisher are brought in together. */
  claimreview_batch: 1_000,
  /** Claims that one page of the Fact Check Tools API looks at; also its largest offset. */
  factcheck_looked: 1_000,
  /** ClaimReviews in one list that is to be checked. */
  claimreviews_validated: 1_000,
  /** Of a whole calendar or feed. */
  text_document: 20_000_000,
  /** Claims that are one by what people confirmed: so many are counted, and so many named. */
  claims_said: 1_000,
  claims_said_shown: 100,
  /** New claims, of those that are written at the same time, for which likely duplicates are looked for. */
  duplicates_at_once: 4,
  /** Milliseconds in which likely duplicates of a new claim must be found; later ones are left out. A thread takes half a second to start. */
  duplicates_ms: 2_000,
  /** Claims in one answer to “has this been checked?” */
  matches_max: 20,
  matches_default: 5,
  /** Of a statement to look for. */
  statement: 10_000,
  /** Of a transcript or an article to look through, in UTF-16 units; its request may have twice as many bytes. */
  batch_text: 1_048_576,
  batch_bytes: 2_097_152,
  /** Claims named for one sentence of it. */
  batch_matches: 3,
  /** A thread that nobody has asked anything for so long ends. */
  thread_idle_ms: 900_000,
  /** An index is kept for the next start when so many public versions came, and one in so many. */
  index_kept_from: 2_000,
  index_kept_part: 20,
  /** Of the line that a kept index begins with. */
  index_header_bytes: 65_536,
  /** Milliseconds in which the embeddings API must answer; how long it is left alone where it did not. */
  embeddings_ms: 1_500,
  embeddings_rest_ms: 60_000,
  /** Numbers in one vector of it, and texts whose vectors are remembered. */
  embeddings_length: 4_096,
  embeddings_known: 2_000,
  /** The newest public claims, so many of which are matched: each takes 1.5 kB of memory. */
  matched_claims: 2_000_000,
  /** Questions that wait for the thread that matches; those beyond are refused for the moment. */
  matching_waiting: 256,
  /** Jobs that one process does at the same time. */
  jobs_at_once: 32,
  /** At a stop, what other servers have not answered by then is cut off. */
  jobs_stop_ms: 3_000,
  /** What the first answers do not need begins so long after the server listens. */
  after_start_ms: 1_000,
  /** Of an answer that is asked for, decompressed, where nothing else is said. */
  outgoing_bytes: 8_388_608,
  outgoing_head_bytes: 16_384,
  outgoing_ms: 20_000,
  outgoing_redirects: 3,
  /** Connections to one host at the same time. */
  outgoing_per_host: 8,
  /** Hosts whose robots.txt and whose wish to wait are remembered. */
  outgoing_hosts_known: 500,
  /** Entries of `ONRECORD_OUTGOING_ALLOWED`. */
  outgoing_allowed: 100,
  /** Of a robots.txt: what follows is not read (RFC 9309). */
  robots_bytes: 512_000,
  robots_ms: 3_600_000,
  /** Nobody is waited for longer than this. */
  retry_after_ms: 86_400_000,
  webhooks: 100,
  /** Types, speakers, topics or claims that one webhook is limited to. */
  webhook_filters: 100,
  /** Secrets that sign at the same time, and for how long a former one does. */
  webhook_keys: 5,
  webhook_overlap_hours: 24,
  /** After so long without one success a webhook is disabled: a week. */
  webhook_failing_ms: 604_800_000,
  /** Messages to one endpoint under way at the same time. */
  deliveries_at_once: 4,
  /** In which an endpoint must have answered. */
  delivery_ms: 15_000,
  /** What is kept of its answer. */
  delivery_answer_bytes: 4_096,
  deliveries_days: 30,
  /** Old deliveries that are removed in one transaction. */
  deliveries_forgotten: 1_000,
  deliveries_replayed: 10_000,
  /** Of a claim’s text, and as much of what is said of it, in a message to a chat. */
  chat_text: 600,
  /** Readers of `/v1/stream` at one time, and what may wait for one of them. */
  stream_readers: 2_000,
  stream_waiting_bytes: 1_048_576,
  /** Who has taken nothing of what it missed for so long is cut off. */
  stream_stalled_ms: 30_000,
  watches_per_claim: 20,
  /** Names, words, identifiers of one watch. */
  watch_names: 50,
  /** Looks under way at the same time. */
  watches_at_once: 4,
  watch_ms: 60_000,
  /** Of a published list: OFAC’s has some 30 million. */
  watch_list_bytes: 134_217_728,
  /** What is longer is read in a thread of its own. */
  watch_read_at_once_bytes: 524_288,
  /** Of what was read when something was seen, compressed: OFAC’s list takes some 3 million. */
  watch_reading_bytes: 8_388_608,
  /** Values that a JSONPath finds. */
  watch_values: 1_000,
  /** Of the text of a page that is compared. */
  watch_page_text: 200_000,
  watch_diff_ms: 500,
  /** Entries of a feed that are known again. */
  watch_feed_known: 1_000,
  /** Of what shows a hit, and of what was read before and after that is kept. */
  watch_excerpt: 900,
  watch_kept: 20_000,
  /** Hits of one look that are proposed; of more, the first. */
  watch_hits: 20,
  /** Lines of the ledger that are looked through for evidence in one transaction. */
  evidence_lines: 200,
  /** Findings that are named as resting on one address, the newest. */
  evidence_used_in: 50,
  /** Of a page that evidence rests on: its title stands at its beginning. */
  evidence_bytes: 262_144,
  evidence_days: 30,
  /** Of the picture of a speaker, and its width times its height: drawing it takes four bytes for each. */
  portrait_bytes: 8_388_608,
  portrait_pixels: 25_000_000,
  /** Followers that are put in line for a mail in one transaction. */
  followers_in_line: 200,
  mails_at_once: 4,
  mail_ms: 120_000,
  /** Of one mail, the newest; it says how many are left out. */
  mail_items: 50,
  /** Who has not said yes by then is forgotten. */
  unconfirmed_hours: 48,
  /** Questions that are sent within an hour, and what one address may follow. */
  follows_an_hour: 200,
  follows_per_address: 20,
  /** Names in `fields`. */
  fields_length: 2_000,
  /** Spreadsheets that are written at one moment; more are answered 503. */
  sheets_open: 16,
  /** Rows of a spreadsheet that are written at a time, and read, but for a list that is long to find: of that more. */
  sheet_slice: 64,
  sheet_slice_max: 8_192,
  /** A reader of a spreadsheet who takes nothing for so long is left. */
  sheet_stalled_ms: 60_000,
  /** Lines of an export that are read and written at a time, and what one may have. */
  exchange_lines: 256,
  exchange_line_bytes: 33_554_432,
  import_file_bytes: 268_435_456,
  /** The same of one that is read whole: a bundle, and a list in JSON. */
  import_whole_bytes: 67_108_864,
  /** Bytes of such a file that are written down at a time, and of a mapping that comes with it. */
  import_part_bytes: 1_048_576,
  import_mapping_bytes: 1_048_576,
  /** Of one row of a table: a longer one is a fault. */
  import_row_bytes: 4_194_304,
  /** Imports that wait or run; more are answered 429. */
  imports_waiting: 10,
  /** Milliseconds after which an import whose process ended is gone on with by another. */
  import_lease_ms: 20_000,
  /** Of one answer of another Onrecord that is mirrored, and milliseconds in which it must have come. */
  pull_answer_bytes: 67_108_864,
  pull_ms: 60_000,
  /** Entries of its log that are taken over before that is written down. */
  pull_batch: 1_000,
  /** Words of a table that a report names. */
  import_words: 50,
  import_rows: 200_000,
  import_columns: 1_000,
} as const;
