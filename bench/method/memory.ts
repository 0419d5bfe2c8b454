// SPDX-License-Identifier: Apache-2.0
import { evaluated, fiveStars } from './method.ts';
import { drawFacts, makeUnits } from './table.ts';

// Run as a child with --expose-gc: prints the bytes that the facts and an evaluation of so many units keep.
const collect = (globalThis as { gc?: () => void }).gc;
if (collect === undefined) throw new Error('run me with --expose-gc');

const inUse = (): number => {
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const units = makeUnits(Number(process.argv[2]));
const compiled = fiveStars();
const before = inUse();
const facts = drawFacts(units);
const made = inUse();
const evaluation = evaluated(compiled, { units, facts });
const after = inUse();
console.log(JSON.stringify({ facts: made - before, evaluation: after - made, units: evaluation.seats.who.length }));
