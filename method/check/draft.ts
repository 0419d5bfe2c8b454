// SPDX-License-Identifier: Apache-2.0
import type { Faults, Words } from '../fault.ts';
import type { Path, Places } from '../source/read-source.ts';
import type { ShapeFault } from './shape-faults.ts';

/** One entry of a list of the file with those of its keys that are well-formed, and its path. */
export type Entry<T> = { readonly path: Path; readonly has: (key: keyof T & string) => boolean } & {
  readonly value: Partial<T>;
};

/**
 * A method file that may have faults of shape. The checks that follow see only what is well-formed, so that every
 * fault of a file is told in one go and none because of another.
 */
export class Draft {
  private readonly broken = new Set<string>();
  private readonly root: unknown;
  private readonly places: Places;
  private readonly faults: Faults;

  constructor(source: { value: unknown; places: Places }, faults: Faults, shape: readonly ShapeFault[]) {
    this.root = source.value;
    this.places = source.places;
    this.faults = faults;
    for (const { path } of shape)
      for (let length = 0; length <= path.length; length += 1) this.broken.add(keyOf(path.slice(0, length)));
    for (const fault of shape) this.fault(fault.path, fault);
  }

  fault(path: Path, told: { code: string; what: Words; mend: Words; onKey?: boolean }): void {
    const { code, what, mend, onKey } = told;
    this.faults.add({ ...(onKey === true ? this.places.ofKey(path) : this.places.of(path)), code, what, mend });
  }

  /** The entries of a list; one that is no object at all is left out. */
  list<T>(path: Path): Entry<T>[] {
    const found = this.at(path);
    if (!Array.isArray(found)) return [];
    return found.flatMap((raw: unknown, index) => (isObject(raw) ? [this.entry<T>(raw, [...path, index])] : []));
  }

  /** An object of the file, empty where there is none. */
  object<T>(path: Path): Entry<T> {
    const found = this.at(path);
    return this.entry<T>(isObject(found) ? found : {}, path);
  }

  private entry<T>(raw: Record<string, unknown>, path: Path): Entry<T> {
    const sound = Object.entries(raw).filter(([key]) => !this.broken.has(keyOf([...path, key])));
    return { path, has: (key) => key in raw, value: Object.fromEntries(sound) as Partial<T> };
  }

  private at(path: Path): unknown {
    let here = this.root;
    for (const part of path)
      here = isObject(here) || Array.isArray(here) ? (here as Record<string | number, unknown>)[part] : undefined;
    return here;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const keyOf = (path: Path): string => JSON.stringify(path);
