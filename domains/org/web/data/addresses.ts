// SPDX-License-Identifier: Apache-2.0

/** Where a unit has its page. */
export const unitHref = (unit: number): string => `/units/${unit}`;

export const SEARCH_HREF = '/search';
