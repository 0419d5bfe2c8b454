// SPDX-License-Identifier: Apache-2.0
import { MapLegend } from '@beichen/platform-web/charts/area-map/map-legend.tsx';
import { SelectField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { numberText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useMemo, useState } from 'react';
import type { z } from 'zod';
import type { coveragePage } from '../../model/coverage.ts';
import { useWords } from '../words.ts';
import { BAND_FILLS, BANDS, listsIn, type Tally, talliesIn } from './areas.ts';
import styles from './map.module.css';

type Coverage = z.infer<typeof coveragePage> | undefined;

/** Which list colours the map: the reader's choice, the first one until then. */
export function useColouring(coverage: Coverage) {
  const say = useWords();
  const [chosen, setChosen] = useState<string>();
  const lists = listsIn(coverage);
  const list = chosen ?? lists[0]?.list ?? '';
  const tallies = useMemo(() => (list === '' ? undefined : talliesIn(coverage, list)), [coverage, list]);
  const noteOf = (tally: Tally): string => {
    if (tally.all === 0) return say('map.lacking.none');
    if (tally.all === 1) return say(tally.lacking === 0 ? 'map.lacking.full' : 'map.lacking.one');
    return say('map.lacking.some', { lacking: numberText(tally.lacking), all: numberText(tally.all) });
  };
  return { lists, list, tallies, noteOf, choose: setChosen };
}

export type Colouring = ReturnType<typeof useColouring>;

/** What colours the areas, and what the colours say. */
export function ColourChoice({ colouring }: { readonly colouring: Colouring }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { lists, list, choose } = colouring;
  if (lists.length === 0) return null;
  const options = [
    { value: '', label: say('map.colour.none') },
    ...lists.map((one) => ({
      value: one.list,
      label: name(one.title),
    })),
  ];
  return (
    <div className={styles['colours']}>
      <SelectField label={say('map.colour')} value={list} onChange={choose} options={options} />
      {list !== '' && (
        <MapLegend
          label={say('map.legend')}
          entries={BANDS.map((band) => ({ fill: BAND_FILLS[band], label: say(`map.band.${band}`) }))}
        />
      )}
    </div>
  );
}
