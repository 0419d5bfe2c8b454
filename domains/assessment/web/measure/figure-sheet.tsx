// SPDX-License-Identifier: Apache-2.0
import { SelectField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Asked, measureHref } from '../data/addresses.ts';
import { useToday } from '../decide/use-today.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';
import { FactsFigure, RecordsFigure } from './figures.tsx';
import styles from './measure.module.css';
import { isRead, type MeasureAbout } from './measure-about.ts';
import type { At } from './measure-queries.ts';
import { periodsOffered } from './periods-offered.ts';
import { UnitChooser } from './unit-chooser.tsx';

type Props = { readonly about: MeasureAbout; readonly at: At; readonly asked: Asked };

/** The figure of a unit in a period, both of which the reader chooses within the own range. */
export function FigureSheet({ about, at, asked }: Props): ReactNode {
  const say = useWords();
  const named = usePeriodName();
  const navigate = useNavigate();
  const today = useToday();
  const go = (to: { readonly unit?: number; readonly period?: string }): void =>
    void navigate({ to: measureHref(about.id, { ...asked, unit: at.unit, ...to }) });
  return (
    <Sheet title={say('measure.figure')} flush>
      <div className={styles['choose']}>
        <UnitChooser
          unit={at.unit}
          onChoose={(unit) => go({ unit })}
          hrefOf={(unit) => measureHref(about.id, { ...asked, unit })}
        />
        <SelectField
          label={say('head.period')}
          value={at.period}
          options={periodsOffered(today, at.period).map((id) => ({ value: id, label: named(id) }))}
          onChange={(period) => go({ period })}
        />
      </div>
      {isRead(about) ? <RecordsFigure about={about} at={at} /> : <FactsFigure about={about} at={at} />}
    </Sheet>
  );
}
