// SPDX-License-Identifier: Apache-2.0
import { createContext } from 'react';
import type { WeekSource } from './web-module.ts';

/** What the domains have waiting for the reader, as far as the reader may ask them. */
export const WeekSourcesContext = createContext<readonly WeekSource[]>([]);
