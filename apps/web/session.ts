// SPDX-License-Identifier: Apache-2.0
import type { UseSession } from '@beichen/platform-web/shell/router.tsx';

/** Who is here and where. Until the server says it, nobody and nowhere. */
export const useSession: UseSession = () => ({
  place: '—',
  placeHref: '/places',
  who: '—',
  notices: 0,
  noticesHref: '/notices',
  searchHref: '/search',
});
