// SPDX-License-Identifier: Apache-2.0
const onDay = (on: string | undefined): string => (on === undefined ? '' : `?on=${on}`);

/** Where a unit has its page; as it was on another day. */
export const unitHref = (unit: number, on?: string): string => `/units/${unit}${onDay(on)}`;

/** Where a unit lies, with those directly below it; as it was on another day. */
export const mapHref = (unit: number, on?: string): string => `/map/${unit}${onDay(on)}`;

/** Where a file of boundaries is imported for a unit and those below it. */
export const mapImportHref = (unit: number): string => `/map/${unit}/import`;

/** Where a change of the unit is prepared. */
export const changeHref = (unit: number): string => `/units/${unit}/change`;

export const SEARCH_HREF = '/search';
export const CHANGES_HREF = '/units/changes';
export const HANDOVERS_HREF = '/handovers';

/** Where it stands what is lacking below a unit, with one of the lists open. */
export const coverageHref = (unit: number, list?: string): string =>
  `/coverage?unit=${unit}${list === undefined ? '' : `&list=${list}`}`;

/** A unit and all below it as a workbook, with posts and people; as it was on another day. */
export const exportHref = (unit: number, on?: string): string =>
  `/api/org/export?unit=${unit}${on === undefined ? '' : `&on=${on}`}`;
