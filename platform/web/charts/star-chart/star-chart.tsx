// SPDX-License-Identifier: Apache-2.0
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { StarKind } from '../../ui/star/star-shapes.ts';
import { numberText } from '../../words/format.ts';
import { useNames } from '../../words/language.tsx';
import { starCount } from '../../words/star-count.ts';
import { useWords } from '../../words/words.ts';
import type { ChartNames, StarCounty, StarUnit } from '../star-unit.ts';
import { Dot } from './dot.tsx';
import { CountyNames, Firmament, RingNames } from './firmament.tsx';
import { Legend } from './legend.tsx';
import type { Placed } from './place-units.ts';
import { drawnOf, type Sky, skyOf } from './sky.ts';
import styles from './star-chart.module.css';
import { stepOfKey, travel } from './travel.ts';
import { UnitCard } from './unit-card.tsx';

export type StarChartProps = {
  readonly units: readonly StarUnit[];
  readonly counties: readonly StarCounty[];
  readonly stars: readonly StarKind[];
  readonly names: ChartNames;
  readonly hrefOf: (unit: StarUnit) => string;
  readonly county?: string | undefined;
  readonly onCounty: (county: string) => void;
  /** Shows the same content as a list (the key L). */
  readonly onList: () => void;
};

/**
 * The units about the pole: the more stars, the nearer. Organisations only; the place within a ring means nothing.
 * One stop for the Tab key, then arrow keys from dot to dot; what is under the pointer or the focus stands on the card.
 */
export function StarChart(props: StarChartProps): ReactNode {
  const { units, counties, stars, county, onCounty, onList } = props;
  const most = stars.length;
  const sky = useMemo(() => skyOf(units, counties, most), [units, counties, most]);
  const { drawn, part } = useMemo(() => drawnOf(sky, county), [sky, county]);
  const [active, setActive] = useState<string | undefined>();
  const svg = useRef<SVGSVGElement>(null);
  const shown = sky.dots.find(({ unit }) => unit.id === active);
  const focus = useFocusOf(svg);
  const goTo = (dot: Placed): void => {
    setActive(dot.unit.id);
    if (dot.unit.county !== county) onCounty(dot.unit.county);
    focus(dot.unit.id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === 'l') {
      onList();
      return;
    }
    const step = stepOfKey[event.key];
    const from = shown ?? drawn.dots[0];
    if (step === undefined || from === undefined) return;
    event.preventDefault();
    goTo(travel(sky.dots, from, step));
  };
  return (
    <div className={styles['sky']}>
      {part !== undefined && <Part county={sky.named.get(part) ?? part} units={units.length} />}
      <SkyPicture
        {...props}
        county={part ?? county}
        sky={drawn}
        svg={svg}
        shown={shown}
        onKeyDown={onKeyDown}
        onActive={setActive}
      />
      <Legend sky={sky} most={most} units={units} />
      <UnitCard
        unit={shown?.unit}
        stars={stars}
        county={sky.named.get(shown?.unit.county ?? '')}
        hrefOf={props.hrefOf}
      />
    </div>
  );
}

/** Gives a dot the focus, now or once it is drawn. */
function useFocusOf(svg: React.RefObject<SVGSVGElement | null>): (unit: string) => void {
  const waiting = useRef<string | undefined>(undefined);
  const focus = (unit: string): void => {
    const link = svg.current?.querySelector<SVGAElement>(`[data-unit="${CSS.escape(unit)}"]`);
    waiting.current = link == null ? unit : undefined;
    link?.focus();
  };
  useLayoutEffect(() => {
    if (waiting.current !== undefined) focus(waiting.current);
  });
  return focus;
}

/** Says that one county is drawn, where there is no room for all. */
function Part({ county, units }: { readonly county: string; readonly units: number }): ReactNode {
  const say = useWords();
  return (
    <p className={`bc-aux ${styles['part']}`} role="status">
      {say('chart.part', { county, count: numberText(units) })}
    </p>
  );
}

type PictureProps = StarChartProps & {
  readonly sky: Sky;
  readonly svg: React.RefObject<SVGSVGElement | null>;
  readonly shown: Placed | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onActive: (unit: string) => void;
};

function SkyPicture({
  sky,
  svg,
  shown,
  units,
  stars,
  names,
  hrefOf,
  county,
  onCounty,
  onKeyDown,
  onActive,
}: PictureProps): ReactNode {
  const say = useWords();
  const title = useId();
  const told = useLabels(sky);
  const entry = shown !== undefined && sky.dots.includes(shown) ? shown : sky.dots[0];
  const most = stars.length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture of links is no group of fields
    <svg
      ref={svg}
      className={styles['chart']}
      viewBox="-470 -388 940 776"
      role="group"
      aria-labelledby={`${title} ${title}d`}
      onKeyDown={onKeyDown}
      onPointerOver={(event) => withUnit(event, onActive)}
      onFocus={(event) => withUnit(event, onActive)}
      onClickCapture={(event) => firstTapShows(event, shown, onActive)}
    >
      <title id={title}>{say('chart.title', { count: units.length, sector: names.sector })}</title>
      <desc id={`${title}d`}>{told.summary}</desc>
      <Firmament sky={sky} county={county} />
      <CountyNames sky={sky} county={county} onCounty={onCounty} />
      <RingNames sky={sky} />
      {sky.dots.map((dot) => (
        <Dot
          key={dot.unit.id}
          dot={dot}
          most={most}
          href={hrefOf(dot.unit)}
          label={told.labelOf(dot)}
          entry={dot === entry}
        />
      ))}
      {shown !== undefined && shown === entry && <Shown dot={shown} />}
    </svg>
  );
}

function Shown({ dot }: { readonly dot: Placed }): ReactNode {
  const left = dot.x > 250;
  return (
    <g style={{ pointerEvents: 'none' }}>
      <circle className={styles['halo']} cx={dot.x} cy={dot.y} r="10.5" />
      <circle className={styles['focus']} cx={dot.x} cy={dot.y} r="12.5" />
      <text
        className={styles['dotName']}
        x={dot.x + (left ? -18 : 18)}
        y={dot.y - 8}
        textAnchor={left ? 'end' : 'start'}
      >
        {dot.unit.name}
      </text>
    </g>
  );
}

/** Where links of dots are met, the dot is shown. */
function withUnit(event: { readonly target: EventTarget }, show: (unit: string) => void): void {
  const link = (event.target as Element).closest<SVGAElement>('[data-unit]');
  const unit = link?.dataset['unit'];
  if (unit !== undefined) show(unit);
}

/** A finger cannot hover: its first tap shows the card, the second follows the link. */
function firstTapShows(
  event: React.MouseEvent | PointerEvent,
  shown: Placed | undefined,
  show: (unit: string) => void,
): void {
  const link = (event.target as Element).closest<SVGAElement>('[data-unit]');
  const unit = link?.dataset['unit'];
  const touched = (event.nativeEvent as { pointerType?: string }).pointerType === 'touch';
  if (unit === undefined || !touched || shown?.unit.id === unit) return;
  event.preventDefault();
  event.stopPropagation();
  show(unit);
}

function useLabels(sky: Sky): { readonly summary: string; readonly labelOf: (dot: Placed) => string } {
  const say = useWords();
  const name = useNames();
  const rings = sky.rings.map(({ stars, units }) => say('chart.ring', { stars: starCount(say, stars), count: units }));
  return {
    summary: say('chart.summary', { rings: rings.join(say('list.comma')) }),
    labelOf: ({ unit }) =>
      [
        unit.name,
        `${sky.named.get(unit.county) ?? ''}${unit.street.name}`,
        unit.grade === null ? say('grade.unsettled') : name(unit.grade),
        ...(unit.objection ? [say('chart.objection')] : []),
      ].join(say('list.comma')),
  };
}
