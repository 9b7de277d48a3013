/**
 * The desk, quicker: what its forms answer by a button anyway is shown while somebody types, and words that are marked
 * in a source's text go into the form. Everything works without this file, which browsers load as it is.
 */
const WAIT_MS = 250;

/** Does something once nobody has asked for it for a moment. */
const calmly = (work) => {
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(work, WAIT_MS);
  };
};

/** Keeps what stands beneath a field up to date; gives what brings it there. */
const answerBeneath = (place) => {
  const form = place.closest('form');
  const { intent, from } = place.dataset;
  const names = from.split(' ');
  let asked = 0;
  const ask = calmly(async () => {
    const body = new URLSearchParams({ intent, part: '1' });
    for (const name of ['form_token', ...names]) body.set(name, form.elements[name]?.value ?? '');
    asked += 1;
    const own = asked;
    const reply = await fetch(form.action, { method: 'POST', body }).catch(() => null);
    // An answer that was overtaken, or is none: what stands there stays until the next.
    if (own !== asked || !reply?.ok) return;
    place.innerHTML = await reply.text();
  });
  for (const name of names) form.elements[name]?.addEventListener('input', ask);
  return ask;
};

/** Lets words be marked in a text: with the mouse, or with Shift and the arrows. */
const markIn = (text, form, ask) => {
  const field = (name) => form.elements[name];
  const mark = calmly(() => {
    const whole = text.value.slice(text.selectionStart, text.selectionEnd);
    const words = whole.trim();
    if (words === '') return;
    const start = text.selectionStart + whole.indexOf(words);
    field('text').value = words;
    field('place.start').value = start;
    field('place.end').value = start + words.length;
    ask();
  });
  // Browsers give a text that is read only no caret, without which the keyboard marks nothing.
  text.readOnly = false;
  text.setAttribute('aria-readonly', 'true');
  text.addEventListener('beforeinput', (event) => event.preventDefault());
  text.addEventListener('select', mark);
  // What is written by hand has no place until it is found.
  field('text').addEventListener('input', () => {
    field('place.start').value = '';
    field('place.end').value = '';
  });
};

for (const place of document.querySelectorAll('.answer-here')) {
  const ask = answerBeneath(place);
  const text = document.getElementById('source-text');
  if (text && place.dataset.intent === 'compare') markIn(text, place.closest('form'), ask);
}
