// SPDX-License-Identifier: Apache-2.0
import { useMay } from '@beichen/platform-web/session/session.ts';
import { ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { namingHref } from '../data/addresses.ts';
import { type Namings, namingsQuery } from '../data/queries.ts';
import { usePeriodName } from '../head/period-chooser.tsx';
import { useWords } from '../words.ts';

/** Every batch of names, the newest first. */
export default function NamingsScreen(): ReactNode {
  const say = useWords();
  const may = useMay();
  const namings = useQuery(namingsQuery);
  return (
    <>
      <PageTitle title={say('namings.title')} lead={say('namings.lead')} />
      {namings.data === undefined ? (
        namings.isError ? (
          <Failure error={namings.error} doing={say('namings.doing')} onAgain={() => void namings.refetch()} />
        ) : (
          <Skeleton lines={6}>{say('namings.loading')}</Skeleton>
        )
      ) : namings.data.namings.length === 0 ? (
        <Empty
          title={say('namings.none')}
          actions={may('assessment.name') && <ButtonLink href="/assessment">{say('results.to')}</ButtonLink>}
        >
          {say(may('assessment.name') ? 'namings.none.how' : 'namings.none.why')}
        </Empty>
      ) : (
        <Batches namings={namings.data.namings} />
      )}
    </>
  );
}

function Batches({ namings }: { readonly namings: Namings }): ReactNode {
  const say = useWords();
  const name = useNames();
  const named = usePeriodName();
  const { language } = useLanguage();
  const columns: Column<Namings[number]>[] = [
    {
      id: 'document',
      name: say('naming.document'),
      cell: ({ id, document }) => <a href={namingHref(id)}>{document}</a>,
    },
    { id: 'dated', name: say('naming.dated'), cell: ({ dated }) => dateText(dated, language, true) },
    { id: 'period', name: say('results.period'), cell: ({ period }) => named(period) },
    { id: 'method', name: say('notices.method'), cell: ({ title }) => name(title) },
    { id: 'units', name: say('naming.units'), number: true, cell: ({ units }) => String(units) },
    { id: 'withdrawn', name: say('naming.withdrawn'), number: true, cell: ({ withdrawn }) => String(withdrawn) },
  ];
  return (
    <Sheet title={say('namings.all')} flush>
      <FactsTable label={say('namings.all')} columns={columns} rows={namings} keyOf={({ id }) => id} />
    </Sheet>
  );
}
