// SPDX-License-Identifier: Apache-2.0

/** UTF-16 units that the name of a sheet may have. */
const MOST = 31;

/** Names for sheets: without what a spreadsheet refuses, not too long, each its own whatever the case of its letters. */
export function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set<string>(['history']);
  return titles.map((title, at) => {
    const base = legal(title) || `Sheet${at + 1}`;
    let name = shortened(base, MOST);
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) {
      const ending = `(${n})`;
      name = shortened(base, MOST - ending.length) + ending;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}

function legal(title: string): string {
  return title
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/[^\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/^['\s]+|['\s]+$/gu, '');
}

/** Not longer than so many UTF-16 units, and not cut within a character. */
function shortened(name: string, most: number): string {
  const cut = name.slice(0, most);
  return (/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut).replace(/['\s]+$/u, '');
}
