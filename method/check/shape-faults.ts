// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { Words } from '../fault.ts';
import type { Path } from '../source/read-source.ts';

/** A fault of shape, at a path of the file. `onKey` puts it at the key rather than the value. */
export type ShapeFault = {
  readonly path: Path;
  readonly onKey?: boolean;
  readonly code: string;
  readonly what: Words;
  readonly mend: Words;
};

type Issue = z.core.$ZodIssue;

const kinds: Record<string, Words> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数', en: 'a number' },
  int: { zh: '整数', en: 'an integer' },
  boolean: { zh: 'true或false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  tuple: { zh: '列表', en: 'a list' },
  object: { zh: '“键: 值”的一组', en: 'a set of keys' },
};

const kindWords = (kind: string): Words => kinds[kind] ?? { zh: kind, en: kind };

/** What the shape check found, in the words of faults. */
export function shapeFaults(issues: readonly Issue[], value: unknown): ShapeFault[] {
  return issues.flatMap((issue) => oneIssue(issue, value));
}

function oneIssue(issue: Issue, value: unknown): ShapeFault[] {
  const path = issue.path as Path;
  const fault = (code: string, what: Words, mend: Words): ShapeFault[] => [{ path, code, what, mend }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        onKey: true,
        code: 'unknown-key',
        what: { zh: `不认识的键“${key}”`, en: `unknown key "${key}"` },
        mend: { zh: `这里可以写：${issue.message}`, en: `known here: ${issue.message}` },
      }));
    case 'invalid_type':
      return wrongType(issue, value);
    case 'invalid_union':
      return inUnion(issue, value);
    case 'invalid_value': {
      const list = issue.values.map(String).join(', ');
      return at(value, path) === undefined
        ? missingKey(path)
        : fault(
            'wrong-value',
            { zh: '不是可用的值', en: 'not a value that is known here' },
            { zh: `可以写：${list}`, en: `write one of: ${list}` },
          );
    }
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? fault(
            'empty',
            { zh: '不能为空', en: 'must not be empty' },
            { zh: '写上内容，或删去这个键', en: 'fill it in, or delete the key' },
          )
        : outOfRange(
            path,
            `${issue.inclusive ? '不小于' : '大于'}${issue.minimum}`,
            `${issue.inclusive ? 'at least' : 'over'} ${issue.minimum}`,
          );
    case 'too_big':
      return issue.origin === 'array'
        ? fault(
            'too-many',
            { zh: `最多${issue.maximum}个`, en: `at most ${issue.maximum} entries` },
            { zh: '删去多余的', en: 'delete the others' },
          )
        : outOfRange(path, `不大于${issue.maximum}`, `at most ${issue.maximum}`);
    default:
      return ownRule(issue, path);
  }
}

function outOfRange(path: Path, zh: string, en: string): ShapeFault[] {
  return [
    {
      path,
      code: 'out-of-range',
      what: { zh: '数值超出范围', en: 'the number is out of range' },
      mend: { zh: `写${zh}的数`, en: `write a number ${en}` },
    },
  ];
}

function missingKey(path: Path): ShapeFault[] {
  const key = String(path[path.length - 1]);
  return [
    {
      path: path.slice(0, -1),
      code: 'missing-key',
      what: { zh: `缺少“${key}”`, en: `"${key}" is missing` },
      mend: { zh: `补上${key}`, en: `add ${key}` },
    },
  ];
}

function wrongType(issue: z.core.$ZodIssueInvalidType, value: unknown): ShapeFault[] {
  const path = issue.path as Path;
  const found = at(value, path);
  if (found === undefined && path.length > 0) return missingKey(path);
  const wanted = kindWords(issue.expected);
  const mend =
    issue.expected === 'string' && typeof found === 'number'
      ? { zh: `加上引号：'${found}'`, en: `put it into quotes: '${found}'` }
      : { zh: `改成${wanted.zh}`, en: `write ${wanted.en}` };
  return [
    { path, code: 'wrong-type', what: { zh: `这里应当是${wanted.zh}`, en: `${wanted.en} is expected here` }, mend },
  ];
}

/** Of the alternatives, the one that the writer meant: it fails inside, not at its very type. */
function inUnion(issue: z.core.$ZodIssueInvalidUnion, value: unknown): ShapeFault[] {
  const path = issue.path as Path;
  const meant = issue.errors.find((branch) =>
    branch.every((inner) => inner.path.length > 0 || !['invalid_type', 'invalid_value'].includes(inner.code)),
  );
  const moved = (branch: readonly Issue[]): Issue[] =>
    branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  if (meant !== undefined) return shapeFaults(moved(meant), value);
  const wanted = issue.errors
    .flat()
    .map((inner) => (inner.code === 'invalid_type' ? kindWords(inner.expected) : undefined));
  const zh = [...new Set(wanted.map((words) => words?.zh))].filter((word) => word !== undefined).join('或');
  const en = [...new Set(wanted.map((words) => words?.en))].filter((word) => word !== undefined).join(' or ');
  return [
    {
      path,
      code: 'wrong-type',
      what: { zh: `这里应当是${zh}`, en: `${en} is expected here` },
      mend: { zh: `改成${zh}`, en: `write ${en}` },
    },
  ];
}

/** Rules that a shape states in a word, told by the message that it carries. */
function ownRule(issue: Issue, path: Path): ShapeFault[] {
  const [name, list = ''] = issue.message.split(': ');
  const told: Record<string, [Words, Words]> = {
    'one-of': [
      { zh: '这里恰好写一个键', en: 'exactly one key is expected here' },
      { zh: `在${list}中选一个`, en: `choose one of ${list}` },
    ],
    'one-or-more': [
      { zh: '没有写后果', en: 'no consequence is written' },
      { zh: `至少写一个：${list}`, en: `write one or more of ${list}` },
    ],
    'kebab-case': [
      { zh: '标识只能用小写字母、数字和连字符', en: 'an id has small letters, digits and hyphens only' },
      { zh: '写成community-stars这样', en: 'write it like community-stars' },
    ],
    key: [
      { zh: '不是可用的排序依据', en: 'not a ranking key' },
      { zh: `可以写：${list}`, en: `write one of ${list}` },
    ],
  };
  const [what, mend] = told[name ?? ''] ?? [
    { zh: '写法不对', en: issue.message },
    { zh: '对照办法语言改正', en: 'see the method language' },
  ];
  return [{ path, code: name !== undefined && name in told ? name : 'wrong-value', what, mend }];
}

function at(value: unknown, path: Path): unknown {
  let here = value;
  for (const part of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string | number, unknown>)[part];
  }
  return here;
}
