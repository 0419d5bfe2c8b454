// SPDX-License-Identifier: Apache-2.0
import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react';

// A city at work never shows these: they are fetched in the demo alone.
const Strip = lazy(() => import('./demo-strip.tsx'));
const Door = lazy(() => import('./demo-door.tsx'));

/** The strip on top of every page of the demo; its room is kept, so that nothing jumps. */
export function DemoStrip(): ReactNode {
  return (
    <Suspense fallback={<div style={{ height: 36 }} />}>
      <Strip />
    </Suspense>
  );
}

/** The demo's posts on the sign-in page. */
export function DemoDoor(props: ComponentProps<typeof Door>): ReactNode {
  return (
    <Suspense fallback={null}>
      <Door {...props} />
    </Suspense>
  );
}
