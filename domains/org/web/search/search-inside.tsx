// SPDX-License-Identifier: Apache-2.0
import type { SearchProps } from '@beichen/platform-web/shell/web-module.ts';
import { type ReactNode, useState } from 'react';
import { UnitSearch } from './unit-search.tsx';

/** The search inside the dialog of the head: what was typed goes with it. */
export default function SearchInside({ onClose }: SearchProps): ReactNode {
  const [typed, setTyped] = useState('');
  return <UnitSearch typed={typed} onType={setTyped} onChosen={onClose} />;
}
