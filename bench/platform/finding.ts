// SPDX-License-Identifier: Apache-2.0
import { quantile } from '../method/timing.ts';
import type { BenchCity } from './city.ts';
import { signIn } from './ranking.ts';

const ROUNDS = 30;

/** Milliseconds of an answer, half of them sooner, and the most bytes of one. */
export type Asked = { readonly what: string; readonly ms: number; readonly bytes: number };
export type Finding = { readonly units: number; readonly opening: readonly Asked[]; readonly search: readonly Asked[] };

/** What people type: a part of many names, one character, a whole name, sounds, initials, a code, and what is nowhere. */
const TYPED = ['花园', '河', '卧龙小区', 'wolong', 'jinxiu', 'wlq', 'jxhy', '4113020', '没有这个地方'];
/** Whose scope is searched: all of the city, and a street of it. */
const WHO = ['city-organiser', 'street-organiser'];

async function timed(urls: readonly string[], headers: Record<string, string>): Promise<{ ms: number; bytes: number }> {
  const began = performance.now();
  const bodies = await Promise.all(
    urls.map(async (url) => {
      const answer = await fetch(url, { headers });
      if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
      return await answer.arrayBuffer();
    }),
  );
  const ms = performance.now() - began;
  return { ms, bytes: bodies.reduce((sum, { byteLength }) => sum + byteLength, 0) };
}

async function asking(what: string, urls: readonly string[], headers: Record<string, string>): Promise<Asked> {
  const times: number[] = [];
  let most = 0;
  // The first three warm what a server keeps warm.
  for (let round = -3; round < ROUNDS; round += 1) {
    const { ms, bytes } = await timed(urls, headers);
    if (round >= 0) times.push(ms);
    most = Math.max(most, bytes);
  }
  return { what, ms: quantile(times), bytes: most };
}

/** Nodes of every width: the root, a county, the unit with the most below it, and one with nothing below. */
const NODES = `
  SELECT 'root' AS what, id FROM unit WHERE parent_id IS NULL
  UNION ALL (SELECT 'a county', id FROM unit WHERE kind = 'county' ORDER BY id LIMIT 1)
  UNION ALL (SELECT 'the most directly below', parent_id FROM unit WHERE parent_id IS NOT NULL GROUP BY parent_id ORDER BY count(*) DESC LIMIT 1)
  UNION ALL (SELECT 'a leaf', id FROM unit ORDER BY level DESC, id DESC LIMIT 1)`;

/** Opens nodes as the page of a unit does, itself and the first page below it at once, and searches as people type. */
export async function findingLatency(city: BenchCity): Promise<Finding> {
  const server = await city.serve('web');
  const [{ units } = { units: 0 }] = await city.ask<{ units: number }>('SELECT count(*)::integer AS units FROM unit');
  const opening: Asked[] = [];
  const search: Asked[] = [];
  for (const who of WHO) {
    const headers = { Cookie: await signIn(server.url, who) };
    for (const typed of TYPED)
      search.push(
        await asking(`${typed}, ${who}`, [`${server.url}/api/org/search?q=${encodeURIComponent(typed)}`], headers),
      );
    if (who !== 'city-organiser') continue;
    for (const { what, id } of await city.ask<{ what: string; id: number }>(NODES)) {
      const unit = `${server.url}/api/org/units/${id}`;
      opening.push(await asking(what, [unit, `${unit}/children`], headers));
    }
  }
  await server.stop();
  return { units, opening, search };
}
