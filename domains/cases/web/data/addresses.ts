// SPDX-License-Identifier: Apache-2.0
import type { Move } from '../../model/case.ts';

export const BOARD_HREF = '/cases';
export const MINE_HREF = '/cases/mine';
export const REPORT_HREF = '/cases/report';

/** A case; with a move, its form is open. */
export const caseHref = (id: string, move?: Move): string => `/cases/${id}${move === undefined ? '' : `?do=${move}`}`;
