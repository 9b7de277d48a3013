/** A claim: what was said, what was found, what has happened since, and how to check all of it. */

import { LIMITS } from '../../limits.ts';
import { claimReviewOf, contextOf } from '../../newsroom/claimreview/render.ts';
import { reviewedClaim } from '../../newsroom/claimreview/shape.ts';
import { decisionsOn } from '../../newsroom/claims/said.ts';
import type { CorrectionRow } from '../../record/corrections.ts';
import { among } from '../../record/filters.ts';
import { daysAfter } from '../../record/timeliness.ts';
import { topicKey } from '../../text/topics.ts';
import { type Html, html, linkOut, markdown } from './html.ts';
import { correctionList } from './parts/corrections.ts';
import { evidenceList } from './parts/evidence.ts';
import { finding } from './parts/finding.ts';
import { addressWith, namesOf, saidBy } from './parts/lists.ts';
import { mark, type Tone, tag } from './parts/marks.ts';
import { outcomeTone, outcomeWord, promiseAxis } from './parts/promise.ts';
import { quotation } from './parts/quote.ts';
import { ratingTone, signature, standingOf, verdictStanding } from './parts/standing.ts';
import {
  type Claim,
  type ClaimVerdict,
  claimOf,
  claimsOf,
  correctionsOf,
  earlierVerdicts,
  type Promised,
  type Verdict,
  type Version,
  versionsOf,
} from './read.ts';
import type { Content, View } from './view.ts';

/** Throws 404 or 410 where there is none. */
export const claimPage = async (view: View, id: string): Promise<Content> => {
  const { services, words } = view;
  const claim = await claimOf(services, id);
  const [earlier, corrections, versions, data] = await Promise.all([
    earlierVerdicts(services, claim),
    correctionsOf(services, { claim, limit: LIMITS.list_max }),
    versionsOf(services, id),
    claimReviewData(claim, view),
  ]);
  const standing = standingOf(claim, view);
  const near = await nearOf(claim, view);
  const json = `/v1/claims/${id}`;
  return {
    title: claim.text,
    description: [standing.answer, standing.sentence].filter(Boolean).join('. '),
    section: claim.kind === 'promise' ? 'promises' : 'claims',
    alternates: [
      { type: 'application/json', title: 'JSON', href: json },
      {
        type: 'application/json+oembed',
        title: 'oEmbed',
        href: `/oembed?url=${encodeURIComponent(`${view.home}/claims/${id}`)}`,
      },
      ...(claim.verdict
        ? [{ type: 'application/ld+json', title: 'ClaimReview', href: `${json}/claimreview` }]
        : []),
      ...(claim.claimants[0]
        ? [
            {
              type: 'application/atom+xml',
              title: words.t('feed'),
              href: `/v1/claims/feed.atom?speaker=${claim.claimants[0].slug}`,
            },
          ]
        : []),
      ...(claim.promise
        ? [{ type: 'text/calendar', title: words.t('calendar'), href: calendarOf(claim) }]
        : []),
    ],
    picture: `/claims/${id}/card.png`,
    ...(data ? { data } : {}),
    body: html`<div class="columns"><article>
${heading(claim, view)}
${finding(standing)}
${claim.article_url && html`<p>${words.t('claim.article')}: ${linkOut(claim.article_url, claim.article_title ?? claim.article_url)}</p>`}
${claim.promise && claim.verdict && html`<h2>${words.t('claim.also_rated')}</h2>${finding(verdictStanding(claim.verdict, view))}`}
${said(claim, view)}
${claim.promise && promised(claim, claim.promise, view)}
${claim.verdict && reasons(claim.verdict, view)}
${since(claim, view)}
${earlier.length > 0 && earlierFindings(earlier, view)}
${history(claim, corrections.items, versions, view)}
</article>${aside(claim, near, view)}</div>`,
  };
};

const calendarOf = ({ claimants }: Claim): string =>
  claimants[0] ? `/v1/promises/calendar.ics?speaker=${claimants[0].slug}` : '/v1/promises/calendar.ics';

const claimReviewData = async (claim: Claim, { services, home }: View): Promise<unknown> => {
  if (!claim.verdict) return undefined;
  const reviewed = reviewedClaim.parse(claim);
  const context = await contextOf(services.database.read, services.config, services.today, [reviewed]);
  const review = claimReviewOf(reviewed, context);
  if (review === null) return undefined;
  // The review stands on this page, not at the address of its data.
  return review.url === `${home}/v1/claims/${claim.id}`
    ? { ...review, url: `${home}/claims/${claim.id}` }
    : review;
};

const heading = (claim: Claim, view: View): Html => {
  const { words, to } = view;
  const topics = claim.topics.map(
    (topic) => html`<a href="${to(`/topics/${encodeURIComponent(topic)}`)}">${topic}</a>`,
  );
  const roles = new Map(claim.quotes.map(({ speaker, speaker_role }) => [speaker.id, speaker_role]));
  const people = claim.claimants.map(({ id, slug, name }) => {
    const role = roles.get(id);
    return html`<a href="${to(`/speakers/${slug}`)}">${name}</a>${role && html`, ${role}`}`;
  });
  return html`<p class="eyebrow">${words.of('kind', claim.kind)}${topics.length > 0 && html` · ${joined(topics)}`}</p>
<h1 dir="auto"${claim.language ? html` lang="${claim.language}"` : ''}>${claim.text}</h1>
<p class="byline">${people.length > 0 ? joined(people) : words.t('claim.nobody')}${claim.first_said_on && html` · ${words.day(claim.first_said_on)}`}</p>
${saidOften(claim, view)}`;
};

/** How often it was said, as far as a person confirmed that others repeat it. */
const saidOften = ({ said }: Claim, { words }: View): Html | null => {
  if (!said) return null;
  const { times, first_on, last_on } = said;
  const span = first_on && last_on && first_on !== last_on ? `, ${words.days(first_on, last_on)}` : '';
  return html`<p class="byline"><a href="#said">${words.t('claim.said_times', { n: times })}</a>${span}</p>`;
};

/** Parts with commas between. */
const joined = (parts: readonly Html[]): Html =>
  html`${parts.map((part, i) => (i === 0 ? part : html`, ${part}`))}`;

const said = (claim: Claim, view: View): Html | null => {
  const { words, to } = view;
  if (claim.quotes.length === 0 && claim.sources.length === 0) return null;
  return html`<h2>${words.t('claim.words')} <small>${claim.quotes.length > 0 && words.t('quotes', { n: claim.quotes.length })}</small></h2>
${claim.quotes.map((quote) => quotation(quote, view))}
${
  claim.sources.length > 0 &&
  html`<p class="note">${words.t('claim.sources')} ${joined(
    claim.sources.map(
      (source) => html`<a href="${to(`/sources/${source.id}`)}">${source.publisher ?? source.title}</a>`,
    ),
  )}</p>`
}`;
};

const promised = (claim: Claim, promise: Promised, view: View): Html => {
  const { words } = view;
  const { deadline, deadlines, condition, criteria, clarifications, testability, action } = promise;
  const drawn = promiseAxis(claim, view);
  const earlier = deadlines.filter(({ replaced_on }) => replaced_on !== null);
  const hedge = deadline.hedged ? words.t('deadline.hedged') : '';
  return html`<h2>${words.t('claim.window')} <small>${[deadline.phrase && `“${deadline.phrase}”`, hedge].filter(Boolean).join(' · ')}</small></h2>
${drawn ?? html`<p>${words.of('deadline', deadline.kind)}</p>`}
<div class="prose">${deadline.convention_note && html`<p dir="auto">${deadline.convention_note}</p>`}
${earlier.map(
  (one) =>
    html`<p>${words.t('deadline.replaced', {
      phrase: one.phrase ?? '',
      day: words.day(one.replaced_on ?? ''),
      until: words.day(one.window_end ?? one.window_start ?? ''),
    })}${one.days_overdue_when_replaced !== null && html` ${words.t('deadline.overdue_then', { n: one.days_overdue_when_replaced })}`}</p>`,
)}
${condition && html`<p>${tag(CONDITION_TONES[condition.status] ?? 'none', words.of('condition', condition.status))} ${words.t('promise.condition')} <span dir="auto">${condition.text}</span></p>`}
${decided(promise, view)}
<details open><summary>${words.t('promise.criteria')}</summary><p dir="auto"><b>${action}</b></p><p dir="auto">${criteria}</p>
${clarifications.map(({ clarified_on, text, author }) => html`<p>${words.t('promise.clarified', { day: words.day(clarified_on), name: author })} ${text}</p>`)}
<p class="note">${words.of('testability', testability)}</p></details></div>`;
};

/** What will decide it, whom it is about, and who is to carry it out. */
const decided = (
  { decided_by, about = [], responsible }: Promised,
  { words }: View,
): Html => html`${decided_by && html`<p>${words.t('promise.decided_by')} ${linkOut(decided_by.url, decided_by.what)}</p>`}
${responsible && html`<p>${words.t('promise.responsible')} ${responsible.name}</p>`}
${about.length > 0 && html`<p>${words.t('promise.about')} ${words.list(about.map(({ name }) => name))}</p>`}`;

const CONDITION_TONES: Readonly<Record<string, Tone>> = { met: 'good', not_met: 'bad', pending: 'wait' };

const reasons = (verdict: ClaimVerdict, view: View): Html => html`<h2>${view.words.t('claim.reasons')}</h2>
<div class="prose" dir="auto">${verdict.rationale && markdown(verdict.rationale)}</div>
${verdict.evidence.length > 0 && html`<h3>${view.words.t('claim.evidence')} <small>${view.words.t('sources', { n: verdict.evidence.length })}</small></h3>`}
${evidenceList(verdict.evidence, view)}`;

interface Happening {
  on: string;
  tone: Tone;
  what: string | Html;
  more?: Html | null;
}

/** From the words to today, in the order of days. */
const happenings = (claim: Claim, view: View): Happening[] => {
  const { words, today } = view;
  const { promise, outcomes, verdict, first_said_on } = claim;
  const list: Happening[] = [];
  const add = (on: string | null | undefined, tone: Tone, what: string, more?: Html | null) => {
    if (on) list.push({ on, tone, what, ...(more ? { more } : {}) });
  };
  const [said_on] = [first_said_on, promise?.deadline.reference_date].flatMap((day) => day ?? []).sort();
  add(said_on, 'none', words.t('since.said'));
  if (promise) {
    const { window_start, window_end } = promise.deadline;
    if (window_start !== null && window_start <= today && window_start !== said_on)
      add(window_start, 'now', words.t('since.opened'));
    if (window_end !== null && window_end < today)
      add(daysAfter(window_end, 1), 'wait', words.t('since.closed'));
    promise.deadlines.forEach(({ replaced_on }, i) => {
      const { phrase } = promise.deadlines[i + 1] ?? promise.deadline;
      add(replaced_on, 'wait', words.t('since.postponed', { phrase: phrase ?? '' }));
    });
  }
  for (const outcome of outcomes) {
    if (outcome.state === 'superseded') continue;
    add(
      outcome.occurred_on ?? outcome.searched?.as_of ?? outcome.became_known_on,
      outcomeTone(outcome),
      outcome.kind === 'ruling'
        ? words.t('since.ruling', { result: outcomeWord(outcome, view) })
        : outcomeWord(outcome, view),
      outcomeDetails(outcome, view),
    );
  }
  if (verdict?.decided_on)
    add(
      verdict.decided_on,
      ratingTone(verdict, view),
      words.t('since.rated', { rating: verdictStanding(verdict, view).answer }),
    );
  list.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  if (promise && promise.result === null && promise.timeliness === 'overdue') {
    list.push({ on: today, tone: 'wait', what: words.t('since.waits') });
  }
  return list;
};

const outcomeDetails = (outcome: Claim['outcomes'][number], view: View): Html => {
  const { words } = view;
  const { searched, evidence, days_late, became_known_on, occurred_on, reason } = outcome;
  return html`<p dir="auto">${outcome.note}</p>
${days_late !== null && html`<p>${words.t('since.late', { n: days_late })}</p>`}
${reason && html`<p>${words.t('since.instead')} ${reason}</p>`}
${searched && html`<p>${words.t('since.searched', { day: words.day(searched.as_of) })} ${searched.what}</p>`}
${became_known_on && became_known_on !== occurred_on && html`<p class="note">${words.t('since.known', { day: words.day(became_known_on) })}</p>`}
<p class="note">${signature(outcome, view)}</p>
${evidence.length > 0 && html`<details><summary>${words.t('sources', { n: evidence.length })}</summary>${evidenceList(evidence, view)}</details>`}`;
};

const since = (claim: Claim, view: View): Html | null => {
  const list = happenings(claim, view);
  if (list.length === 0) return null;
  const { words, today } = view;
  return html`<h2>${words.t('claim.since')}</h2>
<ol class="timeline">${list.map(
    ({ on, tone, what, more }) =>
      html`<li class="${tone}">${mark(tone)}<time datetime="${on}">${on === today ? words.t('axis.today') : words.shortDay(on)}</time><div><p class="what">${what}</p>${more}</div></li>`,
  )}</ol>`;
};

const earlierFindings = (
  verdicts: readonly Verdict[],
  view: View,
): Html => html`<h2>${view.words.t('claim.earlier')}</h2>
<ul class="rows">${verdicts.map((verdict) => {
  const { tone, answer, sentence, by } = verdictStanding(verdict, view);
  return html`<li><p>${tag(tone, answer)} ${sentence}</p>${verdict.reason && html`<p>${verdict.reason}</p>`}<p class="meta">${by} · <a href="/v1/verdicts/${verdict.id}">JSON</a></p></li>`;
})}</ul>`;

const history = (
  claim: Claim,
  corrections: readonly CorrectionRow[],
  versions: readonly Version[],
  view: View,
): Html => {
  const { words, to, home, masthead } = view;
  const [newest] = versions;
  const version = newest?.version ?? claim.version ?? 1;
  const at = words.instant(newest?.published_at ?? claim.published_at ?? '');
  const address = `${home}/v1/claims/${claim.id}/versions/${version}`;
  return html`<h2 id="history">${words.t('claim.history')} <small>${words.t('version.of', { version, at })}</small></h2>
${corrections.length === 0 ? html`<p>${words.t('claim.never_corrected')}</p>` : correctionList(corrections, view)}
<div class="prose"><p>${words.t('version.all', { n: versions.length })} <a href="${to(`/claims/${claim.id}/history`)}">${words.t('version.compare')}</a></p>
<details><summary>${words.t('claim.cite')}</summary><p class="cite">${[namesOf(claim, view) || null, `“${claim.text}”`].filter(Boolean).join(': ')} ${masthead.name}, ${words.t('version.of', { version, at })}. ${linkOut(address, address)}</p></details>
${
  newest &&
  html`<details><summary>${words.t('claim.check')}</summary><p>${words.t('claim.check_how', { n: newest.leaf_index + 1 })}</p><pre tabindex="0"># SHA-256 ${newest.sha256}
curl -s ${address} | sha256sum
curl -s "${home}/v1/log/inclusion?id=${claim.id}&amp;version=${version}"
npx onrecord verify --url ${home}</pre></details>`
}</div>`;
};

interface Related {
  relation: string;
  claim: Claim;
}

/** What stands near a claim. */
interface Near {
  /** What it names itself, and what a person confirmed. */
  related: Related[];
  /** The other times that it was said. */
  said: Claim[];
  /** Others of the same speaker on the same topic, the newest first. */
  alike: Claim[];
}

const ALIKE_SHOWN = 4;

/** Public claims by their ids. */
const publicClaims = async (ids: readonly string[], { services }: View): Promise<Map<string, Claim>> => {
  const found = await Promise.all(ids.map((id) => services.items.find(id)));
  const claims = found.flatMap((one): Claim[] =>
    one?.publication === 'published' ? [JSON.parse(one.json)] : [],
  );
  return new Map(claims.map((claim) => [claim.id, claim]));
};

const alikeOf = async ({ claimants, topics }: Claim, { services }: View): Promise<Claim[]> => {
  const [[speaker], [topic]] = [claimants, topics];
  if (!speaker || topic === undefined) return [];
  const { items } = await claimsOf(services, {
    filters: [...among('speaker', [speaker.id]), ...among('topic', [topicKey(topic)])],
    sort: { by: 'on_date', descending: true },
    limit: 2 * ALIKE_SHOWN,
  });
  return items;
};

const nearOf = async (claim: Claim, view: View): Promise<Near> => {
  const { id, related = [], said } = claim;
  const decisions = await decisionsOn(view.services.database.read, [id]);
  const confirmed = decisions
    .filter(({ state, relation }) => state === 'confirmed' && relation !== 'same' && relation !== 'repeats')
    .map(({ claim_id, other_id, relation }) => ({
      claim: claim_id === id ? other_id : claim_id,
      relation,
    }));
  const named = [...related, ...confirmed];
  const [claims, alike] = await Promise.all([
    publicClaims([...named.map((one) => one.claim), ...(said?.claims ?? [])], view),
    alikeOf(claim, view),
  ]);
  const shown = new Set([id, ...claims.keys()]);
  return {
    related: named.flatMap(({ relation, claim }) => {
      const found = claims.get(claim);
      return found ? [{ relation, claim: found }] : [];
    }),
    said: (said?.claims ?? []).flatMap((other) => claims.get(other) ?? []),
    alike: alike.filter((other) => !shown.has(other.id)).slice(0, ALIKE_SHOWN),
  };
};

const aside = (claim: Claim, { related, said, alike }: Near, view: View): Html => {
  const { words, to } = view;
  const json = `/v1/claims/${claim.id}`;
  const [claimant] = claim.claimants;
  return html`<aside aria-label="${words.t('claim.more')}">
<h2>${words.t('claim.follow')}</h2><ul>
${claim.promise && html`<li><a href="${calendarOf(claim)}">${words.t('calendar')}</a></li>`}
${claimant && html`<li><a href="/v1/claims/feed.atom?speaker=${claimant.slug}">${words.t('feed.of', { name: claimant.name })}</a></li>`}
${claim.topics.map((topic) => html`<li><a href="${to(`/topics/${encodeURIComponent(topic)}`)}">${topic}</a></li>`)}</ul>
<h2>${words.t('claim.use')}</h2><ul>
<li><a href="${to(`/embed/claims/${claim.id}`)}">${words.t('claim.embed')}</a></li>
<li><a href="${json}">JSON</a>${claim.verdict && html` · <a href="${json}/claimreview">ClaimReview</a>`}</li>
<li><a href="${to(`/claims/${claim.id}/history`)}">${words.t('version.compare')}</a></li></ul>
${
  related.length > 0 &&
  html`<h2>${words.t('claim.related')}</h2><ul>${related.map(
    (other) =>
      html`<li>${words.of('relation', other.relation)} <a href="${to(`/claims/${other.claim.id}`)}" dir="auto">${other.claim.text}</a></li>`,
  )}</ul>`
}
${
  said.length > 0 &&
  html`<h2 id="said">${words.t('claim.said_times', { n: said.length + 1 })}</h2><ul>${said.map(
    (other) =>
      html`<li><a href="${to(`/claims/${other.id}`)}" dir="auto">${other.text}</a> <small>${saidBy(other, view)}</small></li>`,
  )}</ul>`
}
${
  alike.length > 0 &&
  html`<h2>${words.t('claim.alike')}</h2><ul>${alike.map((other) => html`<li><a href="${to(`/claims/${other.id}`)}" dir="auto">${other.text}</a></li>`)}</ul>
<p class="note"><a href="${to(addressWith('/claims', { speaker: claimant?.slug, topic: claim.topics[0] }))}">${words.t('home.all_claims')}</a></p>`
}
${
  (claim.same_as ?? []).length > 0 &&
  html`<h2>${words.t('claim.same')}</h2><ul>${(claim.same_as ?? []).map((url) => html`<li>${linkOut(url, URL.parse(url)?.hostname ?? url)}</li>`)}</ul>`
}</aside>`;
};
