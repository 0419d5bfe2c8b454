// SPDX-License-Identifier: Apache-2.0
import { type CivilDate, dateOf } from '@beichen/kernel/time.ts';
import { useCityNow } from '@beichen/platform-web/session/city-now.ts';
import { useSession } from '@beichen/platform-web/session/session.ts';

/** The day that it is in the city. */
export function useToday(): CivilDate {
  const { city } = useSession();
  return dateOf(useCityNow(), city.zone);
}
