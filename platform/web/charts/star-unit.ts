// SPDX-License-Identifier: Apache-2.0
import type { StarState } from '../ui/star/star-shapes.ts';
import type { Words } from '../words/language.tsx';

/** A unit as chart and list show it. */
export type StarUnit = {
  readonly id: string;
  readonly name: string;
  /** Made by the server, for the order by pronunciation. */
  readonly sortKey: string;
  readonly county: string;
  readonly street: { readonly id: string; readonly name: string };
  /** How many stars it holds, and held in the period before; `null` where there was none. */
  readonly stars: number;
  readonly before: number | null;
  /** Each star of the set, in its order. */
  readonly states: readonly StarState[];
  /** `null`: not settled, because data are missing. */
  readonly grade: Words | null;
  /** An objection is open. */
  readonly objection: boolean;
  /** What a reader wants to know first: “平安法治星差1.07分”. */
  readonly note?: Words;
};

export type StarCounty = { readonly id: string; readonly name: string };

/** What the units and their sectors are called where several are counted: 社区, 县市区. */
export type ChartNames = { readonly unit: string; readonly sector: string };

/** 卧龙区 · 梅溪街道; once where the sector is the street itself. */
export const placeText = (county: string | undefined, street: string): string =>
  county === undefined || county === street ? street : `${county} · ${street}`;
