// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import { type MouseEvent, type ReactNode, useId } from 'react';
import styles from './button.module.css';

type Look = 'primary' | 'plain' | 'danger' | 'text';

type Shape = { readonly look?: Look; readonly size?: 'small' | 'usual' | 'large'; readonly children: ReactNode };

type ButtonProps = Shape & {
  readonly onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly type?: 'button' | 'submit';
  /** Why it cannot be done now: the button stays, greyed, and says so. */
  readonly because?: string | undefined;
  /** While the same intention is on its way a second click does nothing. */
  readonly busy?: boolean;
};

const classOf = (look: Look, size: Shape['size'], off = false): string =>
  clsx(styles['button'], styles[look], size !== 'usual' && size !== undefined && styles[size], off && styles['off']);

/** Says what happens: “提交更正，看下一项”. One primary a view. */
export function Button({ look = 'plain', size = 'usual', type = 'button', ...props }: ButtonProps): ReactNode {
  const { children, onClick, because, busy = false } = props;
  const reason = useId();
  const off = because !== undefined || busy;
  const button = (
    <button
      type={type}
      className={classOf(look, size, off)}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-describedby={because === undefined ? undefined : reason}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </button>
  );
  if (because === undefined) return button;
  return (
    <span className={styles['withReason']}>
      {button}
      <span id={reason} className="bc-aux">
        {because}
      </span>
    </span>
  );
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({
  look = 'plain',
  size = 'usual',
  href,
  children,
}: Shape & { readonly href: string }): ReactNode {
  return (
    <a className={classOf(look, size)} href={href}>
      {children}
    </a>
  );
}

type ChipProps = { readonly on: boolean; readonly onClick: () => void; readonly children: ReactNode };

/** A filter that is on or off. */
export function Chip({ on, onClick, children }: ChipProps): ReactNode {
  return (
    <button type="button" className={clsx(styles['chip'], on && styles['chipOn'])} aria-pressed={on} onClick={onClick}>
      {children}
    </button>
  );
}
