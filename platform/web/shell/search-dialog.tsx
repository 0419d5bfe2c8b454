// SPDX-License-Identifier: Apache-2.0
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { Skeleton } from '../ui/states/skeleton.tsx';
import { useWords } from '../words/words.ts';
import type { SearchButton } from './head.tsx';
import type { Places } from './web-module.ts';

/** Below it the search is a page, so that the keyboard of the phone does not cover a dialog. */
const WIDE = '(min-width: 641px)';

/** Milliseconds after the page came: what it is made of goes first. */
const BEFOREHAND = 1_000;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Whether a key press asks for the search: “/” outside of text, Ctrl+K (⌘K) anywhere. */
const asksForSearch = (event: KeyboardEvent): boolean =>
  ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') ||
  (event.key === '/' && !event.ctrlKey && !event.altKey && !event.metaKey && !isTyping(event.target));

type Search = { readonly button: SearchButton | undefined; readonly dialog: ReactNode };

/** The search of the head: a dialog on a desk, its own page on a phone. */
export function useSearch(places: Places | undefined): Search {
  const say = useWords();
  const [open, setOpen] = useState(false);
  const Inside = useMemo(() => (places === undefined ? undefined : lazy(places.search)), [places]);
  useEffect(() => {
    if (places === undefined) return;
    // Who presses “/” types on at once, and what is typed before the field is there is lost: the code comes beforehand.
    const timer = setTimeout(() => void places.search().catch(() => undefined), BEFOREHAND);
    return () => clearTimeout(timer);
  }, [places]);
  useEffect(() => {
    if (places === undefined) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !asksForSearch(event) || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [places]);
  if (places === undefined || Inside === undefined) return { button: undefined, dialog: null };
  const close = (): void => setOpen(false);
  return {
    button: {
      href: places.searchHref,
      onClick: (event) => {
        if (!matchMedia(WIDE).matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        setOpen(true);
      },
    },
    dialog: open && (
      <Dialog bare title={say('shell.search')} onClose={close}>
        <Suspense fallback={<Skeleton>{say('shell.loading')}</Skeleton>}>
          <Inside onClose={close} />
        </Suspense>
      </Dialog>
    ),
  };
}
