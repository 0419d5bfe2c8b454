// SPDX-License-Identifier: Apache-2.0
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { UnitView } from './unit-view.tsx';

export default function UnitScreen(): ReactNode {
  const { unit = '' } = useParams({ strict: false });
  return <UnitView key={unit} unit={unit} />;
}
