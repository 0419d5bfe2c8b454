// SPDX-License-Identifier: Apache-2.0
import { LICENCE } from '../rules/markers.ts';
import { camelOf, type NewDomain, pascalOf } from './new-domain.ts';

const index = ({ id }: NewDomain, screen: string): string => `${LICENCE}
import { webModule } from '@beichen/platform-web/shell/web-module.ts';
import { ${camelOf(id)}Module } from '../module.ts';

export const ${camelOf(id)}Web = webModule(${camelOf(id)}Module, {
  '${id}.${screen}': () => import('./${screen}/${screen}.tsx'),
});
`;

const words = `${LICENCE}
import { wordsFrom } from '@beichen/platform-web/words/language.tsx';
import en from '../locales/en.json';
import zh from '../locales/zh-CN.json';

export const useWords = wordsFrom<keyof typeof zh>(zh, en);
`;

const page = ({ id }: NewDomain, screen: string): string => `${LICENCE}
import { request } from '@beichen/platform-web/data/request.ts';
import { useSession } from '@beichen/platform-web/session/session.ts';
import { PageTitle, Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Empty } from '@beichen/platform-web/ui/states/empty.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { entryPage } from '../../model.ts';
import { useWords } from '../words.ts';

/** What the unit of the first post has. */
export default function ${pascalOf(screen)}(): ReactNode {
  const say = useWords();
  return (
    <>
      <PageTitle title={say('title')} />
      <Entries />
    </>
  );
}

function Entries(): ReactNode {
  const say = useWords();
  const unit = useSession().posts[0]?.unit.id;
  const { data, error, refetch } = useQuery({
    queryKey: ['${id}', unit],
    queryFn: ({ signal }) => request(\`/api/${id}?unit=\${unit}\`, { answer: entryPage, signal }),
    enabled: unit !== undefined,
  });
  if (error !== null) return <Failure error={error} doing={say('list.doing')} onAgain={() => void refetch()} />;
  if (data === undefined) return <Skeleton>{say('list.loading')}</Skeleton>;
  if (data.entries.length === 0) return <Empty title={say('list.none')}>{say('list.none.why')}</Empty>;
  return (
    <Sheet title={say('title')}>
      <ul>
        {data.entries.map(({ id, title, stage }) => (
          <li key={id}>
            {title} <Tag>{say(\`stage.\${stage}\`)}</Tag>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
`;

/** The web half of a new domain; nothing where it has no screen. */
export function webFiles(domain: NewDomain): Readonly<Record<string, string>> {
  const { screen } = domain;
  if (screen === undefined) return {};
  return {
    'web/index.ts': index(domain, screen),
    'web/words.ts': words,
    [`web/${screen}/${screen}.tsx`]: page(domain, screen),
  };
}
