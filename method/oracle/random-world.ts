// SPDX-License-Identifier: Apache-2.0
/** Random units and facts: small groups, look-alikes, gaps, and ids whose order depends on how text is compared. */
import { type Draw, MEASURES, MIXED, PALETTES, PLAIN, RATIOS } from './draw.ts';
import type { FactRow, UnitRow } from './shape.ts';

/** U+F900 and U+FFE5 come before U+20BB7 and U+1F600 by code point, after them by UTF-16 unit. */
const IDS = [
  'u1',
  'u10',
  'u2',
  'U1',
  '社区',
  '社区一',
  '\uF900村',
  '\u{20BB7}村',
  '\u{1F600}',
  '\uFFE5',
  'é',
  'e\u0301',
  'a,b',
  'a"b',
  '-',
  '~',
  '梅溪',
  '0',
  '\uE000',
  '\u{2F800}',
] as const;
const NAMES = [null, '梅溪社区', 'Meixi, east', 'the "old" one', '两\n行', '\u{20BB7}'] as const;
const DISTRICTS = ['城区', '乡镇', '\u{20BB7}', '\uF900'] as const;
const DENS = [1, 2, 3, 4, 5, 7, 10, 20, 0.5] as const;

export const SUBJECT = 'community';
/** What `peers` may name, so that every subject unit has a group. */
export const PEERS = ['all', 'county', 'city', 'attribute:district', 'attribute:片区'] as const;

/** A city, counties (one may lie in another), offices, and communities below a county, an office or another community. */
export function randomUnits(draw: Draw): UnitRow[] {
  const rows: UnitRow[] = [];
  const ids = draw.some(IDS, [IDS.length, IDS.length]);
  const above: string[] = [];
  const add = (kind: string, parent: string | null): string => {
    const id = ids.pop();
    if (id === undefined) throw new Error('too few ids');
    const needed = kind === SUBJECT;
    const district = needed || draw.chance(30) ? draw.pick(DISTRICTS) : null;
    const 片区 = needed || draw.chance(30) ? draw.pick(DISTRICTS) : null;
    rows.push({ id, name: draw.pick(NAMES), kind, parent, district, 片区, note: draw.pick(NAMES) });
    return id;
  };
  const city = add('city', null);
  for (let left = draw.int(1, 3); left > 0; left--)
    above.push(add('county', draw.chance(25) && above.length > 0 ? draw.pick(above) : city));
  for (let left = draw.int(0, 2); left > 0; left--) above.push(add('office', draw.pick(above)));
  for (let left = draw.int(1, 8); left > 0; left--) {
    const id = add(SUBJECT, draw.pick(above));
    if (draw.chance(15)) above.push(id);
  }
  return draw.some(rows, [rows.length, rows.length]);
}

type Kind = { measure: string; ratio: boolean; palette: readonly number[] };

/** One fact, or none; a ratio has a den that may be 0, a missing one has neither. */
function randomFact(draw: Draw, unit: string, { measure, ratio, palette }: Kind): FactRow[] {
  if (draw.chance(12)) return [];
  if (draw.chance(7)) return [{ unit, measure, num: null, den: null }];
  if (!ratio) return [{ unit, measure, num: draw.pick(palette), den: null }];
  if (draw.chance(6)) return [{ unit, measure, num: draw.int(0, 2), den: 0 }];
  const den = draw.pick(DENS);
  const num = draw.chance(80) ? draw.int(0, Math.ceil(den)) : draw.pick(palette);
  return [{ unit, measure, num, den }];
}

/** Facts of all units; a unit of the subject kind often has the same ones as another, so that keys tie. */
export function randomFacts(draw: Draw, units: UnitRow[]): FactRow[] {
  const facts: FactRow[] = [];
  const done: FactRow[][] = [];
  const palettes = new Map(MEASURES.map((measure) => [measure as string, draw.pick(PALETTES)]));
  for (const row of units) {
    const unit = row['id'] ?? '';
    const subject = row['kind'] === SUBJECT;
    if (!subject && !draw.chance(40)) continue;
    let own: FactRow[] = [];
    if (subject && done.length > 0 && draw.chance(35)) {
      own = draw.pick(done).map((fact) => ({ ...fact, unit }));
      if (draw.chance(30)) own.pop();
    } else {
      const add = (measure: string, ratio: boolean): void => {
        own.push(...randomFact(draw, unit, { measure, ratio, palette: palettes.get(measure) ?? [] }));
      };
      for (const measure of RATIOS) add(measure, subject || draw.chance(70));
      for (const measure of PLAIN) add(measure, false);
      for (const measure of MIXED) add(measure, draw.chance(50));
      own.reverse();
    }
    if (subject) done.push(own);
    facts.push(...own);
  }
  return draw.chance(50) ? facts : facts.reverse();
}
