// SPDX-License-Identifier: Apache-2.0
import type { Colour } from '../../ui/tokens.ts';

/** Longitude and latitude in degrees, WGS-84. */
export type Position = readonly [number, number];
/** Polygons of closed rings, as GeoJSON's MultiPolygon has them. */
export type Shapes = readonly (readonly (readonly Position[])[])[];

/** One unit as a map shows it. */
export type Area = {
  readonly id: string;
  readonly name: string;
  /** A few words below the name: what the colour says, for whoever sees no colours. */
  readonly note?: string | undefined;
  readonly shapes: Shapes;
  /** Which colour of ours fills it. */
  readonly fill: Colour;
};

/** An outline without a filling: what holds the areas, or what lies beside them. */
export type Frame = { readonly shapes: Shapes; readonly name?: string; readonly faint?: boolean };

/** A boundary that is being drawn. */
export type Drawing = {
  readonly corners: readonly Position[];
  /** The corner that is chosen. */
  readonly at: number | undefined;
  readonly onChoose: (at: number) => void;
  readonly onAdd: (corner: Position, at: number) => void;
  readonly onMove: (corner: Position, at: number) => void;
  /** Corners of neighbours, which a corner nearby becomes. */
  readonly holds: readonly Position[];
};

/** What a map shows. */
export type AreaMapProps = {
  /** What it is a map of, for whoever does not see it. */
  readonly label: string;
  readonly areas: readonly Area[];
  readonly frames?: readonly Frame[];
  /** The area that the list beside it points at. */
  readonly shown?: string | undefined;
  readonly onPoint?: (id: string | undefined) => void;
  readonly onPick?: (id: string) => void;
  readonly drawing?: Drawing | undefined;
};
