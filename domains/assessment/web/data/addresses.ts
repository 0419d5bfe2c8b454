// SPDX-License-Identifier: Apache-2.0

/** Which result a page shows: nothing named is the newest. */
export type Asked = {
  readonly period?: string | undefined;
  readonly method?: string | undefined;
  /** One run of the period: a superseded one, the live one beside a final one. */
  readonly evaluation?: string | undefined;
};

function withQuery(path: string, values: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  ).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** The star chart; of one subtree where `unit` names its root. */
export const homeHref = ({ period, method, evaluation }: Asked, unit?: number): string =>
  withQuery('/', { period, method, evaluation, unit: unit === undefined ? undefined : String(unit) });

/** Why a unit's stars are won or not; `star` is the one asked about. */
export const unitHref = (unit: number | string, { period, method, evaluation }: Asked, star?: string): string =>
  withQuery(`/assessment/units/${unit}`, { period, method, evaluation, star });

export const evaluationHref = (evaluation: string): string => `/assessment/evaluations/${evaluation}`;

export const packageHref = (evaluation: string): string => `/api/assessment/evaluations/${evaluation}/package`;

export const noticeHref = (notice: string): string => `/assessment/notices/${notice}`;

export const rankingHref = ({ period, method }: Asked): string => withQuery('/assessment/ranking', { period, method });

export const namingHref = (naming: string): string => `/assessment/namings/${naming}`;

export const catalogueHref = '/assessment/catalogue';

/** What a measure counts and what stands behind it, at a unit in a period; with `method`, as a result of it took the figure. */
export const measureHref = (
  measure: string,
  asked: Asked & { readonly unit?: number | string | undefined } = {},
): string => {
  const { unit, period, method, evaluation } = asked;
  const at = unit === undefined ? undefined : String(unit);
  return withQuery(`/assessment/measures/${measure}`, { unit: at, period, method, evaluation });
};
