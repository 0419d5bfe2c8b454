// SPDX-License-Identifier: Apache-2.0
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { FactsList } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import { areaText } from './area-text.ts';
import type { MapPage } from './areas.ts';
import styles from './map.module.css';

type Props = {
  readonly boundary: MapPage['boundary'];
  readonly importHref: string | undefined;
  readonly onDraw: (() => void) | undefined;
};

/** The unit's own boundary: where it comes from, since when; and how whoever may sets another. */
export function BoundaryFacts({ boundary, importHref, onDraw }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <Sheet title={say('map.boundary')}>
      <div className={styles['facts']}>
        {boundary === null ? (
          <p className="bc-aux">{say('map.empty')}</p>
        ) : (
          <FactsList
            facts={[
              { name: say('map.origin'), value: say(`map.origin.${boundary.origin}`) },
              { name: say('map.basis'), value: boundary.basis },
              { name: say('map.from'), value: dateText(boundary.from, language, true) },
              { name: say('map.area'), value: say('map.area.km', { area: areaText(boundary.area) }) },
            ]}
          />
        )}
        {onDraw !== undefined && importHref !== undefined && (
          <p className={styles['acts']}>
            <Button onClick={onDraw}>{say('map.draw')}</Button>
            <ButtonLink href={importHref}>{say('map.import')}</ButtonLink>
          </p>
        )}
      </div>
    </Sheet>
  );
}
