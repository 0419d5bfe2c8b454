// SPDX-License-Identifier: Apache-2.0
import { dirname, join, normalize } from 'node:path/posix';
import type { Fault } from '../fault.ts';
import type { Tree } from '../tree.ts';

type Link = { readonly line: number; readonly target: string };

/** The lines of a text, those inside fenced blocks emptied, so that line numbers stay. */
function proseLines(text: string): string[] {
  let fence: string | undefined;
  return text.split('\n').map((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    const inside = fence !== undefined || mark !== undefined;
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
    return inside ? '' : line;
  });
}

function linksOf(text: string): Link[] {
  return proseLines(text).flatMap((raw, index) => {
    const line = raw.replace(/`[^`]*`/g, (code) => '`'.repeat(code.length));
    const inline = [...line.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
    const defined = [...line.matchAll(/^\s{0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/g)];
    return [...inline, ...defined].map((match) => ({ line: index + 1, target: match[1] ?? '' }));
  });
}

/** The anchors of a text's headings, as repository hosts make them. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const line of proseLines(text)) {
    const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
    if (heading === undefined) continue;
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');
    let anchor = slug;
    for (let copy = 1; anchors.has(anchor); copy += 1) anchor = `${slug}-${copy}`;
    anchors.add(anchor);
  }
  return anchors;
}

function faultOfLink(tree: Tree, file: string, link: Link): Fault | undefined {
  if (/^(https?:|mailto:)/.test(link.target)) return undefined;
  const [path = '', anchor = ''] = decodeURI(link.target).split('#', 2);
  const to = path === '' ? file : normalize(join(dirname(file), path)).replace(/\/$/, '');
  const exists = to === '.' || tree.files.some((known) => known === to || known.startsWith(`${to}/`));
  const fault = { file, line: link.line, rule: 'link' };
  if (path.startsWith('/') || !exists) {
    return {
      ...fault,
      what: `${link.target} leads nowhere`,
      mend: 'link to a file of the repository, by relative path',
    };
  }
  if (anchor === '' || !to.endsWith('.md') || anchorsOf(tree.text(to)).has(anchor)) return undefined;
  const mend = `use one of: ${[...anchorsOf(tree.text(to))].map((known) => `#${known}`).join(' ')}`;
  return { ...fault, what: `${to} has no heading #${anchor}`, mend };
}

/** Relative links and anchors in Markdown lead somewhere. */
export function links(tree: Tree): Fault[] {
  const faults: Fault[] = [];
  for (const file of tree.files.filter((name) => name.endsWith('.md'))) {
    for (const link of linksOf(tree.text(file))) {
      const fault = faultOfLink(tree, file, link);
      if (fault !== undefined) faults.push(fault);
    }
  }
  return faults;
}
