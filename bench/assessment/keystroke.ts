// SPDX-License-Identifier: Apache-2.0
import { Desks } from '@beichen/platform-web/testing/desks.ts';
import type { Page } from 'playwright-core';
import { quantile } from '../method/timing.ts';
import type { BenchCity } from '../platform/city.ts';
import { signIn } from '../platform/ranking.ts';

/** Keys that are typed before any is timed, and keys that are. */
const WARM_UP = 40;
const KEYS = 200;
/** A line of the draft that moves nearly everybody, and what is typed at its end: each key gives another number. */
const LINE = 'win: 80';
const TYPED = ['Backspace', '5', 'Backspace', '2', 'Backspace', '0'] as const;

/** Milliseconds from the key event to the frame after the one that shows the new list; and what the worker said it took of them. */
export type Keystrokes = {
  readonly keys: number;
  readonly moved: number;
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
  readonly reckoned: number;
};

/**
 * Notes, for each key, when the list that follows it was drawn: the list says with which trial it came, and a message sent from the next
 * frame is taken once that frame is laid out and painted.
 */
const WATCH = `(() => {
  const figures = document.querySelector('dl[data-seq]');
  const times = (window.keystrokes = []);
  let begun;
  addEventListener('keydown', ({ timeStamp }) => { begun = timeStamp; }, true);
  new MutationObserver(() => {
    if (begun === undefined) return;
    const from = begun;
    begun = undefined;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - from);
      port2.postMessage(0);
    });
  }).observe(figures, { attributes: true, attributeFilter: ['data-seq'] });
})()`;

/** Waits, in the page, until the list of a key is drawn; gives what stands above it. */
const drawn = (key: number): string => `new Promise((done) => {
  const figures = document.querySelector('dl[data-seq]');
  const told = () => ({ said: figures.closest('section').innerText.slice(0, 200), moved: figures.querySelector('dd').textContent });
  const look = () => (window.keystrokes.length > ${key} ? done(told()) : setTimeout(look, 10));
  look();
})`;

/** Opens a draft of the edition of the demo, and puts the cursor behind the number. */
export async function openDraft(page: Page): Promise<void> {
  await page.goto('/assessment/drafts');
  await page.getByRole('button', { name: '由这一版改起' }).click();
  await page.getByText(/已按\d+个单位重算/).waitFor();
  const editor = page.getByRole('textbox', { name: '办法全文' });
  await editor.waitFor();
  const text = await page.evaluate<string>(
    `fetch('/api' + location.pathname).then((answer) => answer.json()).then(({ source }) => source)`,
  );
  const line = text.split('\n').findIndex((one) => one.trim() === LINE);
  if (line < 0) throw new Error(`no line "${LINE}" is in the draft any more`);
  await editor.focus();
  await page.keyboard.press('Control+Home');
  for (let at = 0; at < line; at += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
}

/** Types, each key once the list of the one before is drawn. Gives how long the worker took for each, by its own word, and how many units moved. */
export async function type(page: Page, keys: number): Promise<{ reckoned: number[]; moved: number[] }> {
  await page.evaluate(WATCH);
  const told = { reckoned: [] as number[], moved: [] as number[] };
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press(TYPED[key % TYPED.length] as string);
    const { said, moved } = await page.evaluate<{ said: string; moved: string }>(drawn(key));
    told.reckoned.push(Number(/(\d+)毫秒/u.exec(said)?.[1] ?? Number.NaN));
    told.moved.push(Number(moved));
  }
  return told;
}

/** Types into a draft in Chromium, on the page as it is served. */
export async function timeKeystrokes(city: BenchCity): Promise<Keystrokes> {
  const server = await city.serve('web');
  const desks = await Desks.open(server.url);
  try {
    return await desks.sit({ cookie: await signIn(server.url), still: false }, async ({ page }) => {
      await openDraft(page);
      const typed = await type(page, WARM_UP + KEYS);
      const all = await page.evaluate<number[]>('window.keystrokes');
      const times = all.slice(WARM_UP);
      return {
        keys: times.length,
        moved: Math.max(...typed.moved),
        median: quantile(times),
        p95: quantile(times, 0.95),
        worst: Math.max(...times),
        reckoned: quantile(typed.reckoned.slice(WARM_UP)),
      };
    });
  } finally {
    await desks.close();
    await server.stop();
  }
}
