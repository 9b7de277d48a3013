/** How a list breaks down: each value leads to the list of it, with how many there are and whether that is counted or estimated. */
import * as z from 'zod';
import { NONE } from '../../../record/filters.ts';
import { topicKey } from '../../../text/topics.ts';
import { type Html, html } from '../html.ts';
import type { MessageName } from '../messages/catalogue.ts';
import type { View } from '../view.ts';
import { addressWith } from './lists.ts';

const facet = z.object({
  name: z.string(),
  is: z.enum(['exact', 'estimate']),
  values: z.array(z.object({ value: z.string().nullable(), label: z.string(), count: z.number() })),
  more: z.boolean(),
});
export type Facet = z.output<typeof facet>;
export const facetsAnswer = z.object({ facets: z.array(facet).default([]) });

/** The facets of a list of the API; none where it does not answer. */
export const facetsAt = async (
  { api, words }: View,
  path: string,
  asked: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): Promise<Facet[]> => {
  const more = { facets: names.join(','), locale: words.language, limit: '1' };
  const { status, json } = await api({ method: 'GET', url: addressWith(path, { ...asked, ...more }) });
  return status === 200 ? facetsAnswer.parse(json).facets : [];
};

/** How many values of a facet are worth a line. */
const SHOWN = 10;

/** What a value is called: words of ours before those of the API. */
const labelIn = ({ name }: Facet, { value, label }: Facet['values'][number], { words }: View): string => {
  if (value === null) return UNNAMED[name] ? words.t(UNNAMED[name]) : label;
  const group = OUR_WORDS[name];
  return group === undefined ? label : words.of(group, value);
};

/** Facets whose values have words of ours. */
const OUR_WORDS: Readonly<Record<string, string>> = { kind: 'kinds', timeliness: 'timeliness' };
/** What is said of those that have no value, where that is worth choosing. */
const UNNAMED: Readonly<Record<string, MessageName>> = { rating: 'answer.unrated', year: 'speaker.undated' };

/** Years stand in their order, whatever there is most of. */
const inOrder = ({ name, values }: Facet): Facet['values'] =>
  name === 'year' ? values.toSorted((a, b) => ((a.value ?? '') < (b.value ?? '') ? 1 : -1)) : values;

/** What a list is asked for. */
const asking = ({ value }: Facet['values'][number]): string => value ?? NONE;

/** Names that everybody writes as they like. */
const SPELT_FREELY: readonly string[] = ['topic', 'publisher'];

/** Whether a value is the one asked for. */
const isChosen = ({ name }: Facet, each: Facet['values'][number], chosen: string | undefined): boolean =>
  chosen !== undefined &&
  (SPELT_FREELY.includes(name) ? topicKey(asking(each)) === topicKey(chosen) : asking(each) === chosen);

const isOffered = ({ name }: Facet, value: string | null): boolean => value !== null || name in UNNAMED;

const line = (
  facet: Facet,
  path: string,
  asked: Readonly<Record<string, string | undefined>>,
  view: View,
): Html | null => {
  const { words, to } = view;
  const { name, is } = facet;
  const chosen = asked[name];
  const offered = inOrder(facet).filter(({ value }) => isOffered(facet, value));
  // One value that everything has leaves nothing to choose.
  if (offered.length < 2 && chosen === undefined) return null;
  const shown = offered.filter((each, i) => i < SHOWN || isChosen(facet, each, chosen));
  const without = to(
    addressWith(path, { ...asked, [name]: undefined, cursor: undefined, offset: undefined }),
  );
  return html`<nav class="filters" aria-label="${words.of('facet', name)}"><b>${words.of('facet', name)}</b>
<a href="${without}"${chosen === undefined && html` aria-current="true"`}>${words.t('choice.all')}</a>
${shown.map((each) => {
  const own = asking(each);
  const href = to(addressWith(path, { ...asked, [name]: own, cursor: undefined, offset: undefined }));
  const count = `${is === 'exact' ? '' : '≈ '}${words.number(each.count)}`;
  return html`<a rel="nofollow" href="${href}"${isChosen(facet, each, chosen) && html` aria-current="true"`}>${labelIn(facet, each, view)} <small>${count}</small></a>\n`;
})}</nav>`;
};

/** All facets of a list, the first in view; those with nothing to choose are left out. */
export const facetLines = (
  facets: readonly Facet[],
  path: string,
  asked: Readonly<Record<string, string | undefined>>,
  view: View,
): Html => {
  const [first, ...others] = facets;
  const lines = others.map((one) => line(one, path, asked, view)).filter((one) => one !== null);
  const isChosen = others.some(({ name }) => asked[name] !== undefined);
  return html`${first && line(first, path, asked, view)}
${lines.length > 0 && html`<details class="narrow"${isChosen && html` open`}><summary>${view.words.t('filter.more')}</summary>${lines}</details>`}`;
};
