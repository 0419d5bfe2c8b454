// SPDX-License-Identifier: Apache-2.0
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words.ts';
import styles from './search.module.css';
import { UnitSearch } from './unit-search.tsx';

/** The search as a page, whose address holds what was typed: the way back from a unit leads to what was found. */
export default function SearchScreen(): ReactNode {
  const say = useWords();
  const navigate = useNavigate();
  const { q } = useSearch({ strict: false }) as { q?: unknown };
  const [typed, setTyped] = useState(() => (q === undefined ? '' : String(q)));
  const onType = (text: string): void => {
    setTyped(text);
    void navigate({ to: '.', search: text === '' ? {} : { q: text }, replace: true });
  };
  return (
    <>
      <PageTitle title={say('search.title')} />
      <div className={styles['page']}>
        <UnitSearch typed={typed} onType={onType} />
      </div>
    </>
  );
}
