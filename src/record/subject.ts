/**
 * A type of thing that has public documents, declared once: how it is read and rendered, what it is found
 * by, where it is served, and what carries it. Everything that treats all types alike follows from this.
 */
import type * as z from 'zod';
import type { Connection } from '../db/types.ts';
import type { Findable } from '../text/search.ts';
import type { Facets, Publication } from './tables.ts';
import type { DeadlineFacts } from './timeliness.ts';

/** A document without its id, version and date. */
export type Body = { publication: Publication } & Record<string, unknown>;

/** What a document is listed under; `label` is how it spells that, where lists go by another form. */
export type TermValue = string | { value: string; label: string };

export const termValue = (term: TermValue): string => (typeof term === 'string' ? term : term.value);
export const termLabel = (term: TermValue): string => (typeof term === 'string' ? '' : term.label);

/** What a document is found by. */
export interface FoundBy {
  facets: Partial<Facets>;
  /** What it can have several of: field → values. */
  terms: Readonly<Record<string, readonly TermValue[]>>;
  /** Of a promise: what its timeliness is computed from. */
  deadline: DeadlineFacts | null;
}

/** How one thing stands: its JSON, and what it is found by. */
export interface Rendering extends FoundBy {
  publication: Publication;
  body: Body;
  /** The texts a search looks in, the most telling first; undefined where none looks. */
  search: readonly Findable[] | undefined;
}

type Ids = readonly string[];

/** What a noun says of itself; `State` is all that its document is made of, `Shown` the document's members. */
export interface Declaration<State, Shown extends Body> {
  /** In front of its ids: `claim`. */
  type: string;
  /** Where one is served: `/v1/claims`. */
  path: string;
  /** Its heading in the API description. */
  tag: string;
  /** The types whose documents stand before its own in the log: parts before wholes. */
  rendersAfter: readonly string[];
  /** Other names than its id, such as a slug. */
  names?: {
    param: z.ZodString;
    find(connection: Connection, name: string): Promise<{ id: string } | undefined>;
  };
  /** Reads things with a fixed number of statements; those that there are, by their ids. */
  load(connection: Connection, ids: Ids): Promise<ReadonlyMap<string, State>>;
  /** The public members, a function of the state alone. */
  render(state: State): Shown;
  /** What is left of one that was withdrawn; null where it was not. */
  tombstone?(state: State): Record<string, unknown> | null;
  /** What others show of it; where that stays the same, they do. All of it when left out. */
  shownElsewhere?(state: State): unknown;
  /** The ids of what shows it. */
  shownBy?(connection: Connection, ids: Ids): Promise<Ids>;
  /** What lists filter and sort by; each a function of the document. */
  facets?: { [Name in keyof Facets]?: (document: Shown) => Facets[Name] };
  /** The same, for what it can have several of. */
  terms?: { [field: string]: (document: Shown) => readonly TermValue[] };
  search?(state: State): readonly Findable[];
  /** What a search looked in when this document was the newest, as far as the document tells. */
  searchOf?(document: Shown): readonly Findable[];
  deadline?(document: Shown): DeadlineFacts | null;
  /** Makes anew what the noun’s own tables hold that a folding made (`refold.ts`). */
  refold?(connection: Connection, ids: Ids): Promise<void>;
}

/** What every type has in common, whatever its state and document. */
export interface Subject {
  type: string;
  path: string;
  tag: string;
  rendersAfter: readonly string[];
  names: Declaration<never, Body>['names'];
  /** How things stand, by their ids; those that there are. */
  renderAll(connection: Connection, ids: Ids): Promise<Map<string, Rendering>>;
  shownBy(connection: Connection, ids: Ids): Promise<Ids>;
  /** What a stored document, given as its JSON, is found by. */
  foundBy(json: string): FoundBy;
  /** The texts a search looks in, out of the JSON of a stored document; undefined where none looks. */
  searchOf(json: string): readonly Findable[] | undefined;
  refold(connection: Connection, ids: Ids): Promise<void>;
}

/** A declared type. */
export interface Noun<State> extends Subject {
  load(connection: Connection, ids: Ids): Promise<ReadonlyMap<string, State>>;
  render(state: State): Rendering;
  shownElsewhere(state: State): unknown;
}

const mapped = <T, U>(of: Readonly<Record<string, T>>, make: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, make(value)]));

/** Makes a type out of its declaration. */
export const subject = <State, Shown extends Body>(declaration: Declaration<State, Shown>): Noun<State> => {
  const { type, path, tag, rendersAfter, names, load, facets = {}, terms = {} } = declaration;
  const nothing = { facets: {}, terms: {}, deadline: null };
  const foundBy = (document: Shown): FoundBy => ({
    facets: facetsOf(facets, document),
    terms: mapped(terms, (values) => values(document)),
    deadline: declaration.deadline?.(document) ?? null,
  });
  const render = (state: State): Rendering => {
    const tombstone = declaration.tombstone?.(state) ?? null;
    if (tombstone !== null) {
      const publication = 'withdrawn';
      return { publication, body: { publication, ...tombstone }, search: undefined, ...nothing };
    }
    const body = declaration.render(state);
    return { publication: body.publication, body, search: declaration.search?.(state), ...foundBy(body) };
  };
  return {
    type,
    path,
    tag,
    rendersAfter,
    names,
    load,
    render,
    renderAll: async (connection, ids) => {
      const states = await load(connection, ids);
      return new Map([...states].map(([id, state]) => [id, render(state)]));
    },
    foundBy: (json) => {
      const document: Shown = JSON.parse(json);
      return document.publication === 'withdrawn' ? nothing : foundBy(document);
    },
    searchOf: (json) => {
      const document: Shown = JSON.parse(json);
      return document.publication === 'withdrawn' ? undefined : declaration.searchOf?.(document);
    },
    refold: async (connection, ids) => declaration.refold?.(connection, ids),
    shownBy: async (connection, ids) => (await declaration.shownBy?.(connection, ids)) ?? [],
    shownElsewhere: declaration.shownBy
      ? (declaration.shownElsewhere ?? ((state) => render(state).body))
      : () => null,
  };
};

const facetsOf = <Shown extends Body>(
  facets: NonNullable<Declaration<never, Shown>['facets']>,
  document: Shown,
): Partial<Facets> =>
  Object.assign({}, ...Object.entries(facets).map(([name, facet]) => ({ [name]: facet(document) })));

/** The subject of an id's type. */
export const subjectFor = (subjects: readonly Subject[], type: string): Subject | undefined =>
  subjects.find((subject) => subject.type === type);

/** Types in an order in which parts come before wholes. Throws where they go round in a circle. */
export const inOrder = <S extends Subject>(subjects: readonly S[]): S[] => {
  const ordered: S[] = [];
  const place = (subject: S, above: readonly S[]): void => {
    if (above.includes(subject)) throw new Error(`${subject.type} renders after itself`);
    if (ordered.includes(subject)) return;
    for (const type of subject.rendersAfter) {
      const part = subjects.find((other) => other.type === type);
      if (part) place(part, [...above, subject]);
    }
    ordered.push(subject);
  };
  for (const subject of subjects) place(subject, []);
  return ordered;
};
