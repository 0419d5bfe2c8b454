// SPDX-License-Identifier: Apache-2.0
import { useSession } from '@beichen/platform-web/session/session.ts';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import { MapView } from './map-view.tsx';

/** The menu leads to the map of the unit of one's own post. */
export default function HomeMapScreen(): ReactNode {
  const say = useWords();
  const [post] = useSession().posts;
  if (post === undefined) return <Empty title={say('unit.noPost')}>{say('unit.noPost.why')}</Empty>;
  return <MapView unit={post.unit.id} />;
}
