// SPDX-License-Identifier: Apache-2.0
import type { Html } from '@beichen/platform-server/http/public-page.ts';
import { html } from 'hono/html';
import type { z } from 'zod';
import type { publicNoticePage } from '../../model/notice.ts';
import { type PageKey, sayIn } from './page-words.ts';

type Page = z.infer<typeof publicNoticePage>;
type About = { readonly language: 'zh' | 'en'; readonly zone: string };

/** What the script says, where it can be found: the page has its words. */
const SCRIPT_WORDS = [
  'sent',
  'failed',
  'notFound',
  'offline',
  'waiting',
  'upheld',
  'rejected',
] as const satisfies readonly PageKey[];

/** The forms by which anybody objects and reads the answer; shown by the script that sends them. */
export function objectionForms({ notice, units }: Page, about: About): Html {
  const say = sayIn(about.language);
  const stars = notice.outline.sections.filter(({ star }) => star);
  return html`<section class="screen" id="object"><h2>${say('object')}</h2><p>${say('objectWhy')}</p>
    <noscript><p class="told">${say('noScript')}</p></noscript>
    <form id="objection" data-notice="${notice.id}" hidden>
      <label>${say('which')}<select name="unit" required><option value="">${say('choose')}</option>
        ${units.map(({ id, name, above }) => html`<option value="${id}">${name} · ${above}</option>`)}</select></label>
      ${
        stars.length === 0
          ? ''
          : html`<label>${say('star')}<select name="section"><option value="">${say('whole')}</option>
        ${stars.map(({ id, title }) => html`<option value="${id}">${title[about.language]}</option>`)}</select></label>`
      }
      <label>${say('reason')}<textarea name="reason" rows="4" minlength="4" maxlength="1000" required></textarea></label>
      <label>${say('phone')}<input name="phone" type="tel" inputmode="tel" autocomplete="tel" pattern="\\+?[0-9 \\-]{7,20}"></label>
      <button type="submit">${say('send')}</button>
      <div role="status" aria-live="polite"></div>
    </form></section>${answerForm(about)}`;
}

/** The form by which an objector reads the answer, also when the notice is over: by the code alone. */
export function answerForm({ language, zone }: About): Html {
  const say = sayIn(language);
  const words = SCRIPT_WORDS.map((key) => html`<span data-word="${key}">${say(key, { to: '{to}' })}</span>`);
  return html`<section class="screen"><div hidden id="words">${words}</div>
    <form id="answer" data-zone="${zone}" hidden><h2>${say('look')}</h2><p class="aux">${say('lookWhy')}</p>
      <label>${say('code')}<input name="code" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false"></label>
      <button type="submit">${say('find')}</button><div role="status" aria-live="polite"></div></form></section>`;
}
