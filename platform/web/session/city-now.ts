// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sessionQuery } from './session.ts';

/** Milliseconds: often enough for a clock that shows minutes. */
const TICK = 5_000;

const shifted = (told: string, since: number): Instant =>
  new Date(Date.parse(told) + Date.now() - since).toISOString() as Instant;

/** A clock of the server, going on: `told` is what it showed when this device's clock showed `since`. */
export function useGoingClock(told: string, since: number): Instant {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), TICK);
    return () => clearInterval(timer);
  }, []);
  return shifted(told, since);
}

/** What the city's clock shows now, to the minute. Only inside the gate. */
export function useCityNow(): Instant {
  const { data, dataUpdatedAt } = useSuspenseQuery(sessionQuery);
  return useGoingClock(data.now, dataUpdatedAt);
}
