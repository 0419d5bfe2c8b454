// SPDX-License-Identifier: Apache-2.0
import { Component, type ReactNode } from 'react';

type Props = { readonly onLost: () => void; readonly children: ReactNode };

/** A map that cannot be loaded or breaks takes nothing with it: the list stays. */
export class MapFence extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(): void {
    this.props.onLost();
  }

  override render(): ReactNode {
    return this.state.broken ? null : this.props.children;
  }
}
