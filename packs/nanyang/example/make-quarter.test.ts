// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseTable } from '../../table.ts';
import { factsText, unitsText } from './make-quarter.ts';

const read = (...path: string[]): string => readFileSync(join(import.meta.dirname, ...path), 'utf8');
const facts = parseTable(read('2026-q3', 'facts.csv'));

describe('the example quarter', () => {
  test('is what the script makes, byte for byte', () => {
    expect(unitsText()).toBe(read('units.csv'));
    expect(factsText()).toBe(read('2026-q3', 'facts.csv'));
  });

  test('holds the 423 communities, each under a street of one of the 13 counties', () => {
    const units = new Map(parseTable(read('units.csv')).map((row) => [row['id'], row]));
    const communities = [...units.values()].filter((row) => row['kind'] === 'community');
    expect(communities.length).toBe(423);
    for (const row of communities) {
      const street = units.get(row['parent']);
      expect([street?.['kind'], units.get(street?.['parent'])?.['kind']]).toEqual(['street', 'county']);
    }
  });

  test('no count is above its whole, and some facts are missing', () => {
    const ratios = facts.filter((row) => row['den'] !== '');
    expect(ratios.filter((row) => Number(row['num']) > Number(row['den']))).toEqual([]);
    const shapes = parseTable(read('shapes.csv'));
    const absent = 423 * shapes.length - facts.length;
    expect(absent).toBeGreaterThan(20);
    expect(ratios.filter((row) => row['den'] === '0').length).toBeGreaterThan(300);
  });

  test('every measure of the method has facts, and no other', () => {
    const method = read('..', 'methods', 'community-stars.yaml');
    const named = new Set([...method.matchAll(/measure: ([a-z_.]+)/g)].map((match) => match[1]));
    expect([...new Set(facts.map((row) => row['measure']))].sort()).toEqual([...named].sort());
  });
});
