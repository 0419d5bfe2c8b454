// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';
import styles from './states.module.css';

type StateProps = {
  readonly title: string;
  /** Why, and what it means or does not mean. */
  readonly children?: ReactNode;
  /** The next step that leads on. */
  readonly actions?: ReactNode;
};

/** Nothing there: whether that is good news, a filter, or the first time, the title says. */
export function Empty({
  title,
  children,
  actions,
  filtered = false,
}: StateProps & { readonly filtered?: boolean }): ReactNode {
  return (
    <div className={styles['state']}>
      <svg className={styles['arches']} viewBox="0 0 200 110" aria-hidden="true" focusable="false" fill="none">
        <path
          stroke="var(--bc-chart-ring)"
          d="M20 104a80 80 0 0 1 160 0M44 104a56 56 0 0 1 112 0M68 104a32 32 0 0 1 64 0"
        />
        {filtered && <path stroke="var(--bc-line-strong)" d="M60 60l10 10M130 40l8 8" />}
        <path stroke="var(--bc-ink)" strokeWidth="1.2" d="M8 104H192" />
        <circle cx="100" cy="104" r="7" fill="var(--bc-gold)" />
      </svg>
      <Words title={title} actions={actions}>
        {children}
      </Words>
    </div>
  );
}

/** Something stands in the way: no signal, no right, too late, a fault of ours. */
export function Sealed({ icon, ...props }: StateProps & { readonly icon: IconName }): ReactNode {
  return (
    <div className={styles['state']}>
      <div className={styles['seal']}>
        <Icon name={icon} size={24} />
      </div>
      <Words {...props} />
    </div>
  );
}

/** With something of the page's own at the top, such as the star that cannot be computed. */
export function Stated({ sign, ...props }: StateProps & { readonly sign: ReactNode }): ReactNode {
  return (
    <div className={styles['state']}>
      <div style={{ marginBottom: 8 }}>{sign}</div>
      <Words {...props} />
    </div>
  );
}

function Words({ title, children, actions }: StateProps): ReactNode {
  return (
    <>
      <b className={styles['title']}>{title}</b>
      {children !== undefined && <p>{children}</p>}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </>
  );
}
