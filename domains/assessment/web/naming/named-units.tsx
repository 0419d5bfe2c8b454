// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { StarString } from '@beichen/platform-web/ui/star/star-string.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { type NamingPage, namedShape } from '../../model/naming.ts';
import { rewardText } from '../../rules/reward-text.ts';
import { unitHref } from '../data/addresses.ts';
import { AskDialog } from '../decide/ask-dialog.tsx';
import styles from '../decide/decide.module.css';
import { useToday } from '../decide/use-today.ts';
import { starKinds, starSections } from '../shape/star-kinds.ts';
import { useWords } from '../words.ts';

type Unit = NamingPage['units'][number];
type Props = { readonly page: NamingPage };

/** Those who were named, by their codes; a star that was taken back is struck, with its reason. */
export function NamedUnits({ page }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const { outline, period, method, id } = page.evaluation;
  const stars = starKinds(outline);
  const stateOf = ({ won, withdrawn }: Unit, star: string) => {
    if (withdrawn.some(({ section }) => section === star)) return 'removed' as const;
    return won.includes(star) ? ('won' as const) : ('lost' as const);
  };
  const columns: Column<Unit>[] = [
    {
      id: 'unit',
      name: say('notice.unit'),
      cell: (unit) => (
        <a className={styles['whole']} href={unitHref(unit.id, { period, method, evaluation: id })}>
          {unit.name}
        </a>
      ),
    },
    { id: 'above', name: say('notice.above'), cell: ({ above }) => <span className={styles['whole']}>{above}</span> },
    {
      id: 'honour',
      name: say('naming.honour'),
      cell: ({ honour }) => <span className={styles['whole']}>{name(honour.title)}</span>,
    },
    {
      id: 'stars',
      name: say('notice.stars'),
      cell: (unit) => <StarString stars={stars} states={stars.map((star) => stateOf(unit, star.id))} size={16} />,
    },
    {
      id: 'rewards',
      name: say('naming.rewards'),
      cell: ({ honour }) => honour.rewards.map((reward) => name(rewardText(reward))).join(say('ways.comma')),
    },
    {
      id: 'gone',
      name: say('naming.gone'),
      cell: (unit) => (unit.withdrawn.length === 0 ? null : <Gone unit={unit} page={page} />),
    },
    ...(page.mayWithdraw ? [{ id: 'act', name: '', cell: (unit: Unit) => <Withdraw unit={unit} page={page} /> }] : []),
  ];
  return (
    <FactsTable label={say('namings.all')} columns={columns} rows={page.units} keyOf={({ id: unit }) => String(unit)} />
  );
}

function Gone({ unit, page }: Props & { readonly unit: Unit }): ReactNode {
  const name = useNames();
  const { language } = useLanguage();
  const titles = new Map(page.evaluation.outline.sections.map(({ id, title }) => [id, title]));
  if (unit.withdrawn.length === 0) return null;
  return (
    <ul>
      {unit.withdrawn.map(({ section, reason, basis, dated }) => (
        <li key={section} className={styles['reason']}>
          {name(titles.get(section) ?? { zh: section, en: section })} · {dateText(dated, language, true)}
          <br />
          <span className={styles['aux']}>
            {reason}（{basis}）
          </span>
        </li>
      ))}
    </ul>
  );
}

/** For whoever may take a star back; where every named star is gone, there is nothing to take. */
function Withdraw({ unit, page }: Props & { readonly unit: Unit }): ReactNode {
  const say = useWords();
  const name = useNames();
  const today = useToday();
  const [asking, setAsking] = useState(false);
  const gone = new Set(unit.withdrawn.map(({ section }) => section));
  const left = starSections(page.evaluation.outline).filter(({ id }) => unit.won.includes(id) && !gone.has(id));
  if (left.length === 0) return null;
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {say('withdraw.button')}
      </Button>
      {asking && (
        <AskDialog
          title={say('withdraw.title', { unit: unit.name })}
          what={[say('withdraw.stays'), say('withdraw.again')]}
          fields={[
            {
              id: 'section',
              label: say('withdraw.star'),
              least: 1,
              options: left.map(({ id, title }) => ({ value: id, label: name(title) })),
            },
            { id: 'reason', label: say('withdraw.reason'), least: 4, most: 500, rows: 3 },
            { id: 'basis', label: say('withdraw.basis'), least: 2, most: 200 },
            { id: 'dated', label: say('withdraw.dated'), least: 10, date: true, max: today, initial: today },
          ]}
          path={`/api/assessment/namings/${page.naming.id}/withdraw`}
          rest={{ unit: unit.id }}
          answer={namedShape}
          confirm={say('withdraw.confirm')}
          doing={say('withdraw.doing')}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
