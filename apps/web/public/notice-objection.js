// SPDX-License-Identifier: Apache-2.0
// The forms of a public notice: without this the page reads and prints, and says where to write to. Runs in old browsers as it stands.

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A version 7 UUID: of now, and of chance. */
function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let at = 0; at < 6; at += 1) bytes[at] = Math.floor(now / 2 ** (8 * (5 - at))) % 256;
  bytes[6] = (bytes[6] % 16) + 0x70;
  bytes[8] = (bytes[8] % 64) + 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const freshCode = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => CROCKFORD[byte % 32]).join('');

const word = (key) => document.querySelector(`[data-word="${key}"]`).textContent;

/** Says something under a form; `code` is set large, to be written down. */
function tell(form, text, code) {
  const place = form.querySelector('[role=status]');
  place.className = 'told';
  place.textContent = text;
  if (code === undefined) return;
  const shown = document.createElement('p');
  shown.className = 'code';
  shown.textContent = code;
  place.append(shown);
}

const languageOf = () => document.documentElement.lang;
const headers = { 'Accept-Language': languageOf() };

async function problemIn(answer, lead) {
  const problem = await answer.json().catch(() => ({}));
  const faults = (problem.faults ?? []).map(({ what, mend }) => {
    const language = languageOf() === 'en' ? 'en' : 'zh';
    return `${what[language]} ${mend[language]}`;
  });
  return word(lead) + [problem.detail ?? problem.title ?? answer.status, ...faults].join(' ');
}

const objection = document.getElementById('objection');
const answers = document.getElementById('answer');

/** The same writing, sent again after a lost line, is one intention. */
let intention = { told: '', id: '', key: '', code: '' };

async function send(form) {
  const fields = new FormData(form);
  const told = JSON.stringify([...fields]);
  if (intention.told !== told) intention = { told, id: freshId(), key: freshId(), code: freshCode() };
  const phone = String(fields.get('phone') ?? '').trim();
  const body = {
    id: intention.id,
    notice: form.dataset.notice,
    unit: Number(fields.get('unit')),
    section: fields.get('section') || null,
    reason: fields.get('reason'),
    trackingCode: intention.code,
    ...(phone === '' ? {} : { contact: { phone } }),
  };
  const answer = await fetch('/api/public/objections', {
    method: 'POST',
    headers: {
      ...headers,
      'Content-Type': 'application/json',
      'Idempotency-Key': intention.key,
      'Beichen-Tracking-Code': intention.code,
    },
    credentials: 'omit',
    body: JSON.stringify(body),
  });
  if (!answer.ok) return tell(form, await problemIn(answer, 'failed'));
  tell(form, word('sent'), intention.code);
  form.querySelector('button').hidden = true;
}

/** A day by the clock of the city, wherever the reader's desk stands: 2026年10月15日. */
const dayOf = (moment, timeZone) =>
  new Intl.DateTimeFormat(languageOf() === 'en' ? 'en-GB' : 'zh-CN', { dateStyle: 'long', timeZone }).format(moment);

async function look(form) {
  const code = String(new FormData(form).get('code')).replace(/[\s-]/g, '').toUpperCase();
  const answer = await fetch('/api/public/objections', {
    headers: { ...headers, 'Beichen-Tracking-Code': code },
    credentials: 'omit',
  });
  if (!answer.ok) return tell(form, await problemIn(answer, 'notFound'));
  const { state, dueAt, answer: said } = await answer.json();
  const to = dayOf(Date.parse(dueAt) - 1, form.dataset.zone);
  tell(form, state === 'open' ? word('waiting').replace('{to}', to) : word(state) + (said ?? ''));
}

for (const [form, act] of [
  [objection, send],
  [answers, look],
]) {
  // The list of notices has the second form alone.
  if (form === null) continue;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    act(form).catch(() => tell(form, word('offline')));
  });
}
