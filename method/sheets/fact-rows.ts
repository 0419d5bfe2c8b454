// SPDX-License-Identifier: Apache-2.0
import type { Fault, Faults } from '../fault.ts';
import { type FactColumn, FactsBuilder, rangeOfKind, setFact, type Units } from '../table.ts';
import { type NumberFault, numberFault } from './number-cell.ts';
import { type Place, shown } from './place.ts';
import { unknownUnitFault } from './unknown-unit.ts';

export const FACT_HEADINGS = ['unit', 'measure', 'num', 'den'] as const;
export type FactHeading = (typeof FACT_HEADINGS)[number];

/** What the method asks of the facts: a measure in `ratios` needs a den for units of the kind `subject`. */
export type FactsExpected = { readonly subject: string; readonly ratios: ReadonlySet<string> };

/** The measure of a row: its column, and the row at which each unit has it. */
export type Slot = {
  readonly name: string;
  readonly column: FactColumn;
  readonly lines: Int32Array;
  readonly ratio: boolean;
};

/** A row as a reader found it, filled anew for each: −1 or undefined for a unit or measure that was refused. */
export type FactRow = { unit: number; slot: Slot | undefined; num: number; den: number };

/** Where the cells of the row stand; asked only when there is a fault to tell. */
export type FactPlaces = { readonly line: number; at(heading: FactHeading): Place };

/** Units that are told as unknown: each once, at its first row, with the number of its rows. */
const MOST_UNKNOWN = 1000;

/** Puts the rows of facts into columns, and tells what METHOD.md section 2 refuses. Both kinds of sheet end here. */
export class FactRows {
  private readonly units: Units;
  private readonly builder: FactsBuilder;
  private readonly ratios: ReadonlySet<string>;
  private readonly subject: { from: number; to: number };
  private readonly faults: Faults;
  private readonly slots = new Map<string, Slot>();
  private readonly unknown = new Map<string, { place: Place; rows: number }>();
  /** Rows of unknown units beyond those that are kept. */
  private unlisted = 0;
  private full = false;

  constructor(units: Units, expected: FactsExpected, faults: Faults) {
    this.units = units;
    this.builder = new FactsBuilder(units);
    this.ratios = expected.ratios;
    this.subject = rangeOfKind(units, expected.subject);
    this.faults = faults;
  }

  get facts(): ReadonlyMap<string, FactColumn> {
    return this.builder.facts;
  }

  /** The slot of a measure, made at its first row; undefined, with a fault, where there may be none. */
  slot(name: string, places: FactPlaces): Slot | undefined {
    if (name === '') {
      this.faults.add(() => emptyFault('measure', places.at('measure')));
      return undefined;
    }
    const known = this.slots.get(name);
    if (known !== undefined) return known;
    const column = this.builder.column(name);
    if (column === undefined) {
      this.refuseMeasures(name, places);
      return undefined;
    }
    const slot = { name, column, lines: new Int32Array(column.given.length), ratio: this.ratios.has(name) };
    this.slots.set(name, slot);
    return slot;
  }

  /** Notes a row whose unit is not in the list of units. */
  unknownUnit(id: string, places: FactPlaces): void {
    if (id === '') {
      this.faults.add(() => emptyFault('unit', places.at('unit')));
      return;
    }
    const known = this.unknown.get(id);
    if (known !== undefined) known.rows += 1;
    else if (this.unknown.size < MOST_UNKNOWN) this.unknown.set(id, { place: places.at('unit'), rows: 1 });
    else this.unlisted += 1;
  }

  refuseNumber(heading: 'num' | 'den', text: string, places: FactPlaces): void {
    this.faults.add(() => inColumn(heading, places, numberFault(text)));
  }

  /** Puts a row in its place. */
  put(row: FactRow, places: FactPlaces): void {
    const { unit, slot, num, den } = row;
    if (den < 0) this.refuseDen(den, places);
    if (Number.isNaN(num) && !Number.isNaN(den)) this.refuseDenAlone(places);
    if (unit < 0 || slot === undefined) return;
    if (slot.ratio && Number.isNaN(den) && !Number.isNaN(num) && unit >= this.subject.from && unit < this.subject.to)
      this.refuseNoDen(unit, slot, places);
    if (setFact(slot.column, unit, { num, den })) slot.lines[unit] = places.line;
    else this.refuseTwice(unit, slot, places);
  }

  /** Tells what could be told only after the last row. */
  finish(): void {
    for (const [id, { place, rows }] of this.unknown)
      this.faults.add(() => ({ ...place, ...unknownUnitFault(this.units, id, rows) }));
    // The list is full by now: these are counted there.
    const last = { line: 1, ...unknownUnitFault(this.units, '', 1) };
    for (let row = 0; row < this.unlisted; row += 1) this.faults.add(last);
  }

  private refuseMeasures(name: string, places: FactPlaces): void {
    if (this.full) return;
    this.full = true;
    this.faults.add({
      ...places.at('measure'),
      code: 'too-many-measures',
      what: {
        zh: `指标太多，从“${shown(name)}”起无法读取`,
        en: `there are too many measures; from "${shown(name)}" on they cannot be read`,
      },
      mend: { zh: '只保留考核办法用到的指标', en: 'keep only the measures that the method uses' },
    });
  }

  private refuseTwice(unit: number, slot: Slot, places: FactPlaces): void {
    this.faults.add(() => {
      const id = shown(this.units.ids[unit] as string);
      const first = slot.lines[unit] as number;
      return {
        ...places.at('unit'),
        code: 'fact-twice',
        what: {
          zh: `单位“${id}”的指标“${shown(slot.name)}”重复，第${first}行已有`,
          en: `unit "${id}" has measure "${shown(slot.name)}" twice; line ${first} has it already`,
        },
        mend: { zh: '删去其中一行', en: 'delete one of the rows' },
      };
    });
  }

  private refuseNoDen(unit: number, slot: Slot, places: FactPlaces): void {
    this.faults.add(() => ({
      ...places.at('den'),
      code: 'den-missing',
      what: {
        zh: `“den”列：指标“${shown(slot.name)}”按比率计算，单位“${shown(this.units.ids[unit] as string)}”有分子（num），没有分母（den）`,
        en: `column "den": measure "${shown(slot.name)}" is a ratio; unit "${shown(this.units.ids[unit] as string)}" has a num and no den`,
      },
      mend: { zh: '填写分母；没有数据的，num也留空', en: 'fill in den; where there is no value, leave num empty too' },
    }));
  }

  private refuseDen(den: number, places: FactPlaces): void {
    this.faults.add(() => ({
      ...places.at('den'),
      code: 'den-negative',
      what: { zh: `“den”列：分母${den}小于0`, en: `column "den": ${den} is below 0` },
      mend: { zh: '分母写0或正数', en: 'write 0 or a number above it' },
    }));
  }

  private refuseDenAlone(places: FactPlaces): void {
    this.faults.add(() => ({
      ...places.at('num'),
      code: 'den-without-num',
      what: { zh: '有分母（den），没有分子（num）', en: 'the row has a den and no num' },
      mend: { zh: '填写num；没有数据的，den也留空', en: 'fill in num; where there is no value, leave den empty too' },
    }));
  }
}

type Untold = Omit<Fault, 'file'>;

/** A fault of a number, with the column that it stands in. */
function inColumn(heading: FactHeading, places: FactPlaces, fault: NumberFault): Untold {
  return {
    ...places.at(heading),
    code: fault.code,
    what: { zh: `“${heading}”列：${fault.what.zh}`, en: `column "${heading}": ${fault.what.en}` },
    mend: fault.mend,
  };
}

function emptyFault(heading: 'unit' | 'measure', place: Place): Untold {
  const [zh, en] = heading === 'unit' ? ['单位', 'unit'] : ['指标', 'measure'];
  return {
    ...place,
    code: `empty-${heading}`,
    what: { zh: `“${heading}”列：${zh}为空`, en: `column "${heading}": the ${en} is empty` },
    mend: { zh: `填写${zh}；整行无用的，删去这一行`, en: `fill in the ${en}, or delete the row` },
  };
}
