/**
 * The examples of the API description: requests, in order, that `npm run openapi` makes of a server
 * with the worked example in it. Their answers are real and go into `openapi.yaml`.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Connection } from '../db/types.ts';
import { watches, watchReadings } from '../features/watches/tables.ts';
import type { Description, Exchange, Json } from '../http/describe.ts';
import { PROBLEMS, type ProblemName } from '../http/problems.ts';
import type { Role } from '../http/tables.ts';
import { uuidFromKey } from '../record/ids.ts';

interface ExampleRequest {
  operationId: string;
  summary: string;
  /** The path with its query. `{claim}` stands for the id of an earlier answer that was kept as `claim`. */
  url: string;
  as?: Exclude<Role, 'sheets'>;
  body?: Json;
  headers?: Record<string, string>;
  /** The name under which the id of the answer is kept. */
  keep?: string;
  /** The problem that it must run into. */
  problem?: ProblemName;
}

const EVIDENCE = {
  url: 'https://home.treasury.gov/news/press-releases/sb0290',
  title: 'Treasury Sanctions Major Russian Oil Companies, Calls on Moscow to Immediately Agree to Ceasefire',
  publisher: 'U.S. Department of the Treasury',
  stance: 'supports',
};

const READ = '36,ROSNEFT TRADING S.A.,entity,VENEZUELA-EO13850\n';
const READING = {
  sha256: createHash('sha256').update(READ).digest('hex'),
  media_type: 'text/csv',
  read_at: '2025-08-15T12:00:00.000Z',
  body: gzipSync(READ).toString('base64'),
};

/** Keeps something that every watch has read: no example looks at anything. */
export const addReading = async (tx: Connection): Promise<void> => {
  for (const { id } of await tx.select({ id: watches.id }).from(watches)) {
    await tx.insert(watchReadings).values({ ...READING, watch_id: id });
  }
};

const MARKUP_PAGE = {
  pageUrl: 'https://example.org/checks/moon',
  publishDate: '2025-09-01',
  claimReviewAuthor: { name: 'Example Checks' },
  claimReviewMarkups: [
    {
      claimReviewed: 'The Moon is made of cheese.',
      rating: { textualRating: 'False', ratingValue: 1, bestRating: 5, worstRating: 1 },
    },
  ],
};
const MARKUP_NAME = `pages/${uuidFromKey('onrecord/markup-page', MARKUP_PAGE.pageUrl)}`;

const SCALE = {
  key: 'checked',
  title: 'Two-step scale',
  ratings: [
    { key: 'wrong', labels: { en: 'Wrong' }, order: 1, value: 0, description: 'The evidence refutes it.' },
    { key: 'right', labels: { en: 'Right' }, order: 2, value: 1, description: 'The evidence bears it out.' },
  ],
};

/** What can be asked of the versions of one thing; `newest` is the last of them. */
const versionsOf = (Name: string, path: string, newest: number): ExampleRequest[] => [
  { operationId: `list${Name}Versions`, summary: 'Newest first', url: `${path}/versions` },
  { operationId: `get${Name}Version`, summary: 'The first', url: `${path}/versions/1` },
  {
    operationId: `get${Name}Version`,
    summary: newest === 1 ? 'One version: no difference' : 'What differs',
    url: `${path}/versions/1...${newest}`,
  },
];

/** A list as a spreadsheet, and what that comes to. */
const sheetOf = (Name: string, path: string, fields: string, more = ''): ExampleRequest[] => [
  {
    operationId: `export${Name}`,
    summary: 'Some columns',
    url: `${path}.csv?fields=${fields}${more}`,
  },
  {
    operationId: `get${Name}Manifest`,
    summary: 'Of the same',
    url: `${path}.csv/manifest?fields=${fields}${more}`,
  },
];

/** What is read of the seed, then one claim from its draft to its withdrawal. */
const REQUESTS: readonly ExampleRequest[] = [
  { operationId: 'home', summary: 'Where to begin', url: '/' },
  { operationId: 'live', summary: 'It runs', url: '/health/live' },
  { operationId: 'ready', summary: 'It is ready', url: '/health/ready' },
  { operationId: 'getProblemType', summary: 'What not-found means', url: '/problems/not-found' },
  {
    operationId: 'listSpeakers',
    summary: 'Speakers by name',
    url: '/v1/speakers?q=putin',
    keep: 'speaker',
  },
  { operationId: 'getSpeaker', summary: 'By slug', url: '/v1/speakers/donald-trump' },
  { operationId: 'listSources', summary: 'Articles', url: '/v1/sources?kind=article', keep: 'source' },
  { operationId: 'getSource', summary: 'The article of the worked example', url: '/v1/sources/{source}' },
  {
    operationId: 'listQuotes',
    summary: 'A phrase, word for word',
    url: '/v1/quotes?q=%22two%20weeks,%20three%20weeks%22',
    keep: 'quote',
  },
  { operationId: 'getQuote', summary: 'A quote with its place in the text', url: '/v1/quotes/{quote}' },
  {
    operationId: 'listClaims',
    summary: 'What one speaker promised about sanctions',
    url: '/v1/claims?speaker=donald-trump&kind=promise&q=sanctions',
    keep: 'promise',
  },
  {
    operationId: 'findSimilarClaims',
    summary: 'A sentence out of an interview',
    url: '/v1/claims/similar',
    body: { text: 'He told us there would be sanctions in maybe two or three weeks.', limit: 1 },
  },
  {
    operationId: 'getSimilarClaims',
    summary: 'What is near a recorded claim',
    url: '/v1/claims/similar?claim={promise}&limit=1',
  },
  {
    operationId: 'findSimilarInText',
    summary: 'Of three sentences, those that were checked',
    url: '/v1/claims/similar/batch',
    body: {
      text: 'Good evening. Trump said he would decide about sanctions in two weeks, three weeks. It rained all day.',
      min_score: 0.1,
    },
  },
  {
    operationId: 'search',
    summary: 'A misspelt name',
    url: '/v1/search?q=Honcharenka&type=speaker,claim&limit=2&html=true',
  },
  { operationId: 'getScorecard', summary: 'One speaker', url: '/v1/speakers/donald-trump/scorecard' },
  { operationId: 'getStats', summary: 'All there is', url: '/v1/stats' },
  { operationId: 'listAllVerdicts', summary: 'The newest', url: '/v1/verdicts?limit=1' },
  { operationId: 'listAllOutcomes', summary: 'The newest ruling', url: '/v1/outcomes?limit=1&result=kept' },
  ...sheetOf(
    'Claims',
    '/v1/claims',
    'id,text,speakers,window_end,timeliness',
    '&speaker=donald-trump&kind=promise',
  ),
  ...sheetOf('Quotes', '/v1/quotes', 'id,speaker,said_on,text', '&speaker=vladimir-putin'),
  ...sheetOf('Promises', '/v1/promises', 'id,action,window_end,timeliness', '&timeliness=overdue'),
  ...sheetOf('Speakers', '/v1/speakers', 'slug,name,wikidata_id'),
  ...sheetOf('Sources', '/v1/sources', 'id,title,publisher,url', '&kind=article'),
  ...sheetOf('AllVerdicts', '/v1/verdicts', 'id,claim_id,rating,decided_on'),
  ...sheetOf('AllOutcomes', '/v1/outcomes', 'id,claim_id,kind,result,occurred_on', '&result=kept'),
  ...sheetOf('Corrections', '/v1/corrections', 'id,kind,note,corrected_at'),
  ...sheetOf('Search', '/v1/search', 'type,text,speaker,record_url', '&q=sanctions&type=claim'),
  { operationId: 'listTopics', summary: 'The first three', url: '/v1/topics?limit=3' },
  {
    operationId: 'listRatingScales',
    summary: 'The scale of the seed',
    url: '/v1/rating-scales',
    keep: 'scale',
  },
  { operationId: 'getRatingScale', summary: 'One version', url: '/v1/rating-scales/{scale}' },
  { operationId: 'listOutcomes', summary: 'The latest', url: '/v1/claims/{promise}/outcomes?limit=1' },
  {
    operationId: 'listPromises',
    summary: 'Overdue, and not ruled on',
    url: '/v1/promises?timeliness=overdue&result=none&limit=1',
  },
  {
    operationId: 'summarisePromises',
    summary: 'One speaker',
    url: '/v1/promises/summary?speaker=donald-trump',
  },
  { operationId: 'listDeadlines', summary: 'One deadline', url: '/v1/claims/{promise}/deadlines' },
  {
    operationId: 'parseDeadline',
    summary: 'A hedged window',
    url: '/v1/deadlines/parse',
    body: { phrase: 'maybe in two weeks, three weeks', reference_date: '2025-08-15' },
  },
  {
    operationId: 'listAnchors',
    summary: 'The midterms from 2026 on',
    url: '/v1/anchors?q=midterm&date_from=2026-01-01&sort=date&limit=1',
    keep: 'midterms',
  },
  { operationId: 'getAnchor', summary: 'By its id', url: '/v1/anchors/{midterms}' },
  {
    operationId: 'getPromiseCalendar',
    summary: 'What one speaker promised about sanctions',
    url: '/v1/promises/calendar.ics?speaker=donald-trump&topic=sanctions',
  },
  {
    operationId: 'getPromiseAtomFeed',
    summary: 'What one speaker promised about sanctions',
    url: '/v1/promises/feed.atom?speaker=donald-trump&topic=sanctions',
  },
  {
    operationId: 'getPromiseJsonFeed',
    summary: 'What one speaker promised about sanctions',
    url: '/v1/promises/feed.json?speaker=donald-trump&topic=sanctions',
  },

  {
    operationId: 'createSpeaker',
    summary: 'An organisation',
    url: '/v1/speakers',
    as: 'reporter',
    body: { kind: 'organisation', name: 'U.S. Department of the Treasury', wikidata_id: 'Q501542' },
    keep: 'treasury',
  },
  {
    operationId: 'changeSpeaker',
    summary: 'Another name for it',
    url: '/v1/speakers/{treasury}',
    as: 'reporter',
    body: { aliases: ['US Treasury'] },
  },
  {
    operationId: 'createSpeaker',
    summary: 'The same under another name',
    url: '/v1/speakers',
    as: 'reporter',
    body: { kind: 'organisation', name: 'Treasury of the United States' },
    keep: 'treasury_again',
  },
  {
    operationId: 'mergeSpeakers',
    summary: 'One department, entered twice',
    url: '/v1/speakers/{treasury_again}/merge',
    as: 'editor',
    body: { into: 'u-s-department-of-the-treasury', note: 'Both are the U.S. Department of the Treasury.' },
  },
  {
    operationId: 'createSource',
    summary: 'A press release',
    url: '/v1/sources',
    as: 'reporter',
    body: {
      kind: 'document',
      title: EVIDENCE.title,
      url: EVIDENCE.url,
      publisher: EVIDENCE.publisher,
      published_on: '2025-10-22',
      language: 'en',
    },
    keep: 'release',
  },
  {
    operationId: 'changeSource',
    summary: 'Who wrote it',
    url: '/v1/sources/{release}',
    as: 'reporter',
    body: { author: 'Office of Foreign Assets Control' },
  },
  {
    operationId: 'createQuote',
    summary: 'Words as the article has them',
    url: '/v1/quotes',
    as: 'reporter',
    body: {
      speaker: 'vladimir-putin',
      source: '{source}',
      text: 'Next time, in Moscow.',
      said_on: '2025-08-15',
      language: 'en',
    },
    keep: 'moscow',
  },
  {
    operationId: 'changeQuote',
    summary: 'Where it was said',
    url: '/v1/quotes/{moscow}',
    as: 'reporter',
    body: { venue: 'Press appearance after the summit, Anchorage, Alaska' },
  },
  {
    operationId: 'publishQuote',
    summary: 'By another person',
    url: '/v1/quotes/{moscow}/publish',
    as: 'editor',
  },
  {
    operationId: 'getQuoteAnnotation',
    summary: 'For annotation tools',
    url: '/v1/quotes/{moscow}/annotation',
  },
  {
    operationId: 'verifyQuote',
    summary: 'Words of which an ellipsis left out a “not”',
    url: '/v1/quotes/verify',
    body: {
      text: 'We will … raise taxes',
      source_text: 'The minister said: “We will not raise taxes.”',
    },
  },
  {
    operationId: 'verifySource',
    summary: 'With a text that may not be kept',
    url: '/v1/sources/{release}/verify',
    as: 'reporter',
    body: { text: 'The Office of Foreign Assets Control designated two oil companies.' },
  },
  {
    operationId: 'withdrawQuote',
    summary: 'Recorded twice',
    url: '/v1/quotes/{moscow}/withdraw',
    as: 'editor',
    body: { reason: 'Recorded twice.' },
  },
  { operationId: 'listQuotes', summary: '', url: '/v1/quotes?speaker=oleksiy-honcharenko', keep: 'known' },
  {
    operationId: 'createClaim',
    summary: 'A statement, on a quote that is there',
    url: '/v1/claims',
    as: 'reporter',
    body: {
      kind: 'statement',
      text: 'The Alaska summit ended without an agreed de-escalation.',
      topics: ['alaska-summit'],
      quotes: ['{known}'],
    },
  },
  {
    operationId: 'createClaim',
    summary: 'A statement, with a new quote',
    url: '/v1/claims',
    as: 'reporter',
    body: {
      kind: 'statement',
      text: 'The U.S. Treasury imposed sanctions on Rosneft and Lukoil on 22 October 2025.',
      topics: ['sanctions'],
      quotes: [
        {
          speaker: '{treasury}',
          source: '{release}',
          text: 'Treasury Sanctions Major Russian Oil Companies',
          form: 'partial',
          said_on: '2025-10-22',
        },
      ],
    },
    keep: 'claim',
  },
  {
    operationId: 'changeClaim',
    summary: 'Another topic',
    url: '/v1/claims/{claim}',
    as: 'reporter',
    body: { topics: ['sanctions', 'oil'] },
  },
  {
    operationId: 'createVerdict',
    summary: 'Proposed by a reporter',
    url: '/v1/claims/{claim}/verdicts',
    as: 'reporter',
    body: {
      rating: 'mostly_true',
      summary: 'The Treasury designated both companies that day.',
      rationale: 'The press release of the Treasury names both companies.',
      evidence: [EVIDENCE],
    },
    keep: 'verdict',
  },
  {
    operationId: 'changeVerdict',
    summary: 'A better rating',
    url: '/v1/verdicts/{verdict}',
    as: 'reporter',
    body: { rating: 'true' },
  },
  {
    operationId: 'submitVerdict',
    summary: 'To review',
    url: '/v1/verdicts/{verdict}/submit',
    as: 'reporter',
  },
  {
    operationId: 'listReview',
    summary: 'What an editor finds in the morning',
    url: '/v1/review',
    as: 'editor',
  },
  {
    operationId: 'rejectVerdict',
    summary: 'Back to its author',
    url: '/v1/verdicts/{verdict}/reject',
    as: 'editor',
    body: { reason: 'Say under which order they were designated.' },
  },
  {
    operationId: 'changeVerdict',
    summary: 'With the reason for the rating',
    url: '/v1/verdicts/{verdict}',
    as: 'reporter',
    body: { rationale: 'The press release names both companies, designated under Executive Order 14024.' },
  },
  { operationId: 'submitVerdict', summary: 'Anew', url: '/v1/verdicts/{verdict}/submit', as: 'reporter' },
  {
    operationId: 'publishVerdict',
    summary: 'By another person',
    url: '/v1/verdicts/{verdict}/publish',
    as: 'editor',
  },
  {
    operationId: 'rejectClaim',
    summary: 'Back to its author',
    url: '/v1/claims/{claim}/reject',
    as: 'editor',
    body: { reason: 'Say of which companies.' },
  },
  {
    operationId: 'listReview',
    summary: 'What was sent back',
    url: '/v1/review?sent_back=true',
    as: 'reporter',
  },
  {
    operationId: 'publishClaim',
    summary: 'By another person',
    url: '/v1/claims/{claim}/publish',
    as: 'editor',
  },
  { operationId: 'getClaim', summary: 'With its verdict', url: '/v1/claims/{claim}' },
  { operationId: 'getClaimReview', summary: 'Its review', url: '/v1/claims/{claim}/claimreview' },
  {
    operationId: 'getClaimReview',
    summary: 'For the European exchange',
    url: '/v1/claims/{claim}/claimreview?profile=factcricis',
  },
  { operationId: 'getClaimReviewFeed', summary: 'Every review', url: '/feeds/claimreview.json' },
  {
    operationId: 'searchFactCheckedClaims',
    summary: 'Some members of two',
    url: '/v1alpha1/claims:search?query=crimea&pageSize=2&fields=claims(text,claimReview(url,textualRating))',
  },
  {
    operationId: 'searchFactCheckedImages',
    summary: 'None',
    url: '/v1alpha1/claims:imageSearch?imageUri=https://example.org/picture.jpg',
  },
  {
    operationId: 'createMarkupPage',
    summary: 'With one review',
    url: '/v1alpha1/pages',
    as: 'reporter',
    body: MARKUP_PAGE,
  },
  { operationId: 'listMarkupPages', summary: 'All', url: '/v1alpha1/pages', as: 'reporter' },
  { operationId: 'getMarkupPage', summary: 'By its name', url: `/v1alpha1/${MARKUP_NAME}`, as: 'reporter' },
  {
    operationId: 'updateMarkupPage',
    summary: 'Another date',
    url: `/v1alpha1/${MARKUP_NAME}`,
    as: 'reporter',
    body: { ...MARKUP_PAGE, publishDate: '2025-09-02' },
  },
  {
    operationId: 'deleteMarkupPage',
    summary: 'By its name',
    url: `/v1alpha1/${MARKUP_NAME}`,
    as: 'reporter',
  },
  {
    operationId: 'getClaimAtomFeed',
    summary: 'Rated half true',
    url: '/v1/claims/feed.atom?rating=half_true',
  },
  {
    operationId: 'getClaimJsonFeed',
    summary: 'Rated half true',
    url: '/v1/claims/feed.json?rating=half_true',
  },
  { operationId: 'getVerdictAtomFeed', summary: 'Half true', url: '/v1/verdicts/feed.atom?rating=half_true' },
  { operationId: 'getVerdictJsonFeed', summary: 'Half true', url: '/v1/verdicts/feed.json?rating=half_true' },
  { operationId: 'getCorrectionAtomFeed', summary: 'Typos', url: '/v1/corrections/feed.atom?kind=typo' },
  { operationId: 'getCorrectionJsonFeed', summary: 'Typos', url: '/v1/corrections/feed.json?kind=typo' },
  {
    operationId: 'mcp',
    summary: 'Words that mean days',
    url: '/mcp',
    headers: { accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-06-18' },
    body: {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'read_deadline', arguments: { phrase: 'in two weeks', said_on: '2025-08-15' } },
    },
  },
  { operationId: 'reconcileSpeakers', summary: 'The manifest', url: '/reconcile/speakers' },
  { operationId: 'suggestSpeakers', summary: 'By a word', url: '/reconcile/speakers/suggest?prefix=trump' },
  {
    operationId: 'suggestSpeakersTypes',
    summary: 'By its beginning',
    url: '/reconcile/speakers/suggest/types?prefix=per',
  },
  {
    operationId: 'suggestSpeakersProperties',
    summary: 'All',
    url: '/reconcile/speakers/suggest/properties?prefix=',
  },
  { operationId: 'proposeSpeakersProperties', summary: 'All', url: '/reconcile/speakers/properties' },
  {
    operationId: 'reconcileSpeakersByForm',
    summary: 'One name',
    url: '/reconcile/speakers',
    body: { queries: '{"q0":{"query":"trump"}}' },
  },
  { operationId: 'previewSpeakers', summary: 'One', url: '/reconcile/speakers/preview/{speaker}' },
  { operationId: 'reconcileClaims', summary: 'The manifest', url: '/reconcile/claims' },
  { operationId: 'suggestClaims', summary: 'By a word', url: '/reconcile/claims/suggest?prefix=sanctions' },
  {
    operationId: 'suggestClaimsTypes',
    summary: 'By its beginning',
    url: '/reconcile/claims/suggest/types?prefix=cl',
  },
  {
    operationId: 'suggestClaimsProperties',
    summary: 'All',
    url: '/reconcile/claims/suggest/properties?prefix=',
  },
  { operationId: 'proposeClaimsProperties', summary: 'All', url: '/reconcile/claims/properties' },
  {
    operationId: 'reconcileClaimsByForm',
    summary: 'One name',
    url: '/reconcile/claims',
    body: { queries: '{"q0":{"query":"sanctions"}}' },
  },
  { operationId: 'previewClaims', summary: 'One', url: '/reconcile/claims/preview/{promise}' },
  { operationId: 'listChanges', summary: 'The first', url: '/v1/changes?limit=1' },
  {
    operationId: 'validateClaimReview',
    summary: 'One without words for its rating',
    url: '/v1/claimreview/validate',
    body: {
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      url: 'https://example.org/checks/moon',
      claimReviewed: 'The Moon is made of cheese.',
      datePublished: '2025-09-01',
      author: { '@type': 'Organization', name: 'Example Checks' },
      reviewRating: { '@type': 'Rating', ratingValue: 1, bestRating: 5, worstRating: 1 },
      itemReviewed: { '@type': 'Claim', author: { '@type': 'Person', name: 'Wallace' } },
    },
  },
  {
    operationId: 'changeSpeaker',
    summary: 'A name more, of a speaker who is public',
    url: '/v1/speakers/{treasury}',
    as: 'editor',
    body: { aliases: ['US Treasury', 'Treasury Department'] },
  },
  {
    operationId: 'changeSource',
    summary: 'A shorter title, of a source that is public',
    url: '/v1/sources/{release}',
    as: 'editor',
    body: { title: 'Treasury Sanctions Major Russian Oil Companies' },
  },
  { operationId: 'getVerdict', summary: 'The verdict in force', url: '/v1/verdicts/{verdict}' },
  { operationId: 'listVerdicts', summary: 'The line of verdicts', url: '/v1/claims/{claim}/verdicts' },
  {
    operationId: 'createOutcome',
    summary: 'A ruling on a promise',
    url: '/v1/claims/{promise}/outcomes',
    as: 'reporter',
    body: {
      result: 'partly_kept',
      occurred_on: '2025-10-22',
      became_known_on: '2025-10-22',
      note: 'Sanctions came, 47 days after the last day of the window.',
      evidence: [EVIDENCE],
    },
    keep: 'ruling',
  },
  { operationId: 'submitOutcome', summary: 'To review', url: '/v1/outcomes/{ruling}/submit', as: 'reporter' },
  {
    operationId: 'rejectOutcome',
    summary: 'Back to its author',
    url: '/v1/outcomes/{ruling}/reject',
    as: 'editor',
    body: { reason: 'By its criteria this promise is kept, if late.' },
  },
  {
    operationId: 'changeOutcome',
    summary: 'Another result',
    url: '/v1/outcomes/{ruling}',
    as: 'reporter',
    body: { result: 'kept' },
  },
  { operationId: 'submitOutcome', summary: 'Anew', url: '/v1/outcomes/{ruling}/submit', as: 'reporter' },
  {
    operationId: 'publishOutcome',
    summary: 'By another person',
    url: '/v1/outcomes/{ruling}/publish',
    as: 'editor',
  },
  { operationId: 'getOutcome', summary: 'The ruling in force', url: '/v1/outcomes/{ruling}' },
  { operationId: 'getClaim', summary: 'A promise kept late', url: '/v1/claims/{promise}' },
  {
    operationId: 'decideMatch',
    summary: 'Two claims that belong together',
    url: '/v1/claims/{promise}/matches',
    as: 'editor',
    body: { claim: '{claim}', relation: 'related', note: 'The sanctions that were promised.' },
  },
  {
    operationId: 'listMatches',
    summary: 'With the newsroom’s notes',
    url: '/v1/claims/{promise}/matches',
    as: 'reporter',
  },
  {
    operationId: 'getRelatedClaims',
    summary: 'What stands near a promise',
    url: '/v1/claims/{promise}/related?limit=2',
  },
  {
    operationId: 'createClaim',
    summary: 'A promise, its deadline read out of words',
    url: '/v1/claims',
    as: 'reporter',
    body: {
      kind: 'promise',
      text: 'Donald Trump suggested that he would think about sanctions again in two to three weeks.',
      topics: ['sanctions'],
      quotes: ['{quote}'],
      promise: {
        action: 'Decide on the sanctions that had been threatened.',
        criteria: 'Kept if a decision was announced, whichever it was.',
        deadline: { phrase: 'maybe in two weeks, three weeks' },
      },
    },
    keep: 'suggested',
  },
  {
    operationId: 'confirmDeadline',
    summary: 'What the grammar read, accepted by a person',
    url: '/v1/claims/{suggested}/deadlines/1/confirm',
    as: 'reporter',
  },
  {
    operationId: 'addDeadline',
    summary: 'Proposed for a public promise',
    url: '/v1/claims/{promise}/deadlines',
    as: 'reporter',
    body: { phrase: 'two weeks', reference_date: '2025-08-15' },
  },
  {
    operationId: 'rejectDeadline',
    summary: 'No postponement',
    url: '/v1/claims/{promise}/deadlines/2/reject',
    as: 'editor',
    body: { reason: 'These are words of the first deadline, not a later one.' },
  },
  {
    operationId: 'clarifyPromise',
    summary: 'What counts',
    url: '/v1/claims/{promise}/clarifications',
    as: 'editor',
    body: { text: 'Sanctions on companies count as well as those on the state.' },
  },
  {
    operationId: 'createAnchor',
    summary: 'An event whose date is not known yet',
    url: '/v1/anchors',
    as: 'editor',
    body: {
      key: 'olympics_2028',
      title: 'Opening of the 2028 Summer Olympics',
      phrases: ['the Los Angeles Olympics'],
      date: null,
    },
    keep: 'anchor',
  },
  {
    operationId: 'changeAnchor',
    summary: 'Its date became known',
    url: '/v1/anchors/{anchor}',
    as: 'editor',
    body: {
      date: '2028-07-14',
      correction: { kind: 'clarification', note: 'The date of the opening is known.' },
    },
  },
  {
    operationId: 'createRatingScale',
    summary: 'Two ratings',
    url: '/v1/rating-scales',
    as: 'admin',
    body: SCALE,
  },
  {
    operationId: 'createKey',
    summary: 'For a tool',
    url: '/v1/keys',
    as: 'admin',
    body: { actor: 'Web archive bot', role: 'reporter' },
    keep: 'key',
  },
  { operationId: 'listKeys', summary: 'The first', url: '/v1/keys?limit=1', as: 'admin' },
  { operationId: 'revokeKey', summary: 'From now on', url: '/v1/keys/{key}/revoke', as: 'admin' },

  {
    operationId: 'createImport',
    summary: 'A bundle, to see what it would add',
    url: '/v1/imports?dry_run=true',
    as: 'editor',
    body: {
      format: 'onrecord-bundle/1',
      origin: 'harbour-promises',
      title: 'Promises about the harbour',
      speakers: [{ key: 'mayor', slug: 'ann-example', name: 'Ann Example' }],
      claims: [
        { key: 'ferry', kind: 'statement', text: 'The ferry ran every day in 2024.', claimants: ['mayor'] },
      ],
    },
    keep: 'import',
  },
  { operationId: 'getImport', summary: 'In line', url: '/v1/imports/{import}', as: 'editor' },
  {
    operationId: 'listImports',
    summary: 'Those in line',
    url: '/v1/imports?state=queued',
    as: 'editor',
  },
  { operationId: 'cancelImport', summary: 'After all not', url: '/v1/imports/{import}/cancel', as: 'editor' },
  {
    operationId: 'createWatch',
    summary: 'A word on a page',
    url: '/v1/claims/{promise}/watches',
    as: 'reporter',
    body: {
      kind: 'page',
      note: 'Sanctions on Russia are announced.',
      looks_for: { url: 'https://example.org/recent-actions', words: ['Russia-related designations'] },
      every: '6h',
    },
  },
  {
    operationId: 'listWatches',
    summary: 'Those that look',
    url: '/v1/watches?state=active',
    as: 'reporter',
    keep: 'newest_watch',
  },
  {
    operationId: 'listClaimWatches',
    summary: 'Of one promise',
    url: '/v1/claims/{promise}/watches?failing=false',
    as: 'reporter',
  },
  { operationId: 'getWatch', summary: 'One', url: '/v1/watches/{newest_watch}', as: 'reporter' },
  {
    operationId: 'changeWatch',
    summary: 'Until a day',
    url: '/v1/watches/{newest_watch}',
    as: 'reporter',
    body: { until: '2026-12-31' },
  },
  { operationId: 'lookNow', summary: 'At once', url: '/v1/watches/{newest_watch}/look', as: 'reporter' },
  {
    operationId: 'listWatchHits',
    summary: 'Nothing yet',
    url: '/v1/watches/{watch}/hits',
    as: 'reporter',
  },
  {
    operationId: 'getWatchReading',
    summary: 'What an earlier look read',
    url: `/v1/watches/{watch}/readings/${READING.sha256}`,
    as: 'reporter',
  },
  {
    operationId: 'proposeNoActionFound',
    summary: 'It has found nothing',
    url: '/v1/watches/{watch}/no-action-found',
    as: 'reporter',
  },
  {
    operationId: 'listEvidenceLinks',
    summary: 'Those that no longer answer',
    url: '/v1/evidence-links?state=gone',
    as: 'reporter',
  },
  {
    operationId: 'createFollow',
    summary: 'One person, once a day',
    url: '/v1/follows',
    body: { address: 'reader@example.org', speaker: 'donald-trump' },
  },
  { operationId: 'getFollow', summary: 'A link that is over', url: `/v1/follows/${'x'.repeat(43)}` },
  {
    operationId: 'confirmFollow',
    summary: 'A link that is over',
    url: `/v1/follows/${'x'.repeat(43)}/confirm`,
  },
  {
    operationId: 'endFollow',
    summary: 'No more of them',
    url: `/v1/follows/${'x'.repeat(43)}/unsubscribe`,
  },
  { operationId: 'listEventTypes', summary: 'Every type', url: '/v1/event-types' },
  {
    operationId: 'createWebhook',
    summary: 'What becomes of one person’s promises',
    url: '/v1/webhooks',
    as: 'admin',
    body: {
      url: 'https://hooks.example.org/onrecord',
      types: ['promise.overdue', 'outcome.published'],
      speakers: ['donald-trump'],
    },
    keep: 'webhook',
  },
  { operationId: 'listWebhooks', summary: 'All', url: '/v1/webhooks', as: 'admin' },
  { operationId: 'getWebhook', summary: 'One', url: '/v1/webhooks/{webhook}', as: 'admin' },
  {
    operationId: 'changeWebhook',
    summary: 'With the documents',
    url: '/v1/webhooks/{webhook}',
    as: 'admin',
    body: { payload: 'full' },
  },
  {
    operationId: 'testWebhook',
    summary: 'It does not answer',
    url: '/v1/webhooks/{webhook}/test',
    as: 'admin',
  },
  {
    operationId: 'listDeliveries',
    summary: 'What was sent',
    url: '/v1/webhooks/{webhook}/deliveries',
    as: 'admin',
  },
  {
    operationId: 'replayWebhook',
    summary: 'All that happened on a day',
    url: '/v1/webhooks/{webhook}/replay',
    as: 'admin',
    body: { from: '2025-10-22', to: '2025-10-22' },
  },
  {
    operationId: 'rotateWebhookSecret',
    summary: 'A new secret',
    url: '/v1/webhooks/{webhook}/rotate',
    as: 'admin',
  },
  {
    operationId: 'deleteWebhook',
    summary: 'No more of it',
    url: '/v1/webhooks/{webhook}',
    as: 'admin',
  },
  {
    operationId: 'stream',
    summary: 'All verdicts there have been',
    url: '/v1/stream?types=verdict.published&after=0&follow=false',
  },

  {
    operationId: 'listClaims',
    summary: 'A parameter that does not exist',
    url: '/v1/claims?author=somebody',
    problem: 'invalid-request',
  },
  { operationId: 'listKeys', summary: 'Without a key', url: '/v1/keys', problem: 'unauthorized' },
  {
    operationId: 'publishClaim',
    summary: 'With a reporter’s key',
    url: '/v1/claims/{claim}/publish',
    as: 'reporter',
    problem: 'forbidden',
  },
  { operationId: 'getSpeaker', summary: 'Nobody', url: '/v1/speakers/nobody', problem: 'not-found' },
  {
    operationId: 'publishClaim',
    summary: 'Published before',
    url: '/v1/claims/{claim}/publish',
    as: 'editor',
    problem: 'not-possible-now',
  },
  {
    operationId: 'createSpeaker',
    summary: 'A slug that is taken',
    url: '/v1/speakers',
    as: 'reporter',
    body: { name: 'Donald Trump', slug: 'donald-trump' },
    problem: 'already-exists',
  },
  {
    operationId: 'changeClaim',
    summary: 'A published text, without a correction',
    url: '/v1/claims/{claim}',
    as: 'editor',
    body: { text: 'The U.S. Treasury imposed sanctions on Rosneft and Lukoil in October 2025.' },
    problem: 'correction-needed',
  },
  {
    operationId: 'createSource',
    summary: 'Words to compare quotes with',
    url: '/v1/sources',
    as: 'reporter',
    body: {
      kind: 'press_conference',
      title: 'Press appearance after the summit',
      language: 'en',
      text: 'Next time, in Moscow.',
    },
    keep: 'appearance',
  },
  {
    operationId: 'createQuote',
    summary: 'Words that are not there',
    url: '/v1/quotes',
    as: 'reporter',
    body: { speaker: 'vladimir-putin', source: '{appearance}', text: 'Next time, not in Moscow.' },
    keep: 'misquoted',
  },
  {
    operationId: 'publishQuote',
    summary: 'Words that are not there',
    url: '/v1/quotes/{misquoted}/publish',
    as: 'editor',
    problem: 'override-needed',
  },
  { operationId: 'getQuote', summary: 'A withdrawn quote', url: '/v1/quotes/{moscow}', problem: 'withdrawn' },
  {
    operationId: 'changeClaim',
    summary: 'With an ETag that is not the current one',
    url: '/v1/claims/{claim}',
    as: 'editor',
    headers: { 'if-match': '"stale"' },
    body: { topics: [] },
    problem: 'precondition-failed',
  },
  {
    operationId: 'changeClaim',
    summary: 'Without If-Match',
    url: '/v1/claims/{claim}',
    as: 'editor',
    headers: { 'if-match': '' },
    body: { topics: [] },
    problem: 'precondition-required',
  },
  {
    operationId: 'createClaim',
    summary: 'A text as the body',
    url: '/v1/claims',
    as: 'reporter',
    headers: { 'content-type': 'text/plain' },
    body: 'A claim',
    problem: 'unsupported-media-type',
  },
  {
    operationId: 'createVerdict',
    summary: 'A rating that the scale does not have',
    url: '/v1/claims/{claim}/verdicts',
    as: 'reporter',
    body: { scale: 'onrecord', rating: 'pants_on_fire' },
    problem: 'unprocessable',
  },
  {
    operationId: 'createSpeaker',
    summary: '',
    url: '/v1/speakers',
    as: 'reporter',
    headers: { 'idempotency-key': 'one' },
    body: { name: 'International Monetary Fund', kind: 'organisation' },
  },
  {
    operationId: 'createSpeaker',
    summary: 'An Idempotency-Key used for another request',
    url: '/v1/speakers',
    as: 'reporter',
    headers: { 'idempotency-key': 'one' },
    body: { name: 'World Bank', kind: 'organisation' },
    problem: 'idempotency-mismatch',
  },
  {
    operationId: 'withdrawClaim',
    summary: 'Recorded twice',
    url: '/v1/claims/{claim}/withdraw',
    as: 'editor',
    body: { reason: 'Recorded twice.' },
  },

  { operationId: 'listCorrections', summary: 'The newest', url: '/v1/corrections?limit=1' },
  ...versionsOf('Speaker', '/v1/speakers/{treasury}', 2),
  ...versionsOf('Source', '/v1/sources/{release}', 2),
  ...versionsOf('Scale', '/v1/rating-scales/{scale}', 1),
  ...versionsOf('Anchor', '/v1/anchors/{anchor}', 2),
  ...versionsOf('Quote', '/v1/quotes/{moscow}', 2),
  ...versionsOf('Verdict', '/v1/verdicts/{verdict}', 1),
  ...versionsOf('Outcome', '/v1/outcomes/{ruling}', 1),
  ...versionsOf('Claim', '/v1/claims/{promise}', 2),
  { operationId: 'getCheckpoint', summary: 'As it stands', url: '/v1/log/checkpoint' },
  { operationId: 'getLedgerNote', summary: 'As it stands', url: '/v1/log/ledger' },
  { operationId: 'getLogKey', summary: 'The key of the examples', url: '/v1/log/key' },
  { operationId: 'listLogEntries', summary: 'The first two', url: '/v1/log/entries?limit=2' },
  {
    operationId: 'getInclusionProof',
    summary: 'Of a claim’s first version',
    url: '/v1/log/inclusion?id={promise}&version=1',
  },
  { operationId: 'getConsistencyProof', summary: 'From ten entries on', url: '/v1/log/consistency?from=10' },
  { operationId: 'getTiledCheckpoint', summary: 'As it stands', url: '/checkpoint' },
  {
    operationId: 'addCosignatures',
    summary: 'Of one witness',
    url: '/v1/log/cosignatures',
    body: { checkpoint: '{cosigned}' },
  },
  { operationId: 'listWitnesses', summary: 'One of them', url: '/v1/log/witnesses' },
  { operationId: 'listEvents', summary: 'The newest', url: '/v1/events?limit=1', as: 'editor' },
];

/** The settings of a server that takes all of them; a trusted witness comes besides. */
export const EXAMPLE_SETTINGS = {
  ONRECORD_LOOK_OUT: 'true',
  ONRECORD_SMTP_URL: 'smtp://mail.example',
  ONRECORD_MAIL_FROM: 'record@onrecord.example',
};

type Answer = { [name: string]: Json };

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The id of the answer, or of the first thing in its list. */
const idOf = ({ id, data }: Answer): string => {
  const [first = null] = Array.isArray(data) ? data : [];
  return text(id) || (typeof first === 'object' && first && !Array.isArray(first) ? text(first.id) : '');
};

/** What would be another at each run: secrets, and what the ledger holds of them. */
const withoutChance = (body: string): string =>
  body
    .replaceAll(/"secret":"[^"]+"/g, `"secret":"onrecord_${'x'.repeat(43)}"`)
    .replaceAll(/whpk_[\w+/]{43}=/g, `whpk_${'x'.repeat(43)}`)
    .replaceAll(/"(hash|secret_mark)":"[0-9a-f]{64}"/g, `"$1":"${'0'.repeat(64)}"`)
    .replace(/(\nledger\n\d+\n)[0-9a-f]{64}(\n\n— \S+ )\S+/, `$1${'0'.repeat(64)}$2${'A'.repeat(92)}`);

const METHODS = ['GET', 'PATCH', 'PUT', 'DELETE'] as const;

/** Makes a request of the server. */
export type Ask = (
  request: InjectOptions,
) => Promise<Pick<LightMyRequestResponse, 'statusCode' | 'headers' | 'body'>>;

/**
 * Makes the requests in order; `texts` are what their `{names}` stand for from the start. Throws when one is answered
 * otherwise than it says.
 */
export const exchangeAll = async (
  inject: Ask,
  { paths }: Pick<Description, 'paths'>,
  secrets: Record<Exclude<Role, 'sheets'>, string>,
  texts: Record<string, string>,
): Promise<Exchange[]> => {
  const kept = new Map(Object.entries(texts));
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole);
  const filled = (body: Json): Json =>
    JSON.parse(JSON.stringify(body), (_, value: unknown) =>
      typeof value === 'string' ? fill(value) : value,
    );
  const methods = new Map(
    Object.values(paths).flatMap((path) =>
      Object.entries(path).map(([method, { operationId }]) => [operationId, method.toUpperCase()] as const),
    ),
  );
  const ask = async (method: string, url: string, { as, headers, body }: ExampleRequest) => {
    const request: InjectOptions & { headers: Record<string, string> } = {
      url,
      headers: as ? { authorization: `Bearer ${secrets[as]}` } : {},
    };
    if (body !== undefined) {
      request.headers['content-type'] = 'application/json';
      request.payload = JSON.stringify(filled(body));
    }
    for (const [name, value] of Object.entries({ ...(await currentTag(method, url, as)), ...headers })) {
      if (value !== '') request.headers[name] = value;
    }
    const reply = await inject({
      ...request,
      method: METHODS.find((known) => known === method) ?? 'POST',
    });
    // Calendars, the Atom feed and checkpoints are texts.
    const isJson = /\bjson\b/.test(String(reply.headers['content-type']));
    const said = withoutChance(reply.body);
    const answer: Answer = isJson ? JSON.parse(said) : {};
    return { status: reply.statusCode, answer, shown: isJson ? answer : said };
  };
  const currentTag = async (
    method: string,
    url: string,
    as?: Exclude<Role, 'sheets'>,
  ): Promise<Record<string, string>> => {
    if (method !== 'PATCH' || !as) return {};
    const { headers } = await inject({ url, headers: { authorization: `Bearer ${secrets[as]}` } });
    return { 'if-match': String(headers.etag) };
  };
  const exchanges: Exchange[] = [];
  for (const request of REQUESTS) {
    const { operationId, summary, keep, problem } = request;
    const method = methods.get(operationId);
    if (!method) throw new Error(`there is no operation ${operationId}`);
    const url = fill(request.url);
    const { status, answer, shown } = await ask(method, url, request);
    const expected = problem && PROBLEMS[problem].status;
    if (expected ? status !== expected || !text(answer.type).endsWith(`/${problem}`) : status >= 400) {
      throw new Error(`${method} ${url} was answered ${status} ${JSON.stringify(answer)}`);
    }
    if (keep) kept.set(keep, idOf(answer));
    if (summary === '') continue;
    const body = request.body === undefined ? undefined : filled(request.body);
    const name = `${operationId}${exchanges.filter((known) => known.operationId === operationId).length + 1}`;
    exchanges.push({ operationId, name, summary, body, status, problem, answer: shown });
  }
  return exchanges;
};
