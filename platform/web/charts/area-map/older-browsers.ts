// SPDX-License-Identifier: Apache-2.0
// What MapLibre uses, in the page and in its worker, and Chromium 87 has not: `Object.hasOwn` (93) and `at` of lists (92).

if (Reflect.get(Object, 'hasOwn') === undefined)
  Object.defineProperty(Object, 'hasOwn', {
    configurable: true,
    writable: true,
    value: (of: object, key: PropertyKey): boolean => Reflect.getOwnPropertyDescriptor(of, key) !== undefined,
  });

if (Reflect.get(Array.prototype, 'at') === undefined)
  Object.defineProperty(Array.prototype, 'at', {
    configurable: true,
    writable: true,
    value(this: readonly unknown[], n: number): unknown {
      return this[n < 0 ? this.length + n : n];
    },
  });

export {};
