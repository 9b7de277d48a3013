/** What the desk shows: what is due, the inbox, and one claim with all that may be done to it. */
import * as z from 'zod';
import { labelOf } from '../../../newsroom/claimreview/render.ts';
import type { ApiAnswer } from '../api.ts';
import { type Html, html } from '../html.ts';
import { sides } from '../parts/changes.ts';
import { evidenceList } from '../parts/evidence.ts';
import { finding } from '../parts/finding.ts';
import { board } from '../parts/lists.ts';
import { tag } from '../parts/marks.ts';
import { outcomeTone, outcomeWord } from '../parts/promise.ts';
import { quotation } from '../parts/quote.ts';
import { standingOf, verdictStanding } from '../parts/standing.ts';
import type { Claim, OutcomeDocument, Quote, Verdict } from '../read.ts';
import type { View } from '../view.ts';
import { hiddenFields, oneButton, type Values } from './form.ts';

/** Asks the API with the key of whoever is signed in. */
export type Ask = (url: string) => Promise<ApiAnswer>;

export interface Desk {
  view: View;
  ask: Ask;
  /** What forms carry. */
  token: string;
  name: string;
  role: string;
}

const waiting = z.object({
  type: z.string(),
  id: z.string(),
  claim_id: z.string().nullable(),
  path: z.string(),
  text: z.string(),
  author: z.string(),
  since: z.string(),
  may_approve: z.boolean(),
  why_not: z.array(z.string()),
  rejection: z.string().optional(),
});
const inbox = z.object({ data: z.array(waiting), next: z.string().nullable() });
type Waiting = z.output<typeof waiting>;

/** The items of a list; none where it may not be seen. */
export const dataOf = <Item>({ status, json }: ApiAnswer): Item[] => {
  if (status !== 200) return [];
  const page: { data: Item[] } = JSON.parse(JSON.stringify(json));
  return page.data;
};

const placeOf = ({ type, id, claim_id }: Waiting): string =>
  type === 'quote' ? `/desk/quotes/${id}` : `/desk/claims/${claim_id ?? id}`;

/** Approve it or send it back. What may be approved only with an override asks for its reason. */
const decide = (item: Pick<Waiting, 'type' | 'path' | 'may_approve' | 'why_not'>, desk: Desk): Html => {
  const { token, view } = desk;
  return html`<div class="decide">${
    item.may_approve
      ? html`${oneButton('/desk/review', token, view.words.t('desk.approve'), { path: item.path, decision: 'publish' })}`
      : html`<p class="note">${item.why_not.join(' ')}</p>`
  }
${item.type !== 'quote' && html`<details><summary>${view.words.t('desk.send_back')}</summary>${sendBack(item.path, desk)}</details>`}</div>`;
};

/** The id that a path ends with. */
const idIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A form that does something for a reason. */
const withReason = (
  action: string,
  values: Values,
  field: string,
  { label, button }: { label: string; button: string },
  { token }: Desk,
): Html =>
  html`<form class="desk" method="post" action="${action}">${hiddenFields({ form_token: token, ...values })}<div class="field"><label for="${field}">${label}</label><textarea id="${field}" name="reason" rows="2" dir="auto" required></textarea></div><p class="buttons"><button type="submit">${button}</button></p></form>`;

const sendBack = (path: string, desk: Desk): Html => {
  const { t } = desk.view.words;
  const said = { label: t('desk.why_for_author'), button: t('desk.send_back') };
  return withReason('/desk/review', { path, decision: 'reject' }, `r-${idIn(path)}`, said, desk);
};

/** What somebody proposes beside what stands there now. */
const proposed = async ({ type, path, claim_id, id }: Waiting, desk: Desk): Promise<Html | null> => {
  const [item, claim] = await Promise.all([desk.ask(path), desk.ask(`/v1/claims/${claim_id ?? id}`)]);
  if (item.status !== 200) return null;
  if (type === 'quote') return quotation(shownAs<Quote>(item), desk.view, false);
  if (claim.status !== 200) return null;
  const standing = shownAs<Claim>(claim);
  if (type === 'claim') return draftShown(standing, desk);
  if (type === 'verdict') {
    const verdict = shownAs<Verdict>(item);
    return html`${aboutClaim(standing)}${beside(verdictSaid(standing.verdict, desk.view), verdictSaid(verdict, desk.view), desk.view)}${evidenceList(verdict.evidence, desk.view)}`;
  }
  const outcome = shownAs<OutcomeDocument>(item);
  const now = standing.outcomes.findLast(({ kind, state }) => kind === outcome.kind && state === 'published');
  return html`${aboutClaim(standing)}${beside(outcomeSaid(now, desk.view), outcomeSaid(outcome, desk.view), desk.view)}${evidenceList(outcome.evidence, desk.view)}`;
};

const aboutClaim = ({ id, text }: Claim): Html =>
  html`<p class="byline" dir="auto"><a href="/desk/claims/${id}">${text}</a></p>`;

const shownAs = <Thing>({ json }: ApiAnswer): Thing => JSON.parse(JSON.stringify(json));

/** What a finding says, line by line. */
type Said = Readonly<Record<string, string | null>>;

const verdictSaid = (verdict: Verdict | Claim['verdict'], { words }: View): Said =>
  verdict === null
    ? {}
    : {
        [words.t('desk.rating')]: labelOf(verdict.rating.labels, words.language),
        [words.t('desk.summary')]: verdict.summary,
        [words.t('desk.why')]: verdict.rationale,
      };

const outcomeSaid = (outcome: OutcomeDocument | Claim['outcomes'][number] | undefined, view: View): Said =>
  outcome === undefined
    ? {}
    : {
        [view.words.t('desk.what')]: outcomeWord(outcome, view),
        [view.words.t('desk.occurred_on')]: outcome.occurred_on,
        [view.words.t('desk.what_happened')]: outcome.note,
      };

const beside = (now: Said, then: Said, { words }: View): Html =>
  sides(
    Object.entries(then).map(([label, after]) => ({ label, before: now[label] ?? null, after })),
    {
      what: words.t('desk.what_proposed'),
      before: words.t('desk.public_now'),
      after: words.t('desk.proposed'),
    },
  );

/** A draft as it would be public. */
const draftShown = (claim: Claim, { view }: Desk): Html => {
  const { promise } = claim;
  const { t } = view.words;
  return html`${promise && html`<dl class="facts"><dt>${t('desk.action')}</dt><dd dir="auto">${promise.action}</dd><dt>${t('desk.criteria')}</dt><dd dir="auto">${promise.criteria}</dd><dt>${t('desk.when')}</dt><dd>${[promise.deadline.phrase && `“${promise.deadline.phrase}”`, spanOf(promise.deadline, view)].filter(Boolean).join(': ')}</dd></dl>`}
${claim.quotes.map((quote) => quotation(quote, view, false))}`;
};

/** The days of a deadline, or why there are none. */
const spanOf = (
  {
    window_start,
    window_end,
    kind,
  }: { window_start: string | null; window_end: string | null; kind: string },
  { words }: View,
): string =>
  window_start && window_end
    ? words.days(window_start, window_end)
    : window_start
      ? words.t('axis.from', { day: words.day(window_start) })
      : window_end
        ? words.t('speaker.until', { day: words.day(window_end) })
        : words.of('deadline', kind);

const waitingRow = async (
  item: Waiting,
  desk: Desk,
): Promise<Html> => html`<li><p>${tag('wait', desk.view.words.of('hit', item.type))} <a class="name" href="${placeOf(item)}" dir="auto">${item.text}</a></p>
<p class="meta"><span>${item.author} · <time datetime="${item.since}">${desk.view.words.instant(item.since)}</time></span></p>
${await proposed(item, desk)}
${decide(item, desk)}</li>`;

/** What was sent back to its authors, with the reason; null where nothing was. */
const sentBack = async ({ ask, view: { words } }: Desk): Promise<Html | null> => {
  const reply = await ask('/v1/review?sent_back=true&limit=50');
  const { data } = inbox.safeParse(reply.json).data ?? { data: [] };
  if (data.length === 0) return null;
  return html`<h2>${words.t('desk.sent_back')}</h2><ul class="rows">${data.map(
    (
      item,
    ) => html`<li><p>${tag('bad', words.of('hit', item.type))} <a class="name" href="${placeOf(item)}" dir="auto">${item.text}</a></p>
<p class="note" dir="auto">${item.rejection}</p><p class="meta"><span>${item.author}</span></p></li>`,
  )}</ul>`;
};

export const inboxShown = async (desk: Desk, limit: number): Promise<Html> => {
  const { t } = desk.view.words;
  const reply = await desk.ask(`/v1/review?limit=${limit}`);
  if (reply.status !== 200) return html`<p class="empty">${t('desk.no_inbox')}</p>`;
  const { data, next } = inbox.parse(reply.json);
  if (data.length === 0) return html`<p class="empty">${t('desk.inbox_empty')}</p>`;
  return html`<ul class="rows">${await Promise.all(data.map((item) => waitingRow(item, desk)))}</ul>${next !== null && html`<p class="note">${t('desk.inbox_more')}</p>`}`;
};

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** Claims lead to where they are worked on. */
const atDesk = (view: View): View => ({
  ...view,
  to: (path) => (path.startsWith('/claims/') ? `/desk${path}` : view.to(path)),
});

export const deskHome = async (desk: Desk): Promise<Html> => {
  const { ask } = desk;
  const view = atDesk(desk.view);
  const soon = new Date(Date.parse(`${view.today}T00:00:00Z`) + (WEEK_DAYS + 1) * DAY_MS)
    .toISOString()
    .slice(0, 10);
  const [due, overdue] = await Promise.all([
    ask(`/v1/promises?timeliness=in_window&result=none&due_before=${soon}&limit=20`),
    ask('/v1/promises?timeliness=overdue&result=none&limit=5&sort=-due'),
  ]);
  const { t } = view.words;
  return html`<h1>${t('desk.the_desk')}</h1>
<p class="buttons"><a class="button" href="/desk/new/source">${t('desk.new_source')}</a> <a class="button" href="/desk/new/quote">${t('desk.new_quote')}</a> <a class="button" href="/desk/new/claim">${t('desk.new_claim')}</a> <a class="button" href="/desk/new/speaker">${t('desk.new_speaker')}</a></p>
${await sentBack(desk)}
<h2>${t('desk.due_this_week')}</h2>${board(dataOf<Claim>(due), view)}
<h2>${t('desk.overdue')} <small>${t('desk.latest_first')}</small></h2>${board(dataOf<Claim>(overdue), view)}
<h2>${t('desk.inbox')} <small><a href="/desk/inbox">${t('desk.all_of_it')}</a></small></h2>${await inboxShown(desk, 5)}`;
};

/** A link to the form that does something to a claim. */
const todo = (id: string, what: string, text: string): Html =>
  html`<a class="button" href="/desk/claims/${id}/${what}">${text}</a> `;

const verdictRow = (verdict: Verdict, desk: Desk): Html => {
  const { tone, answer, sentence } = verdictStanding(verdict, desk.view);
  return html`<li><p>${tag(tone, answer)} ${sentence}</p><p class="meta">${desk.view.words.of('state', verdict.state)} · ${verdict.author}</p>
${evidenceList(verdict.evidence, desk.view)}${proposal(verdict, 'verdicts', desk)}</li>`;
};

const outcomeRow = (
  outcome: OutcomeDocument,
  desk: Desk,
): Html => html`<li><p>${tag(outcomeTone(outcome), outcomeWord(outcome, desk.view))} ${outcome.note}</p><p class="meta">${desk.view.words.of('state', outcome.state)} · ${outcome.author}</p>
${evidenceList(outcome.evidence, desk.view)}${proposal(outcome, 'outcomes', desk)}</li>`;

/** What may be done to a finding: a proposal is decided about, and what is public corrected. */
const proposal = (
  { id, state, rejection }: Verdict | OutcomeDocument,
  list: string,
  desk: Desk,
): Html | null => {
  const { token, view } = desk;
  const { t } = view.words;
  const path = `/v1/${list}/${id}`;
  if (state === 'superseded') return null;
  const edit = html`<a class="button" href="/desk/${list}/${id}/edit">${t('desk.change_finding')}</a>`;
  if (state === 'draft')
    return html`<div class="buttons">${oneButton('/desk/review', token, t('desk.submit'), { path, decision: 'submit' })}${edit}</div>`;
  if (state !== 'in_review')
    return html`${rejection && html`<p class="note">${rejection}</p>`}<div class="buttons">${edit}</div>`;
  return html`<div class="decide">${oneButton('/desk/review', token, t('desk.approve'), { path, decision: 'publish' })}${edit}
<details><summary>${t('desk.send_back')}</summary>${sendBack(path, desk)}</details></div>`;
};

/** Deadlines that nobody has confirmed, with what the words were read as. */
const deadlines = (claim: Claim, desk: Desk): Html | null => {
  const { token, view } = desk;
  const open = (claim.promise?.deadlines ?? []).filter(({ confirmed_by }) => confirmed_by === null);
  if (open.length === 0) return null;
  const { t } = view.words;
  const at = `/desk/claims/${claim.id}/deadlines`;
  return html`<h2>${t('desk.to_confirm')}</h2><ul class="rows">${open.map(
    ({ position, phrase, window_start, window_end, kind, hedged, set_by, convention_note }) =>
      html`<li><p>${t('desk.read_as', { phrase: phrase ?? '' })} <b>${spanOf({ window_start, window_end, kind }, view)}</b>${hedged && `, ${t('hedged')}`} <small>(${t(set_by === 'grammar' ? 'desk.by_grammar' : 'desk.by_person')})</small></p>${convention_note && html`<p class="note">${convention_note}</p>`}
<div class="buttons">${position !== null && oneButton(`${at}/${position}/confirm`, token, t('desk.confirm'))}${todo(claim.id, 'deadline', t('desk.other_days'))}</div>
${position !== null && html`<div class="decide"><details><summary>${t('desk.reject_deadline')}</summary>${withReason(`${at}/${position}/reject`, {}, `d-${position}`, { label: t('desk.why'), button: t('desk.reject_deadline') }, desk)}</details></div>`}</li>`,
  )}</ul>`;
};

/** The findings of a claim: what is proposed, then what is or was public. */
const findingsOf = async <Item>(
  { ask }: Desk,
  id: string,
  list: 'verdicts' | 'outcomes',
): Promise<Item[]> => {
  const address = `/v1/claims/${id}/${list}?limit=50`;
  const [drafts, open] = await Promise.all([ask(`${address}&publication=draft`), ask(address)]);
  return [...dataOf<Item>(drafts), ...dataOf<Item>(open)];
};

export const claimDesk = async (desk: Desk, claim: Claim): Promise<Html> => {
  const { view, token } = desk;
  const { id } = claim;
  const [verdicts, outcomes] = await Promise.all([
    findingsOf<Verdict>(desk, id, 'verdicts'),
    findingsOf<OutcomeDocument>(desk, id, 'outcomes'),
  ]);
  const isPublic = claim.publication === 'published';
  const { t } = view.words;
  return html`<p class="eyebrow">${view.words.of('kind', claim.kind)} · ${isPublic ? html`<a href="/claims/${id}">${t('desk.public_word')}</a>` : t('desk.draft')} · <code>${id}</code></p>
<h1 dir="auto">${claim.text}</h1>
${finding(standingOf(claim, view))}
${claim.rejection && html`<div class="finding bad"><p class="answer">${t('desk.sent_back')}</p><p dir="auto">${claim.rejection}</p></div>`}
<div class="buttons">${!isPublic && oneButton('/desk/review', token, t('desk.approve'), { path: `/v1/claims/${id}`, decision: 'publish' })}
${!isPublic && todo(id, 'edit', t('desk.change_draft'))}${todo(id, 'verdict', t('desk.propose_verdict'))}${todo(id, 'outcome', t('desk.add_outcome'))}${isPublic && todo(id, 'correct', t('desk.correct'))}${isPublic && todo(id, 'withdraw', t('desk.withdraw'))}${claim.promise && todo(id, 'deadline', t('desk.set_deadline'))}${isPublic && claim.promise && todo(id, 'clarify', t('desk.clarify'))}${todo(id, 'matches', t('desk.matches'))}${todo(id, 'watches', t('desk.watches'))}</div>
${!isPublic && html`<div class="decide"><details><summary>${t('desk.send_back')}</summary>${sendBack(`/v1/claims/${id}`, desk)}</details></div>`}
${deadlines(claim, desk)}
${claim.quotes.length > 0 && html`<h2>${t('claim.words')}</h2>${claim.quotes.map((quote) => quotation(quote, view, false))}`}
<h2>${t('desk.verdicts')}</h2>${rows(
    verdicts.map((verdict) => verdictRow(verdict, desk)),
    view,
  )}
<h2>${t('claim.since')}</h2>${rows(
    outcomes.map((outcome) => outcomeRow(outcome, desk)),
    view,
  )}`;
};

const rows = (items: readonly Html[], { words }: View): Html =>
  items.length === 0
    ? html`<p class="empty">${words.t('desk.nothing_yet')}</p>`
    : html`<ul class="rows">${items}</ul>`;

const quoteRow = (quote: Quote, view: View): Html => html`${quotation(quote, view, false)}
<p class="buttons"><a class="button" href="/desk/quotes/${quote.id}/edit">${view.words.t('desk.change_quote')}</a> <a class="button" href="/desk/new/claim?quotes=${quote.id}">${view.words.t('desk.claim_of_quote')}</a>${quote.publication === 'published' && html` <a class="button" href="/desk/quotes/${quote.id}/withdraw">${view.words.t('desk.withdraw')}</a>`}</p>`;

export const quoteDesk = (quote: Quote, { view }: Desk): Html =>
  html`<p class="eyebrow">${view.words.t(quote.publication === 'draft' ? 'desk.draft' : 'desk.public_word')} · <code>${quote.id}</code></p><h1>${view.words.t('quote.title', { name: quote.speaker.name })}</h1>${quoteRow(quote, view)}`;

/** What the grammar makes of a deadline, before anything is kept. */
const readingShown = z.object({
  kind: z.string(),
  reference_date: z.string(),
  window_start: z.string().nullable(),
  window_end: z.string().nullable(),
  hedged: z.boolean(),
  confidence: z.string(),
  explanation: z.string(),
  review_on: z.string().nullable(),
});

export const reading = (json: unknown, view: View): Html => {
  const { words } = view;
  const parsed = readingShown.safeParse(json);
  if (!parsed.success)
    return html`<div class="finding none"><p class="answer">${words.t('desk.nothing_read')}</p></div>`;
  const { window_start, window_end, hedged, explanation, confidence, review_on, kind, reference_date } =
    parsed.data;
  const days = spanOf({ window_start, window_end, kind }, view);
  return html`<div class="finding now"><p class="answer">${words.t('desk.reads_as', { days })}</p><p lang="en">${explanation}</p><p class="by">${[words.t('desk.counted_from', { day: words.day(reference_date) }), hedged ? words.t('hedged') : '', words.t('desk.confidence', { how: words.of('confidence', confidence) }), review_on ? words.t('answer.review', { day: words.day(review_on) }) : ''].filter(Boolean).join(' · ')}</p></div>`;
};
