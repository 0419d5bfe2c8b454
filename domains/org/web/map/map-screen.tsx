// SPDX-License-Identifier: Apache-2.0
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MapView } from './map-view.tsx';

export default function MapScreen(): ReactNode {
  const { unit = '' } = useParams({ strict: false });
  return <MapView key={unit} unit={Number(unit)} />;
}
