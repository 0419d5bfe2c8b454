// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../ui/action/button.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import { keptDemoRole } from './demo-role.ts';
import { enterDemo } from './enter.ts';
import { type Session, sessionQuery } from './session.ts';
import styles from './sign-in.module.css';
import { SignInSteps } from './steps/sign-in-steps.tsx';

/** The session ended in the middle of work: signs in again over the page, which keeps what was typed. */
export function AgainDialog({ before }: { readonly before: Session }): ReactNode {
  const say = useWords();
  const name = useNames();
  const queries = useQueryClient();
  const router = useRouter();
  const onEntered = async (): Promise<void> => {
    const now = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    // What one person had on the screen is not for another.
    if (now.person !== before.person) return location.reload();
    await queries.resetQueries({ predicate: ({ state }) => state.status === 'error' });
    await queries.invalidateQueries();
    await router.invalidate();
  };
  const role = keptDemoRole();
  const title = before.posts[0]?.title;
  return (
    <Dialog title={say('again.title')}>
      {role !== undefined && title !== undefined && (
        <p className={styles['again']}>
          <Button look="primary" onClick={() => void enterDemo(role).then(onEntered)}>
            {say('again.demo', { title: name(title) })}
          </Button>
        </p>
      )}
      <SignInSteps door={<p className={styles['lead']}>{say('again.why')}</p>} onEntered={onEntered} />
    </Dialog>
  );
}
