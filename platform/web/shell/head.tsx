// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import type { MouseEvent, ReactNode } from 'react';
import { Icon } from '../ui/icon/icon.tsx';
import { Mark } from '../ui/icon/mark.tsx';
import { useLanguage, useNames, type Words } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import { Account, type Post } from './account.tsx';
import { Disclosure } from './disclosure.tsx';
import { useFit } from './fit.ts';
import styles from './head.module.css';
import { Settings } from './settings.tsx';

export type MenuItem = { readonly id: string; readonly href: string; readonly name: Words };

export type SearchButton = {
  /** The page that searches, where the click opens nothing better. */
  readonly href: string;
  readonly onClick?: (event: MouseEvent) => void;
};

export type HeadProps = {
  readonly menu: readonly MenuItem[];
  /** The id of the item that the page belongs to. */
  readonly current?: string | undefined;
  /** The unit of the reader's post, and its page. */
  readonly place: { readonly name: string; readonly href: string } | undefined;
  readonly who: string;
  /** All of today; the head names the current one. */
  readonly posts: readonly Post[];
  readonly search: SearchButton | undefined;
  readonly onSignOut: () => void;
  readonly onLock: () => void;
  readonly onPost: (post: string) => void;
};

/** The head stays at its place; only the work below it moves. */
export function Head(props: HeadProps): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { menu, current, place, search } = props;
  return (
    <header className={styles['head']}>
      <a className={styles['skip']} href="#main">
        {say('shell.skip')}
      </a>
      <div className={styles['in']}>
        <a
          className={clsx(styles['brand'], language === 'en' && styles['latin'])}
          href="/"
          aria-label={say('shell.home')}
        >
          <Mark />
          <span>{say('brand')}</span>
        </a>
        {place !== undefined && (
          <a className={styles['place']} href={place.href} aria-label={say('shell.place', { place: place.name })}>
            <Icon name="place" size={14} />
            <span>{place.name}</span>
          </a>
        )}
        <Menu menu={menu} current={current} />
        <div className={styles['me']}>
          {search !== undefined && (
            <a
              className={styles['icon']}
              href={search.href}
              onClick={search.onClick}
              aria-label={say('shell.search')}
              aria-keyshortcuts="/ Control+K"
              title={say('shell.search.keys')}
            >
              <Icon name="search" size={18} />
            </a>
          )}
          <LockButton onLock={props.onLock} />
          <Disclosure
            className={clsx(styles['icon'], styles['wide'])}
            label={say('shell.settings')}
            face={<Icon name="sun" size={18} />}
          >
            <Settings />
          </Disclosure>
          <Person {...props} />
          <PhoneMenu {...props} />
        </div>
      </div>
    </header>
  );
}

function LockButton({ onLock }: Pick<HeadProps, 'onLock'>): ReactNode {
  const say = useWords();
  return (
    <button
      type="button"
      className={styles['icon']}
      aria-label={say('lock.button')}
      aria-keyshortcuts="Control+Shift+L"
      title={say('lock.keys')}
      onClick={onLock}
    >
      <Icon name="lock" size={18} />
    </button>
  );
}

type MenuProps = Pick<HeadProps, 'menu' | 'current'>;

/** What fits stands in the head, the rest under “more”; nothing scrolls and nothing is lost. */
function Menu({ menu, current }: MenuProps): ReactNode {
  const say = useWords();
  const [row, fit] = useFit(menu.length, { gap: 2, more: 84 });
  const rest = menu.slice(fit);
  const hidesCurrent = rest.some(({ id }) => id === current);
  return (
    <nav className={styles['nav']} aria-label={say('shell.menu')}>
      <ul ref={row}>
        {menu.map((item, at) => (
          <li key={item.id} className={clsx(at >= fit && styles['unfit'])} aria-hidden={at >= fit || undefined}>
            <MenuLink
              item={item}
              current={current}
              className={clsx(styles['item'], item.id === current && styles['current'])}
            />
          </li>
        ))}
        {rest.length > 0 && (
          <li>
            <Disclosure
              label={say('shell.more')}
              className={clsx(styles['item'], hidesCurrent && styles['current'])}
              face={
                <>
                  {say('shell.more')}
                  <Icon name="down" size={12} />
                </>
              }
            >
              {rest.map((item) => (
                <MenuLink key={item.id} item={item} current={current} />
              ))}
            </Disclosure>
          </li>
        )}
      </ul>
    </nav>
  );
}

type LinkProps = { readonly item: MenuItem; readonly current: string | undefined; readonly className?: string };

function MenuLink({ item, current, className }: LinkProps): ReactNode {
  const name = useNames();
  return (
    <a href={item.href} className={className} aria-current={item.id === current ? 'page' : undefined}>
      {name(item.name)}
    </a>
  );
}

function Person({ who, posts, onSignOut, onPost }: HeadProps): ReactNode {
  const say = useWords();
  const post = posts.find(({ current }) => current);
  return (
    <div className={styles['person']}>
      <Disclosure
        className={styles['who']}
        label={say('shell.account', { who })}
        face={
          <>
            <Icon name="person" />
            <span className={styles['whoName']}>{post === undefined ? who : `${post.title} · ${who}`}</span>
            <Icon name="down" size={12} />
          </>
        }
      >
        <Account who={who} posts={posts} onSignOut={onSignOut} onPost={onPost} />
      </Disclosure>
    </div>
  );
}

function PhoneMenu({ menu, current, ...account }: HeadProps): ReactNode {
  const say = useWords();
  return (
    <div className={styles['burger']}>
      <Disclosure className={styles['icon']} label={say('shell.openMenu')} face={<Icon name="menu" size={20} />}>
        <nav className={styles['panelGrid']} aria-label={say('shell.menu')}>
          {menu.map((item) => (
            <MenuLink key={item.id} item={item} current={current} />
          ))}
        </nav>
        <Settings />
        <Account {...account} />
      </Disclosure>
    </div>
  );
}
