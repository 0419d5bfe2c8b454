// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Icon } from '../ui/icon/icon.tsx';
import { Mark } from '../ui/icon/mark.tsx';
import { useLanguage, useNames, type Words } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import { Disclosure } from './disclosure.tsx';
import { useFit } from './fit.ts';
import styles from './head.module.css';
import { Settings } from './settings.tsx';

export type MenuItem = { readonly id: string; readonly href: string; readonly name: Words };

export type HeadProps = {
  readonly menu: readonly MenuItem[];
  /** The id of the item that the page belongs to. */
  readonly current?: string | undefined;
  /** Where the reader works now; chosen on the page that `placeHref` leads to. */
  readonly place: string;
  readonly placeHref: string;
  /** Office and name. */
  readonly who: string;
  readonly notices: number;
  readonly noticesHref: string;
  readonly searchHref: string;
};

/** The head stays at its place; only the work below it moves. */
export function Head(props: HeadProps): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { menu, current, place, who, notices } = props;
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
        <a
          className={styles['place']}
          href={props.placeHref}
          aria-label={say('shell.place', { place })}
          style={{ textDecoration: 'none' }}
        >
          <Icon name="place" size={14} />
          <span>{place}</span>
          <Icon name="down" size={12} />
        </a>
        <Menu menu={menu} current={current} />
        <div className={styles['me']}>
          <a className={clsx(styles['icon'], styles['wide'])} href={props.searchHref} aria-label={say('shell.search')}>
            <Icon name="search" size={18} />
          </a>
          <a className={styles['icon']} href={props.noticesHref} aria-label={say('shell.notices', { count: notices })}>
            <Icon name="bell" size={18} />
            {notices > 0 && <b>{notices > 99 ? '99+' : notices}</b>}
          </a>
          <Disclosure
            className={clsx(styles['icon'], styles['wide'])}
            label={say('shell.settings')}
            face={<Icon name="sun" size={18} />}
          >
            <Settings />
          </Disclosure>
          <span className={styles['who']}>
            <Icon name="person" />
            <span className={styles['whoName']}>{who}</span>
          </span>
          <PhoneMenu {...props} />
        </div>
      </div>
    </header>
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

function PhoneMenu({ menu, current, who }: HeadProps): ReactNode {
  const say = useWords();
  return (
    <div className={styles['burger']}>
      <Disclosure className={styles['icon']} label={say('shell.openMenu')} face={<Icon name="menu" size={20} />}>
        <nav className={styles['panelGrid']} aria-label={say('shell.menu')}>
          {menu.map((item) => (
            <MenuLink key={item.id} item={item} current={current} />
          ))}
        </nav>
        <Settings>
          <p>{who}</p>
        </Settings>
      </Disclosure>
    </div>
  );
}
