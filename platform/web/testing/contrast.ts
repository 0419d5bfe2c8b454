// SPDX-License-Identifier: Apache-2.0

const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** The three channels of a hex colour, linear, 0 to 1. */
function linear(hex: string): [number, number, number] {
  const at = (from: number): number => channel(Number.parseInt(hex.slice(from, from + 2), 16) / 255);
  return [at(1), at(3), at(5)];
}

function luminance(hex: string): number {
  const [red, green, blue] = linear(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2: from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** How dichromats see it: Viénot, Brettel and Mollon 1999 (protan, deutan), linear approximation of Brettel 1997 (tritan). */
const SIGHTS = {
  protan: [0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1],
  deutan: [0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1],
  tritan: [1.01277, 0.13548, -0.14826, -0.01243, 0.86812, 0.14431, 0.07589, 0.805, 0.11911],
} as const;
export type Sight = keyof typeof SIGHTS;
export const sights = Object.keys(SIGHTS) as Sight[];

function lab([red, green, blue]: readonly number[]): [number, number, number] {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => Math.min(1, Math.max(0, value ?? 0)));
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** How far two colours are apart to such eyes: ΔE of CIE 1976. */
export function apartTo(sight: Sight, a: string, b: string): number {
  const m = SIGHTS[sight];
  const seen = (hex: string): number[] => {
    const [r, g, bl] = linear(hex);
    return [0, 3, 6].map((row) => (m[row] ?? 0) * r + (m[row + 1] ?? 0) * g + (m[row + 2] ?? 0) * bl);
  };
  const [p, q] = [lab(seen(a)), lab(seen(b))];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}
