// SPDX-License-Identifier: Apache-2.0
import { Button, ButtonLink } from '@beichen/platform-web/ui/action/button.tsx';
import { Crumbs } from '@beichen/platform-web/ui/place/crumbs.tsx';
import { PageTitle } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { mapHref } from '../data/addresses.ts';
import { unitQuery } from '../data/queries.ts';
import styles from '../import/import.module.css';
import { useWords } from '../words.ts';
import { ChooseMapFile } from './choose-map-file.tsx';
import { MapPreviewSheets } from './map-preview.tsx';
import { useMapImport } from './use-map-import.ts';

/** Boundaries by file, for a unit and those below it: chosen, checked, looked at, set. */
export default function MapImportScreen(): ReactNode {
  const { unit = '' } = useParams({ strict: false });
  return <Importing key={unit} id={unit} />;
}

function Importing({ id }: { readonly id: string }): ReactNode {
  const say = useWords();
  const { data } = useSuspenseQuery(unitQuery(id));
  const { unit, chain } = data;
  const importing = useMapImport(unit.id);
  const { checking, forget } = importing;
  const path = [...chain, unit].map((above) => ({ label: above.name, href: mapHref(above.id) }));
  return (
    <>
      <PageTitle
        title={say('mapFile.title')}
        crumbs={<Crumbs path={path} />}
        lead={say('mapFile.lead', { unit: unit.name })}
        tools={
          (checking.data !== undefined || checking.error !== null) && (
            <Button onClick={forget}>{say('mapFile.again')}</Button>
          )
        }
      />
      <Stage unit={unit.id} importing={importing} />
    </>
  );
}

type StageProps = { readonly unit: number; readonly importing: ReturnType<typeof useMapImport> };

function Stage({ unit, importing: { checking, carrying } }: StageProps): ReactNode {
  const say = useWords();
  if (carrying.data !== undefined)
    return (
      <div className={styles['stack']}>
        <div role="status">
          <Note tone="ok">{say('mapFile.done', { count: carrying.data.units })}</Note>
        </div>
        <p className={styles['buttons']}>
          <ButtonLink look="primary" href={mapHref(unit)}>
            {say('mapFile.see')}
          </ButtonLink>
        </p>
      </div>
    );
  if (checking.isPending) return <Skeleton lines={6}>{say('mapFile.checking')}</Skeleton>;
  if (checking.error !== null) {
    const given = checking.variables;
    return <Failure error={checking.error} doing={say('mapFile.doing')} onAgain={() => checking.mutate(given)} />;
  }
  if (checking.data === undefined) return <ChooseMapFile onCheck={checking.mutate} />;
  const { preview, ...given } = checking.data;
  return (
    <MapPreviewSheets
      preview={preview}
      name={given.file.name}
      busy={carrying.isPending}
      error={carrying.error}
      onSend={(basis) => carrying.mutate({ ...given, basis })}
    />
  );
}
