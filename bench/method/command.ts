// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { Table } from '../../method/index.ts';
import { METHOD_FILE } from './method.ts';
import { makeTable } from './table.ts';
import { quantile } from './timing.ts';

const COMMAND = fileURLToPath(new URL('../../node_modules/.bin/beichen', import.meta.url));

/** Told to every process of the command: at its end it notes the most memory that it held, in KiB. */
const NOTE = `import{appendFileSync}from'node:fs';process.on('exit',()=>appendFileSync(process.env.BENCH_PEAK,process.resourceUsage().maxRSS+'\\n'))`;

export type CommandCost = {
  readonly units: number;
  readonly facts: number;
  /** The first start of all, when nothing of the program has been compiled before, and the median of the later ones. */
  readonly first: number;
  readonly later: number;
  /** The most memory that the command's process held, in bytes. */
  readonly peak: number;
};

/** Runs `beichen assess` on files of so many units in a new process, several times. */
export async function commandCost(units: number, times: number): Promise<CommandCost> {
  const folder = mkdtempSync(path.join(tmpdir(), 'beichen-bench-'));
  try {
    const facts = await writeFiles(folder, makeTable(units));
    const costs: { seconds: number; peak: number }[] = [];
    for (let run = 0; run < times; run += 1) costs.push(await runOnce(folder));
    const seconds = costs.map((cost) => cost.seconds);
    const peak = Math.max(...costs.map((cost) => cost.peak));
    return { units, facts, first: seconds[0] as number, later: quantile(seconds.slice(1)), peak };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runOnce(folder: string): Promise<{ seconds: number; peak: number }> {
  const peaks = path.join(folder, 'peaks');
  rmSync(peaks, { force: true });
  const files = ['--units', path.join(folder, 'units.csv'), '--facts', path.join(folder, 'facts.csv')];
  const start = performance.now();
  const child = spawn(COMMAND, ['assess', METHOD_FILE, ...files], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      BENCH_PEAK: peaks,
      NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(NOTE)}`,
    },
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`beichen assess ended with ${code}`);
  return { seconds, peak: 1024 * Math.max(...readFileSync(peaks, 'utf8').trim().split('\n').map(Number)) };
}

/** Writes units.csv and facts.csv, unit by unit as an exporting system would; how many facts there are. */
async function writeFiles(folder: string, { units, facts }: Table): Promise<number> {
  const unitsFile = createWriteStream(path.join(folder, 'units.csv'));
  unitsFile.write('id,name,kind,parent\n');
  for (const [unit, id] of units.ids.entries()) {
    const parent = units.ids[units.parents[unit]!] ?? '';
    unitsFile.write(`${id},${units.names[unit]},${units.kinds[unit]},${parent}\n`);
  }
  const factsFile = createWriteStream(path.join(folder, 'facts.csv'));
  factsFile.write('unit,measure,num,den\n');
  let rows = 0;
  for (const [unit, id] of units.ids.entries()) {
    let text = '';
    for (const [measure, { num, den, given }] of facts) {
      if (given[unit] !== 1) continue;
      text += `${id},${measure},${num[unit]},${Number.isNaN(den[unit]!) ? '' : den[unit]}\n`;
      rows += 1;
    }
    if (text !== '' && !factsFile.write(text)) await once(factsFile, 'drain');
  }
  await Promise.all([unitsFile, factsFile].map((file) => finished(file.end())));
  return rows;
}
