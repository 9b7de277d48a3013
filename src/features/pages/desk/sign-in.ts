/** What is shown to whoever is not signed in, or was signed out in the middle of something. */
import { type Html, html } from '../html.ts';
import type { Words } from '../words.ts';
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

/** Keys have no name beside them; programs that keep them file them under this one. */
const ACCOUNT = html`<input type="text" name="username" value="desk" autocomplete="username" hidden>`;

export const signIn = (
  { t }: Words,
  refused: Pick<Refused, 'title' | 'detail'> | null,
  waiting: Waiting | null = null,
): Html => html`<h1>${t('desk.sign_in')}</h1>
<p>${t('desk.sign_in_how')}</p>
${refused && html`<div class="finding bad" role="alert"><p class="answer">${refused.title}</p><p>${refused.detail}</p></div>`}
<form class="desk" method="post" action="/desk/sign-in">${waiting && keptFields(waiting)}${ACCOUNT}<div class="field"><label for="f-key">${t('desk.key')}</label><input id="f-key" name="key" type="password" autocomplete="current-password" required maxlength="200"></div><p class="buttons"><button type="submit" class="main">${t('desk.sign_in')}</button></p></form>`;

export const goOn = (
  { action, values }: Waiting,
  token: string,
  { t }: Words,
): Html => html`<h1>${t('desk.signed_in_again')}</h1>
<p>${t('desk.not_sent_yet')}</p>
<form class="desk" method="post" action="${action}"><input type="hidden" name="form_token" value="${token}">${Object.entries(
  values,
).map(
  ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
)}<p class="buttons"><button type="submit" class="main">${t('desk.send_now')}</button></p></form>`;
