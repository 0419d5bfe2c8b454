// SPDX-License-Identifier: Apache-2.0
import type { SearchProps } from '@beichen/platform-web/shell/web-module.ts';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';

export default function UnitSearch({ onClose }: SearchProps): ReactNode {
  const say = useWords();
  return (
    <button type="button" onClick={onClose}>
      {say('title')}
    </button>
  );
}
