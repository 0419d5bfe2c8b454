// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';

/** The mark of the house: arcs that turn about the pole. */
export function Mark({ size = 30 }: { readonly size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
    >
      <path d="M16 2.5A13.5 13.5 0 0 1 28.6 11.2M28.9 19.8A13.5 13.5 0 0 1 6.4 25.5M3.4 20.9A13.5 13.5 0 0 1 9.3 4.3" />
      <path d="M16 8A8 8 0 0 1 23.9 17.2M20.5 22.6A8 8 0 0 1 9.2 20.2M8.1 15.2A8 8 0 0 1 11.5 9.4" />
      <circle cx="16" cy="16" r="3.5" fill="var(--bc-gold)" stroke="none" />
    </svg>
  );
}
