// SPDX-License-Identifier: Apache-2.0
import { useSession } from '@beichen/platform-web/session/session.ts';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import { UnitView } from './unit-view.tsx';

/** The menu leads to the unit of one's own post. */
export default function HomeScreen(): ReactNode {
  const say = useWords();
  const [post] = useSession().posts;
  if (post === undefined) return <Empty title={say('unit.noPost')}>{say('unit.noPost.why')}</Empty>;
  return <UnitView unit={String(post.unit.id)} />;
}
