// SPDX-License-Identifier: Apache-2.0
import { pinyin } from 'pinyin-pro';

/** Endings of a committee's or office's formal name, and how people say it. The slips 居民委会 and 村民委会 occur in official lists. */
const ENDINGS: readonly (readonly [formal: RegExp, said: string])[] = [
  [/(社区)?(居民委员?会|居委会)$/, '社区'],
  [/村?(村民委员?会|村委会)$/, '村'],
  [/街道办事处$/, '街道'],
  [/(?<=[镇乡])人民政府$/, ''],
];

/** The name that a screen shows: 河街社区居民委员会 → 河街社区, 田店村民委员会 → 田店村. Any other name stays as it is. */
export function displayName(entered: string): string {
  const name = entered.normalize('NFC').trim().replace(/\s+/g, ' ');
  for (const [formal, said] of ENDINGS) {
    const stem = name.replace(formal, '');
    if (stem !== name && stem !== '') return stem + said;
  }
  return name;
}

/** A name without the zone that official lists put before it: 南阳高新区张衡街道 → 张衡街道. */
export function withoutPrefix(name: string, prefixes: readonly string[]): string {
  const prefix = prefixes.find((start) => name.startsWith(start) && name.length > start.length);
  return prefix === undefined ? name : name.slice(prefix.length);
}

export type Sound = {
  /** Syllables without tones, a blank between them: sorts as a Chinese list does. `wo long qu`. */
  readonly pinyin: string;
  /** First letters: `wlq`. Letters and digits of the name stand for themselves. */
  readonly initials: string;
};

/** How a name sounds, for order and for typing without a Chinese input method. */
export function soundOf(name: string): Sound {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .map((syllable) => syllable.toLowerCase().trim())
    .filter((syllable) => syllable !== '');
  return { pinyin: syllables.join(' '), initials: syllables.map((syllable) => syllable.charAt(0)).join('') };
}

export type SearchTerms = {
  /** As typed, and the same as it would be displayed. */
  readonly text: string;
  readonly name: string;
  /** Letters and digits only: the start of a pinyin, of initials, or of a code; `null` where the text holds anything else. */
  readonly letters: string | null;
};

/** What is looked for when somebody types this. */
export function searchTerms(typed: string): SearchTerms {
  const text = typed.normalize('NFC').trim().toLowerCase();
  const name = displayName(text);
  const letters = text.replace(/[\s'-]+/g, '');
  return { text, name, letters: /^[a-z0-9]+$/.test(letters) ? letters : null };
}

/** Whether a person's name is one that was looked for: a part of it, or the start of its sound or initials. */
export function fitsName(name: string, { text, letters }: SearchTerms): boolean {
  if (text === '') return false;
  if (name.toLowerCase().includes(text)) return true;
  if (letters === null) return false;
  const { pinyin: sound, initials } = soundOf(name);
  return sound.replaceAll(' ', '').startsWith(letters) || initials.startsWith(letters);
}
