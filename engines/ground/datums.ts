// SPDX-License-Identifier: Apache-2.0

/** In which system the places of a file are. CGCS2000 differs from WGS-84 by centimetres and is taken for it. */
export const DATUMS = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const;
export type Datum = (typeof DATUMS)[number];
