// SPDX-License-Identifier: Apache-2.0
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';

export default function HomeScreen(): ReactNode {
  const say = useWords();
  return <PageTitle title={say('title')} />;
}
