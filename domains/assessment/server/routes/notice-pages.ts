// SPDX-License-Identifier: Apache-2.0
import { getPeriod, nameOfPeriod } from '@beichen/kernel/periods.ts';
import { type CivilDate, dateOf, type Instant, instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import { type Html, publicPage } from '@beichen/platform-server/http/public-page.ts';
import { html } from 'hono/html';
import type { z } from 'zod';
import type { publicNoticePage, publicNoticesShape } from '../../model/notice.ts';
import type { Proof } from '../queries/public-proof.ts';
import { answerForm, objectionForms } from './objection-forms.ts';
import { sayIn } from './page-words.ts';

type Language = 'zh' | 'en';
export type About = { readonly language: Language; readonly zone: string };
type Page = z.infer<typeof publicNoticePage>;
type Notice = Pick<Page['notice'], 'openedAt' | 'dueAt' | 'estimated'>;

const LIST = '/public/notices';
const SCRIPT = '/notice-objection.js';
const suffix = (language: Language): string => (language === 'en' ? '?lang=en' : '');

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A day as official papers write it. */
function dayText(date: CivilDate, language: Language): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return language === 'zh' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`;
}

/** The first and the last whole day of a notice: it runs until the first moment of the day after. */
function windowOf({ openedAt, dueAt, estimated }: Notice, { language, zone }: About): string {
  const say = sayIn(language);
  if (openedAt === null || dueAt === null) return '';
  const last = instantOfMillis(millisOf(dueAt as Instant) - 1);
  const dates = say('dates', {
    from: dayText(dateOf(openedAt as Instant, zone), language),
    to: dayText(dateOf(last, zone), language),
  });
  return estimated ? dates + say('estimated') : dates;
}

function titleOf(
  of: { readonly title: { zh: string; en: string }; readonly period: string },
  language: Language,
): string {
  const period = nameOfPeriod(getPeriod(of.period))[language];
  // 考核评价办法的结果，公文里叫考核评价结果。
  const method = of.title[language].replace(/办法(?:（试行）)?$/u, '');
  return sayIn(language)('titleOf', { period, method });
}

const tools = (here: string, language: Language): Html => html`<p class="screen aux">
  ${here === LIST ? '' : html`<a href="${LIST}${suffix(language)}">${sayIn(language)('back')}</a> · `}<a href="${here}${language === 'zh' ? '?lang=en' : ''}" lang="${language === 'zh' ? 'en' : 'zh-CN'}">${sayIn(language)('other')}</a></p>`;

/** All notices that hang out now. */
export async function noticesPage({ notices }: z.infer<typeof publicNoticesShape>, about: About): Promise<Response> {
  const { language } = about;
  const say = sayIn(language);
  const rows = notices.map(
    (notice) => html`<li><p><a href="${LIST}/${notice.id}${suffix(language)}">${titleOf(notice, language)}</a><br>
      <span class="aux">${notice.document} · ${say('window')} ${windowOf(notice, about)}</span></p></li>`,
  );
  const body = html`${tools(LIST, language)}<h1>${say('list')}</h1>
    <div class="paper">${rows.length === 0 ? html`<p>${say('none')}</p><p class="aux">${say('noneWhy')}</p>` : html`<p>${say('all', { count: notices.length })}</p><ul>${rows}</ul>`}</div>
    <p class="aux">${say('what')}</p>
    ${answerForm(about)}`;
  return await publicPage({ title: say('list'), language, body, script: SCRIPT });
}

type Unit = Page['units'][number];

function markOf(mark: Unit['marks'][number] | undefined, language: Language): Html {
  const say = sayIn(language);
  if (mark === 'won') return html`<td class="mark won">★ ${say('won')}</td>`;
  return html`<td class="mark">${say(mark === 'incomplete' ? 'incomplete' : 'not')}</td>`;
}

function table({ notice, units }: Page, language: Language): Html {
  const say = sayIn(language);
  const { sections, grades } = notice.outline;
  const stars = sections.filter(({ star }) => star);
  const gradeOf = ({ grade }: Unit): string => grades.find(({ id }) => id === grade)?.title[language] ?? '—';
  return html`<div class="wide" tabindex="0" role="region" aria-label="${say('results')}"><table>
    <caption>${say('count', { count: units.length })}</caption>
    <thead><tr><th scope="col">${say('unit')}</th><th scope="col">${say('above')}</th>
      ${stars.map(({ title }) => html`<th scope="col" class="mark">${title[language]}</th>`)}
      <th scope="col" class="mark">${say('stars')}</th>${grades.length === 0 ? '' : html`<th scope="col">${say('grade')}</th>`}</tr></thead>
    <tbody>${units.map(
      (
        unit,
      ) => html`<tr><th scope="row">${unit.name}</th><td>${unit.above}</td>${stars.map((_, at) => markOf(unit.marks[at], language))}
        <td class="mark">${unit.stars}</td>${grades.length === 0 ? '' : html`<td>${gradeOf(unit)}</td>`}</tr>`,
    )}</tbody></table></div>`;
}

/** One notice: under which document, by which method, until when, of which facts; units and stars; where to object. */
export async function noticePageOf(
  page: Page,
  proof: Proof,
  about: About & { readonly openData: boolean },
): Promise<Response> {
  const { language } = about;
  const say = sayIn(language);
  const { notice } = page;
  const here = `${LIST}/${notice.id}`;
  const title = titleOf({ title: notice.outline.title, period: notice.period }, language);
  const method = say('edition', { method: notice.outline.title[language], edition: notice.edition });
  const facts: [string, string | Html][] = [
    [say('document'), notice.document],
    [say('method'), method],
    [say('window'), windowOf(notice, about)],
    [say('to'), notice.objectionsTo[language]],
    [say('asOf'), dayText(dateOf(proof.asOf, about.zone), language)],
    [say('digest'), html`<code>sha256:${proof.digest}</code><br><span class="aux">${say('digestWhy')}</span>`],
  ];
  const body = html`${tools(here, language)}<h1>${title}</h1>
    <div class="paper"><dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
      ${about.openData ? html`<p class="screen"><a href="${here}/package">${say('package')}</a></p>` : ''}
      <p class="screen"><a href="#object">${say('object')}</a> · <a href="#answer">${say('look')}</a></p></div>
    <h2>${say('results')}</h2><p class="aux">${say('order')}</p><div class="paper">${table(page, language)}</div>
    ${objectionForms(page, about)}`;
  return await publicPage({ title, language, body, script: SCRIPT });
}

export async function noNoticePage({ language }: About): Promise<Response> {
  const say = sayIn(language);
  const body = html`<h1>${say('gone')}</h1><p class="aux">${say('noneWhy')}</p><p><a href="${LIST}${suffix(language)}">${say('back')}</a></p>`;
  return await publicPage({ title: say('gone'), language, body, status: 404 });
}
