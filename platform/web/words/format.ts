// SPDX-License-Identifier: Apache-2.0
import type { Language } from './language.tsx';

const fieldsIn = (timeZone: string | undefined): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

/** By the clock of this device, until the server has said which city it serves. */
let fields = fieldsIn(undefined);

/** The zone of the city, which a page shows one of: dates are shown as its offices read them, wherever the desk stands. */
export function showCityZone(zone: string): void {
  if (fields.resolvedOptions().timeZone !== zone) fields = fieldsIn(zone);
}

type Moment = { readonly year: string; readonly month: number; readonly day: number; readonly time: string };

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day (`2023-10-18`) or an instant with its offset, by the city's clock. */
function momentOf(iso: string): Moment {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (day !== null) return { year: day[1] as string, month: Number(day[2]), day: Number(day[3]), time: '' };
  const parts = new Map(fields.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  return {
    year: parts.get('year') ?? '',
    month: Number(parts.get('month')),
    day: Number(parts.get('day')),
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  };
}

/** 10月18日 / 18 Oct; with its year where `year` is asked for. */
export function dateText(iso: string, language: Language, year = false): string {
  const { year: y, month, day } = momentOf(iso);
  if (language === 'en') return `${day} ${MONTHS[month - 1]}${year ? ` ${y}` : ''}`;
  return `${year ? `${y}年` : ''}${month}月${day}日`;
}

/** 10月12日 10:42 / 12 Oct 10:42. A day alone has no time. */
export function momentText(iso: string, language: Language): string {
  const { time } = momentOf(iso);
  return time === '' ? dateText(iso, language) : `${dateText(iso, language)} ${time}`;
}

const WEEKDAYS = { 'zh-CN': '日一二三四五六', en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] } as const;

/** 周三 / Wed. */
export function weekdayText(iso: string, language: Language): string {
  const { year, month, day } = momentOf(iso);
  const weekday = WEEKDAYS[language][new Date(Date.UTC(Number(year), month - 1, day)).getUTCDay()] ?? '';
  return language === 'en' ? weekday : `周${weekday}`;
}

/** 1,873; with `decimals` exactly so many (14.70); − for minus. */
export function numberText(value: number, decimals?: number): string {
  const fixed = decimals === undefined ? String(Math.abs(value)) : Math.abs(value).toFixed(decimals);
  const [whole = '', part] = fixed.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && Number(fixed) !== 0 ? '−' : '';
  return sign + (part === undefined ? grouped : `${grouped}.${part}`);
}

/** With its sign: +1, −1, and 0 as it is. */
export const changeText = (value: number, decimals?: number): string =>
  value > 0 ? `+${numberText(value, decimals)}` : numberText(value, decimals);

/** A share as percent, two decimals: 89.13%. */
export const percentText = (share: number): string => `${numberText(share * 100, 2)}%`;

/** Count first, rate second: 41 / 46件，89.13%. */
export function ratioText(num: number, den: number, { unit, language }: { unit: string; language: Language }): string {
  const counts = `${numberText(num)} / ${numberText(den)}`;
  const counted = language === 'en' ? `${counts} ${unit}`.trimEnd() : counts + unit;
  if (den === 0) return counted;
  return language === 'en' ? `${counted}, ${percentText(num / den)}` : `${counted}，${percentText(num / den)}`;
}

/** A size as a file manager tells it: 812 B, 34 KB, 2.3 MB. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`;
  return `${numberText(Math.round(bytes / 100_000) / 10)} MB`;
}
