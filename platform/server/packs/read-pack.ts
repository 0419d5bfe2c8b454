// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, instantSchema } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { z } from 'zod';
import { BrokenPack, type PackFault } from './pack-fault.ts';
import { type PackRow, packTable } from './pack-table.ts';
import { type PackYaml, packYaml, partOf } from './pack-yaml.ts';

/** Name of a file in the pack, relative to its folder; it cannot lead out of it. */
const packFile = z
  .string()
  .regex(/^(?!.*\.\.)[\w-][\w./-]*$/)
  .describe('数据包内的文件，相对于数据包的文件夹');

const wordsShape = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const HEAD = z.looseObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('数据包的标识'),
  title: wordsShape.describe('城市的名称'),
  zone: z.string().refine(isZone, { error: 'not an IANA time zone' }).describe('时区，如 Asia/Shanghai'),
  roles: packFile.describe('角色表'),
  calendar: packFile.describe('历年放假通知'),
  lines: z
    .record(z.string().regex(/^[a-z][a-z0-9-]*$/), wordsShape)
    .default({})
    .describe('条线：岗位和事项按它分工，各有名称'),
  demo: z
    .strictObject({
      starts_at: instantSchema.describe('演示时钟的起点'),
      people: packFile.optional().describe('演示用的人员和岗位'),
    })
    .optional()
    .describe('只在演示时载入'),
  accounts: z
    .strictObject({
      slip_days: z.int().min(1).max(30).default(7).describe('凭条有效天数'),
      unused_days: z.int().min(14).max(730).default(90).describe('多少天没有登录列入复核'),
    })
    .prefault({})
    .describe('账号管理'),
});

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Reads what a domain needs of a pack, and gathers what is wrong with it. A domain takes a reader of its own, reads and checks
 * everything, and calls `check` at the end: so a person sees all faults at once.
 */
export class PackReader {
  readonly folder: string;
  private readonly faults: PackFault[] = [];
  private head: PackYaml | undefined;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Notes a fault; line 1 stands for the file as a whole. */
  fault(place: { readonly file: string; readonly line: number }, what: Words, mend: Words): void {
    this.faults.push({ file: place.file, line: place.line, what, mend });
  }

  /** @throws BrokenPack where any fault was noted. */
  check(): void {
    if (this.faults.length > 0) throw new BrokenPack(this.folder, this.faults);
  }

  /** A domain's section of pack.yaml, under its id. `undefined` where it does not fit; the faults are noted. */
  async section<T>(name: string, schema: z.ZodType<T>): Promise<{ value: T; lineOf: PackYaml['lineOf'] } | undefined> {
    this.head ??= await this.parsed('pack.yaml');
    if (this.head === undefined) return undefined;
    const { lineOf } = this.head;
    const path = name === '' ? [] : [name];
    const value = partOf(this.head, { path, schema }, this.tellOf('pack.yaml'));
    return value === undefined ? undefined : { value, lineOf: (rest) => lineOf([...path, ...rest]) };
  }

  /** A YAML file, read by its schema. `undefined` where it does not fit; the faults are noted. */
  async yaml<T>(file: string, schema: z.ZodType<T>): Promise<{ value: T; lineOf: PackYaml['lineOf'] } | undefined> {
    const yaml = await this.parsed(file);
    if (yaml === undefined) return undefined;
    const value = partOf(yaml, { path: [], schema }, this.tellOf(file));
    return value === undefined ? undefined : { value, lineOf: yaml.lineOf };
  }

  /** The rows of a plain table that has these columns. */
  async table(file: string, columns: readonly string[]): Promise<PackRow[]> {
    const text = await this.text(file);
    return text === undefined ? [] : packTable(text, columns, this.tellOf(file));
  }

  private tellOf(file: string): (fault: Omit<PackFault, 'file'>) => void {
    return (fault) => this.faults.push({ file, ...fault });
  }

  private async parsed(file: string): Promise<PackYaml | undefined> {
    const text = await this.text(file);
    return text === undefined ? undefined : packYaml(text, this.tellOf(file));
  }

  private async text(file: string): Promise<string | undefined> {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(join(this.folder, file)));
    } catch (error) {
      const absent = (error as { code?: string }).code === 'ENOENT';
      const what = absent
        ? { zh: '没有这个文件', en: 'the file is not there' }
        : { zh: '读不出来，或不是UTF-8文本', en: 'cannot be read, or is not UTF-8' };
      this.fault({ file, line: 1 }, what, {
        zh: '补上文件，或改正pack.yaml里的名称',
        en: 'add it, or correct its name in pack.yaml',
      });
      return undefined;
    }
  }
}

/** How a city keeps its accounts, in days. Both are assumed where its pack says nothing: no document gives them. */
export type AccountSettings = { readonly slipDays: number; readonly unusedDays: number };

/** The duty lines of a city, by id, with what they are called. */
export type DutyLines = Readonly<Record<string, Words>>;

/** What a line is called; one that the pack no longer has, by its id. `null` for none. */
export function lineTitle(lines: DutyLines, line: string | null): Words | null {
  return line === null ? null : (lines[line] ?? { zh: line, en: line });
}

/** That a pack names a line which it gives no title. */
export function unknownLine(line: string): { readonly what: Words; readonly mend: Words } {
  return {
    what: { zh: `条线“${line}”没有名称`, en: `the line "${line}" has no title` },
    mend: { zh: '在pack.yaml的lines里写上它的中英文名称', en: 'give it a title under lines in pack.yaml' },
  };
}

/** What a pack says of the city as a whole. */
export type Pack = {
  readonly folder: string;
  readonly id: string;
  readonly title: Words;
  /** IANA zone. */
  readonly zone: string;
  readonly roles: string;
  readonly calendar: string;
  readonly lines: DutyLines;
  readonly accounts: AccountSettings;
  /** What only the demo takes: when its clock starts, and its people. */
  readonly demo: { readonly startsAt: Instant; readonly people: string | undefined } | undefined;
};

/** The head of a pack. @throws BrokenPack */
export async function readPack(folder: string): Promise<Pack> {
  const reader = new PackReader(folder);
  const head = await reader.section('', HEAD);
  reader.check();
  const { demo, ...city } = (head as { value: z.infer<typeof HEAD> }).value;
  const { id, title, zone, roles, calendar, lines } = city;
  const example = demo === undefined ? undefined : { startsAt: demo.starts_at, people: demo.people };
  const accounts = { slipDays: city.accounts.slip_days, unusedDays: city.accounts.unused_days };
  return { folder, id, title, zone, roles, calendar, lines, accounts, demo: example };
}
