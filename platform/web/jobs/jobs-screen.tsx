// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { PageTitle } from '../ui/sheet/sheet.tsx';
import { useWords } from '../words/words.ts';

export default function JobsScreen(): ReactNode {
  const say = useWords();
  return <PageTitle title={say('jobs.title')} />;
}
