/** Forms as data: what is asked for, what the API is sent, and each of its refusals at the field that it is about. */
import * as z from 'zod';
import { type Html, html } from '../html.ts';
import type { Words } from '../words.ts';

export type Values = Readonly<Record<string, string>>;

export interface Field {
  /** Its place in the body, with dots: `promise.deadline.phrase`. */
  name: string;
  label: string;
  /** `flag`: a choice of true and false; `ids`: identifiers, `scheme: id` a line. */
  kind?: 'line' | 'text' | 'day' | 'url' | 'number' | 'choice' | 'flag' | 'list' | 'ids' | 'hidden';
  help?: string;
  required?: boolean;
  options?: readonly { value: string; label: string }[];
  /** What may be typed into a line, among others. */
  suggestions?: readonly { value: string; label: string }[];
  rows?: number;
  /** What is answered beneath it, of which fields, while somebody types: the button of this `intent` answers it too. */
  answer?: { intent: string; from: readonly string[] };
  /** What a change sends where somebody has emptied it. */
  emptied?: null | readonly [];
}

export interface Group {
  title?: string;
  fields: readonly Field[];
  /** The list that its fields are a row of: they are called `roles.0.title`. */
  rowOf?: string;
  /** Objects that its fields are members of, each with its place in the body: a change gives one anew, or takes it away. */
  wholes?: readonly string[];
  /** Whether it is shown folded while there is nothing in it. */
  folded?: true;
}

export interface Refused {
  title: string;
  detail: string;
  /** What is wrong by the name of its field; '' where it is about none that the form has. */
  faults: readonly { field: string; detail: string }[];
}

const problem = z.looseObject({
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.looseObject({ pointer: z.string().optional(), detail: z.string() })).optional(),
});

const pointerOf = ({ name }: Field): string => `/${name.replaceAll('.', '/')}`;

/** A problem of the API as the form shows it. */
export const refusedBy = (json: unknown, groups: readonly Group[]): Refused => {
  const { title, detail, errors = [] } = problem.parse(json);
  const fields = groups.flatMap((group) => group.fields);
  const faults = errors.map((fault) => {
    const { pointer = '' } = fault;
    const field = fields.find(
      (one) => pointer === pointerOf(one) || pointer.startsWith(`${pointerOf(one)}/`),
    );
    return { field: field?.name ?? '', detail: field ? fault.detail : `${pointer} ${fault.detail}`.trim() };
  });
  return { title, detail, faults };
};

export const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldsOf = (groups: readonly Group[]): Field[] => groups.flatMap(({ fields }) => fields);

const PLACE_IN_LIST = /^\d+$/;
/** `roles.0.title` */
const ROW = /^(.+)\.(\d+)\.([^.]+)$/;

/** The parts of an object that say something, rows as a list; undefined where none does. */
const filled = (value: unknown): unknown => {
  if (!isMembers(value)) return value;
  const members = Object.entries(value).flatMap(([name, member]) => {
    const kept = filled(member);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  if (members.length === 0) return undefined;
  return members.every(([name]) => PLACE_IN_LIST.test(name))
    ? members.map(([, member]) => member)
    : Object.fromEntries(members);
};

const partsOf = (typed: string, between: RegExp): string[] =>
  typed
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const NUMBER = /^-?\d+(\.\d+)?$/;
/** A number that was typed; what is none is left to the API to refuse. */
export const numberOr = (typed: unknown): unknown =>
  typeof typed === 'string' && NUMBER.test(typed) ? Number(typed) : typed;

const identifierIn = (line: string): { scheme: string; id: string } => {
  const [scheme = '', ...id] = line.split(':');
  return { scheme: scheme.trim(), id: id.join(':').trim() };
};

/** Identifiers as a field of the kind `ids` has them. */
export const identifierLines = (identifiers: readonly { scheme: string; id: string }[] = []): string =>
  identifiers.map(({ scheme, id }) => `${scheme}: ${id}`).join('\n');

/** What is typed as text and means something else to the API. */
const MEANT: Partial<Record<NonNullable<Field['kind']>, (typed: string) => unknown>> = {
  list: (typed) => partsOf(typed, /[\n,]+/),
  ids: (typed) => partsOf(typed, /\n+/).map(identifierIn),
  number: numberOr,
  flag: (typed) => (typed === 'true' ? true : typed === 'false' ? false : typed),
};

/** What somebody has typed into a field, as the API takes it; undefined where it is empty. */
const typedInto = ({ name, kind = 'line' }: Field, values: Values): unknown => {
  const typed = lined(values[name]);
  const meant = typed === '' ? undefined : (MEANT[kind]?.(typed) ?? typed);
  return Array.isArray(meant) && meant.length === 0 ? undefined : meant;
};

/** A text as it was typed, its lines ending alike. */
const lined = (typed = ''): string => typed.replaceAll('\r\n', '\n').trim();

/**
 * Rows in which nothing was typed taken away, those after them moved up: so a row's place in the form is that in the
 * body, and a refusal of it stands where it belongs. What is only chosen, or hidden, is not typed.
 */
export const closedUp = (groups: readonly Group[], values: Values): Values => {
  const typed = new Map<string, string[]>();
  for (const { name, kind } of fieldsOf(groups)) {
    const [, list = '', row = ''] = ROW.exec(name) ?? [];
    const rows = typed.get(list) ?? [];
    const isTyped = kind !== 'choice' && kind !== 'flag' && kind !== 'hidden' && lined(values[name]) !== '';
    if (list === '' || !isTyped || rows.includes(row)) continue;
    typed.set(list, [...rows, row]);
  }
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, string][] => {
      const [, list = '', row = '', member] = ROW.exec(name) ?? [];
      if (member === undefined) return [[name, value]];
      const at = (typed.get(list) ?? []).indexOf(row);
      return at < 0 ? [] : [[`${list}.${at}.${member}`, value]];
    }),
  );
};

/** What the button sends that asks for one row more. */
export const MORE = { name: 'intent', value: 'more' } as const;

/** How many rows of a list a form shows: as many as it had, and at least so many. */
export const rowsIn = (values: Values, list: string, least: number): number => {
  const rows = Object.keys(values).flatMap((name) => {
    const [, own, row] = ROW.exec(name) ?? [];
    return own === list ? Number(row) + 1 : [];
  });
  return Math.max(least, ...rows) + (values[MORE.name] === MORE.value ? 1 : 0);
};

/** The rows of a list as the values of their fields, and an empty one. */
export const rowValues = (list: string, rows: readonly Values[], empty: Values): Values =>
  Object.fromEntries(
    [...rows, empty].flatMap((row, i) =>
      Object.entries(row).map(([name, value]) => [`${list}.${i}.${name}`, value]),
    ),
  );

/** What somebody has typed as the body of a request; what is left empty is left out. */
export const bodyOf = (groups: readonly Group[], values: Values): Record<string, unknown> => {
  const body: Record<string, unknown> = {};
  const typed = closedUp(groups, values);
  for (const field of fieldsOf(groups)) {
    const value = typedInto(field, typed);
    if (value === undefined) continue;
    const path = field.name.split('.');
    const last = path.pop() ?? field.name;
    let place = body;
    for (const part of path) {
      const known = place[part];
      const next = isMembers(known) ? known : {};
      place[part] = next;
      place = next;
    }
    place[last] = value;
  }
  const kept = filled(body);
  return isMembers(kept) ? kept : {};
};

/** What stands at a place with dots. */
const memberAt = (body: unknown, name: string): unknown =>
  name.split('.').reduce((place: unknown, part) => (isMembers(place) ? place[part] : undefined), body);

/** Puts something at a place with dots, where there is an object to put it into. */
const putAt = (body: Record<string, unknown>, name: string, value: unknown): void => {
  const end = name.lastIndexOf('.');
  const place = end < 0 ? body : memberAt(body, name.slice(0, end));
  if (isMembers(place)) place[name.slice(end + 1)] = value;
};

/** Gives objects that a change replaces whole all their members, and takes away those in which nothing was typed. */
const putWholes = (body: Record<string, unknown>, { wholes = [], fields }: Group, values: Values): void => {
  for (const whole of wholes) {
    const own = fields.filter(({ name }) => name.startsWith(`${whole}.`) && name in values);
    if (own.length > 0 && memberAt(body, whole) === undefined) putAt(body, whole, null);
    else putEmptied(body, own, values);
  }
};

const putEmptied = (body: Record<string, unknown>, fields: readonly Field[], values: Values): void => {
  for (const { name, emptied } of fields) {
    if (emptied !== undefined && name in values && memberAt(body, name) === undefined)
      putAt(body, name, emptied);
  }
};

/**
 * The same as a change of what is there: what was emptied is taken away, and what the form did not have stays. `etag`
 * says of which version it is.
 */
export const changeOf = (groups: readonly Group[], values: Values): Record<string, unknown> => {
  const { etag: _, ...body } = bodyOf(groups, values);
  for (const group of groups) {
    const { rowOf, wholes = [], fields } = group;
    if (rowOf === undefined) {
      const isPart = ({ name }: Field): boolean => wholes.some((whole) => name.startsWith(`${whole}.`));
      putEmptied(
        body,
        fields.filter((field) => !isPart(field)),
        values,
      );
      putWholes(body, group, values);
    } else if (memberAt(body, rowOf) === undefined && fields.some(({ name }) => name in values))
      putAt(body, rowOf, []);
  }
  return body;
};

/** Where what somebody has typed differs from what there is. */
export const changesIn = (
  groups: readonly Group[],
  there: Values,
  given: Values,
): { label: string; before: string; after: string }[] =>
  groups.flatMap(({ title, fields }) =>
    fields
      .filter(({ name }) => name in there && lined(there[name]) !== lined(given[name]))
      .map(({ name, label }) => ({
        label: title !== undefined && ROW.test(name) ? `${title}: ${label}` : label,
        before: lined(there[name]),
        after: lined(given[name]),
      })),
  );

/** What the ids of a field end with: in names of fields are dots, in ids none. */
const placeIn = (ids: string, name: string): string => `${ids}${name.replaceAll('.', '-')}`;

const control = (field: Field, value: string, ids: string, described: string, isWrong: boolean): Html => {
  const { name, kind = 'line', options = [], suggestions = [], required = false } = field;
  const { rows = kind === 'text' ? 3 : 2 } = field;
  const place = placeIn(ids, name);
  const id = `f-${place}`;
  const marks = html`${required && html` required`}${described !== '' && html` aria-describedby="${described}"`}${isWrong && html` aria-invalid="true"`}`;
  if (kind === 'choice' || kind === 'flag') {
    return html`<select id="${id}" name="${name}"${marks}>${options.map(
      (option) =>
        html`<option value="${option.value}"${option.value === value ? html` selected` : ''}>${option.label}</option>`,
    )}</select>`;
  }
  if (kind === 'text' || kind === 'list' || kind === 'ids') {
    return html`<textarea id="${id}" name="${name}" rows="${rows}" dir="auto"${marks}>\n${value}</textarea>`;
  }
  const list = suggestions.length > 0 && html` list="l-${place}"`;
  return html`<input id="${id}" name="${name}" type="${kind === 'url' ? 'url' : 'text'}" value="${value}" dir="auto"${kind === 'day' && html` placeholder="2025-08-15" inputmode="numeric"`}${kind === 'number' && html` inputmode="decimal"`}${list}${marks}>${
    suggestions.length > 0 &&
    html`<datalist id="l-${place}">${suggestions.map((one) => html`<option value="${one.value}">${one.label}</option>`)}</datalist>`
  }`;
};

type Answers = Readonly<Record<string, Html>>;

interface Around {
  words: Words;
  values: Values;
  refused: Refused | null;
  answers: Answers;
  ids: string;
}

const fieldShown = (field: Field, { words, values, refused, answers, ids }: Around): Html => {
  const { name, label, help, kind, required, answer } = field;
  const value = values[name] ?? '';
  if (kind === 'hidden') return html`<input type="hidden" name="${name}" value="${value}">`;
  const place = placeIn(ids, name);
  const faults = (refused?.faults ?? []).filter((fault) => fault.field === name);
  const described = [help ? `h-${place}` : '', faults.length > 0 ? `e-${place}` : '']
    .filter(Boolean)
    .join(' ');
  return html`<div class="field"><label for="f-${place}">${label}${required && html` <span class="needed">${words.t('desk.needed')}</span>`}</label>
${control(field, value, ids, described, faults.length > 0)}
${help && html`<p class="help" id="h-${place}">${help}</p>`}
${faults.length > 0 && html`<p class="error" id="e-${place}">${faults.map(({ detail }) => detail).join('; ')}</p>`}
${answer && html`<div class="answer-here" role="status" data-intent="${answer.intent}" data-from="${answer.from.join(' ')}">${answers[name]}</div>`}</div>`;
};

/** A group of fields; a folded one opens where there is something in it, or something wrong with it. */
const groupShown = ({ title, fields, folded }: Group, around: Around): Html => {
  const shown = fields.map((field) => fieldShown(field, around));
  if (title === undefined) return html`${shown}`;
  if (!folded) return html`<fieldset><legend>${title}</legend><div class="fields">${shown}</div></fieldset>`;
  const { values, refused } = around;
  const isOpen = fields.some(
    ({ name, kind }) =>
      (kind !== 'choice' && lined(values[name]) !== '') ||
      refused?.faults.some(({ field }) => field === name),
  );
  return html`<details class="folded"${isOpen && html` open`}><summary>${title}</summary><div class="fields" role="group" aria-label="${title}">${shown}</div></details>`;
};

export interface FormShown {
  /** Where it is sent. */
  action: string;
  groups: readonly Group[];
  values: Values;
  refused: Refused | null;
  button: string;
  /** What stands beneath fields that have an `answer`. */
  answers?: Answers;
  /** What its ids begin with, where a page has several forms. */
  ids?: string;
  /** Other buttons, with what they mean. */
  others?: readonly { name: string; value: string; label: string }[];
}

/** What stands above a form that was refused. */
const refusal = ({ title, detail, faults }: Refused): Html => {
  const others = faults.filter(({ field }) => field === '');
  return html`<div class="finding bad" role="alert"><p class="answer">${title}</p><p>${detail}</p>${others.length > 1 && html`<ul>${others.map((fault) => html`<li>${fault.detail}</li>`)}</ul>`}</div>`;
};

/** Whoever is signed in, as far as forms need to know. */
interface Signed {
  view: { words: Words };
  /** What no other site can know. */
  token: string;
}

export const form = (
  { view, token }: Signed,
  { action, groups, values, refused, button, answers = {}, ids = '', others = [] }: FormShown,
): Html => {
  const around = { words: view.words, values, refused, answers, ids: ids === '' ? '' : `${ids}-` };
  return html`${refused && refusal(refused)}
<form class="desk" method="post" action="${action}"><input type="hidden" name="form_token" value="${token}">
${groups.map((group) => groupShown(group, around))}
<p class="buttons"><button type="submit" class="main">${button}</button>${others.map(
    ({ name, value, label }) =>
      html` <button type="submit" name="${name}" value="${value}" formnovalidate>${label}</button>`,
  )}</p></form>`;
};

/** What is sent along, which nobody types. */
export const hiddenFields = (values: Values): Html =>
  html`${Object.entries(values).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}`;

/** A button that does one thing. */
export const oneButton = (action: string, token: string, button: string, values: Values = {}): Html =>
  html`<form class="inline" method="post" action="${action}">${hiddenFields({ form_token: token, ...values })}<button type="submit">${button}</button></form>`;
