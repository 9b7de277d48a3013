/** What is shown to whoever is not signed in, or was signed out in the middle of something. */
import { type Html, html } from '../html.ts';
import type { Refused, Values } from './form.ts';

/** A form that could not be sent because nobody was signed in. */
export interface Waiting {
  action: string;
  values: Values;
}

/** Names of what is carried through the sign-in. */
const KEPT = 'kept.';
const ACTION = 'continue_at';

const keptFields = ({ action, values }: Waiting): Html =>
  html`<input type="hidden" name="${ACTION}" value="${action}">${Object.entries(values)
    .filter(([name]) => name !== 'form_token')
    .map(([name, value]) => html`<input type="hidden" name="${KEPT}${name}" value="${value}">`)}`;

/** What a sign-in carries; null for one that begins a day. */
export const waitingIn = (typed: Values): Waiting | null => {
  const action = typed[ACTION] ?? '';
  if (!/^\/desk(\/|$)/.test(action)) return null;
  const values = Object.entries(typed).flatMap(([name, value]): [string, string][] =>
    name.startsWith(KEPT) ? [[name.slice(KEPT.length), value]] : [],
  );
  return { action, values: Object.fromEntries(values) };
};

export const signIn = (
  refused: Pick<Refused, 'title' | 'detail'> | null,
  waiting: Waiting | null = null,
): Html => html`<h1>Sign in</h1>
<p>With the key that an admin gave you. You stay signed in on this browser for twelve hours, or until you sign out.</p>
${refused && html`<div class="finding bad" role="alert"><p class="answer">${refused.title}</p><p>${refused.detail}</p></div>`}
<form class="desk" method="post" action="/desk/sign-in">${waiting && keptFields(waiting)}<div class="field"><label for="f-key">Key</label><input id="f-key" name="key" type="password" autocomplete="current-password" required maxlength="200"></div><p class="buttons"><button type="submit" class="main">Sign in</button></p></form>`;

export const goOn = (
  { action, values }: Waiting,
  token: string,
): Html => html`<h1>You are signed in again</h1>
<p>What you had typed is here and was not sent yet.</p>
<form class="desk" method="post" action="${action}"><input type="hidden" name="form_token" value="${token}">${Object.entries(
  values,
).map(
  ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
)}<p class="buttons"><button type="submit" class="main">Send it now</button></p></form>`;
