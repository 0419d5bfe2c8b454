// SPDX-License-Identifier: Apache-2.0
import { FactsBuilder, setFact, type Table, type Units, unitsFrom } from '../../method/index.ts';
import { SHAPES, type Shape } from './measures.ts';

/** Communities of a county, and the streets that they lie in. */
const PER_COUNTY = 33;
const STREETS = 4;

/** Facts in a hundred that are missing. */
const MISSING = 0.01;

/** A small generator of random numbers in [0, 1): the same seed gives the same table anywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A city of so many communities in counties of about 33, and a fact of each for every measure. */
export function makeTable(communities: number): Table {
  const units = makeUnits(communities);
  return { units, facts: drawFacts(units) };
}

export function makeUnits(communities: number): Units {
  const counties = Math.max(1, Math.round(communities / PER_COUNTY));
  const rows: (string | null)[][] = [['41', '南阳', 'city', null]];
  const code = (number: number, digits: number): string => String(number).padStart(digits, '0');
  for (let county = 0; county < counties; county += 1) {
    const id = `41${code(county, 4)}`;
    rows.push([id, `${county}县`, 'county', '41']);
    for (let street = 0; street < STREETS; street += 1) rows.push([id + code(street, 3), `${street}街`, 'street', id]);
  }
  for (let community = 0; community < communities; community += 1) {
    const county = Math.floor((community * counties) / communities);
    const street = `41${code(county, 4)}${code(community % STREETS, 3)}`;
    rows.push([street + code(community, 6), `${community}社区`, 'community', street]);
  }
  const header = ['id', 'name', 'kind', 'parent'];
  const lines = rows.map((_, row) => row + 2);
  const read = unitsFrom({ file: 'units.csv', header, rows, lines, placeOf: (row) => ({ line: row + 2 }) });
  if (!read.ok) throw new Error(read.faults.map(({ what }) => what.en).join('; '));
  return read.value;
}

/** A fact of each community for every measure, but for one in a hundred; of what is rare, only where there is any. */
export function drawFacts(units: Units, seed = 1): Table['facts'] {
  const random = randomFrom(seed);
  const builder = new FactsBuilder(units);
  const from = units.kinds.indexOf('community');
  const to = units.kinds.lastIndexOf('community') + 1;
  // How good a unit is shows in all that it does: otherwise every total would be the same.
  const quality = Float64Array.from(units.ids, () => bell(random));
  for (const [measure, shape] of Object.entries(SHAPES)) {
    const column = builder.column(measure);
    if (column === undefined) throw new Error('too many cells');
    const draw = drawer(shape, random);
    for (let unit = from; unit < to; unit += 1) {
      const missing = random() < MISSING;
      const fact = draw(0.5 * (quality[unit] as number) + 0.85 * bell(random));
      if (!missing && !(fact.num === 0 && shape.drawn === 'rare')) setFact(column, unit, fact);
      else if (fact.den !== null) setFact(column, unit, { num: 0, den: 0 });
    }
  }
  return builder.facts;
}

/** About normal, mean 0, deviation 1. */
const bell = (random: () => number): number => (random() + random() + random() - 1.5) * 2;

type Fact = { num: number; den: number | null };

function drawer(shape: Shape, random: () => number): (z: number) => Fact {
  switch (shape.drawn) {
    case 'count':
      return (z) => ({ num: Math.max(0, Math.round(shape.mean * (1 + 0.45 * z))), den: null });
    case 'ratio':
      return (z) => {
        const den = 1 + Math.floor(random() * shape.cases * 2);
        const rate = Math.min(1, Math.max(0, shape.rate + shape.spread * z));
        return { num: Math.min(den, Math.round(den * rate)), den };
      };
    case 'score':
      return (z) => ({ num: Math.max(0, Number((shape.mean + shape.spread * z).toFixed(shape.digits))), den: null });
    case 'rare':
      return () => ({ num: random() < shape.chance ? 1 + Math.floor(random() * 3) : 0, den: null });
  }
}
