// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { type Head, readHeads } from '@beichen/platform-server/audit/heads.ts';
import { type AuditReport, type BreakKind, verifyAudit } from '@beichen/platform-server/audit/verify-audit.ts';
import { connect } from '@beichen/platform-server/db/connect.ts';
import { type Command, optionalText, shared, textOf } from '../command.ts';
import { EXIT, unusable } from '../failure.ts';

const said: Record<BreakKind, { readonly zh: string; readonly en: string }> = {
  'content-changed': { zh: '记录的内容在封存后被改动', en: 'the entry was changed after it had been sealed' },
  'entry-deleted': { zh: '记录已被删除', en: 'the entry was deleted' },
  'link-missing': { zh: '链在这里缺了一环', en: 'a link is missing here' },
  'order-changed': { zh: '记录的先后次序被改动', en: 'the entries were put in another order' },
  'hash-wrong': { zh: '链上的哈希被改动', en: 'the hash in the chain was changed' },
  'head-differs': {
    zh: '与库外公布的链头不符：此前的链被整段改写',
    en: 'not the chain whose head was published: it was rewritten from some place before',
  },
  'not-linked': { zh: '有记录不在链上，也不在待封存之列', en: 'an entry stands in no link and waits for none' },
};

export const auditVerify: Command = {
  name: 'audit verify',
  files: [],
  options: {
    'database-url': shared.workerUrl,
    heads: {
      value: 'heads.jsonl',
      words: {
        zh: '在库外保存的链头；不给就查不出整条重做的链',
        en: 'heads kept outside the database; without them a chain made anew as a whole is not found',
      },
    },
    json: shared.json,
    lang: shared.lang,
  },
  words: {
    zh: '核对审计链：第一处断点在哪里，末尾还有多少没有封存',
    en: 'checks the audit chain: its first broken link, and how much of its end is not sealed yet',
  },
  async run(given, terminal) {
    const heads = loadHeads(optionalText(given, 'heads'));
    const { db, close } = connect(textOf(given, 'database-url'), 1, () => undefined);
    const report = await verifyAudit(db, heads)
      .catch((error: Error) => {
        throw unusable('--database-url', 'database', {
          what: { zh: `数据库不能用：${error.message}`, en: `the database cannot be used: ${error.message}` },
          mend: { zh: '核对地址和角色，数据库须在运行', en: 'check the address and the role; the database must run' },
        });
      })
      .finally(close);
    terminal.out(
      given.options['json'] === true
        ? `${JSON.stringify(report, null, 2)}\n`
        : `${linesOf(report, heads.length)
            .map((line) => line[terminal.language])
            .join('\n')}\n`,
    );
    return report.broken === undefined ? EXIT.done : EXIT.found;
  },
};

function loadHeads(file: string | undefined): readonly Head[] {
  if (file === undefined) return [];
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw unusable(file, 'no-file', {
      what: { zh: '读不到这个文件', en: `cannot be read: ${(error as Error).message}` },
      mend: { zh: '核对文件名和权限', en: 'check its name and rights' },
    });
  }
  const read = readHeads(text);
  if ('heads' in read) return read.heads;
  throw unusable(file, 'no-head', {
    what: { zh: `第${read.badLine}行不是链头`, en: `line ${read.badLine} is no head` },
    mend: { zh: '用系统写出的原文件', en: 'use the file as it was written' },
  });
}

function linesOf(report: AuditReport, given: number): { zh: string; en: string }[] {
  const { broken, links, heads, proved, unsealed, since } = report;
  const first =
    broken === undefined
      ? { zh: `审计链完好，共${links}环`, en: `The audit chain is whole: ${links} links` }
      : {
          zh: `审计链已断：第${broken.position ?? '—'}环，${said[broken.why].zh}；记录${broken.entry ?? '—'}`,
          en: `The audit chain is broken at link ${broken.position ?? '—'}: ${said[broken.why].en}; entry ${broken.entry ?? '—'}`,
        };
  const outside =
    given === 0
      ? {
          zh: '没有库外链头可比，整条重做查不出',
          en: 'No head from outside: a chain made anew as a whole is not found',
        }
      : {
          zh: `库外链头${given}个，相符${heads}个，可证到第${proved}环`,
          en: `${given} heads from outside, ${heads} fit, proved up to link ${proved}`,
        };
  const tail =
    unsealed === 0
      ? { zh: '没有待封存的记录', en: 'Nothing waits to be sealed' }
      : {
          zh: `待封存${unsealed}条，最早${since ?? '—'}`,
          en: `${unsealed} entries wait to be sealed, the oldest of ${since ?? '—'}`,
        };
  return [first, outside, tail];
}
