/** What every chart has: its name, its sum, a legend, axes, and the same numbers as a table for whoever wants these. */

import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../../language.tsx';
import type { Series } from './chart-data.ts';
import { heightOf, LEFT, RIGHT } from './chart-place.ts';

/** Colours, patterns and marks that are told apart; more series than these begin again. */
export const SERIES = 6;

export interface ChartProps {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly starts: readonly string[];
  readonly labelOf: (start: string) => string;
  /** Of one label, in pixels. */
  readonly labelWidth: number;
  readonly asTable: boolean;
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly y: (value: number) => number;
}

interface ChartFrameProps extends ChartProps {
  readonly series: readonly (Series & { readonly title: string })[];
  readonly ticks: readonly number[];
  readonly textOf: (value: number) => string;
  readonly kind: 'bar' | 'line';
  readonly children: (sheet: Sheet) => ReactNode;
}

export function ChartFrame(props: ChartFrameProps) {
  const { id, title, note, series, asTable } = props;
  const t = useTexts();
  const hasAny = series.some(({ values }) => values.some((value) => (value ?? 0) > 0));
  return (
    <section
      className={hasAny ? 'panel chart' : 'panel chart is-empty'}
      aria-labelledby={`${id}-title`}
      data-testid={`chart-${id}`}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <p className="soft chart-note">{note}</p>
      {hasAny ? null : <p className="chart-none soft">{t('audit.charts.none')}</p>}
      {hasAny && asTable ? <ChartTable {...props} /> : null}
      {hasAny && !asTable ? (
        <>
          <Legend {...props} />
          <Drawing {...props} />
        </>
      ) : null}
    </section>
  );
}

function Legend({ id, series, kind }: ChartFrameProps) {
  return (
    <ul className="chart-legend">
      {series.map(({ name, title }, place) => (
        <li key={name}>
          <svg width="16" height="12" aria-hidden="true" focusable="false">
            {kind === 'bar' ? (
              <rect className="chart-bar" fill={`url(#${id}-${place % SERIES})`} x="1" y="1" width="14" height="10" />
            ) : (
              <path className={`chart-mark series-${place % SERIES}`} d={markPath(place % SERIES, 8, 6)} />
            )}
          </svg>
          {title}
        </li>
      ))}
    </ul>
  );
}

function Drawing({ id, title, starts, ticks, textOf, kind, labelOf, children }: ChartFrameProps) {
  const t = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const [{ width, height }, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() =>
      setSize({ width: Math.floor(element.clientWidth), height: Math.floor(element.clientHeight) }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const most = ticks.at(-1) ?? 0;
  const y = (value: number): number => heightOf(value, most, height);
  const says = t('audit.charts.label', {
    title,
    from: labelOf(starts[0] ?? ''),
    to: labelOf(starts.at(-1) ?? ''),
    most: textOf(most),
  });
  return (
    <div ref={box} className="chart-sheet">
      {width === 0 ? null : (
        <svg width={width} height={height} role="img" aria-label={says}>
          {kind === 'bar' ? <Patterns id={id} /> : null}
          {ticks.map((tick) => (
            <g key={tick}>
              <line className="chart-grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
              <text className="chart-label" x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
                {textOf(tick)}
              </text>
            </g>
          ))}
          {children({ width, height, y })}
        </svg>
      )}
    </div>
  );
}

/** Each series has a colour and a hatching of its own: either alone tells them apart. */
function Patterns({ id }: { readonly id: string }) {
  const hatchings = ['', 'M0 6 6 0', 'M0 3h6', 'M3 0v6', 'M0 0 6 6', 'M0 3h6M3 0v6'];
  return (
    <defs>
      {hatchings.map((path, place) => (
        <pattern key={path} id={`${id}-${place}`} width="6" height="6" patternUnits="userSpaceOnUse">
          <rect className={`chart-fill series-${place}`} width="6" height="6" />
          {path === '' ? null : <path className="chart-hatching" d={path} />}
        </pattern>
      ))}
    </defs>
  );
}

function ChartTable({ title, starts, series, labelOf, textOf }: ChartFrameProps) {
  const t = useTexts();
  const rows = starts
    .map((start, index) => ({ start, index }))
    .filter(({ index }) => series.some(({ values }) => (values[index] ?? 0) > 0));
  // WCAG 2.1.1: what scrolls can be reached, and then scrolled, by keys.
  const reachable = { tabIndex: 0, role: 'group', 'aria-label': title };
  return (
    <div className="chart-table" {...reachable}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('audit.charts.from')}</th>
            {series.map(({ name, title: one }) => (
              <th key={name} scope="col">
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ start, index }) => (
            <tr key={start}>
              <th scope="row">{labelOf(start)}</th>
              {series.map(({ name, values }) => {
                const value = values[index] ?? null;
                return <td key={name}>{value === null ? '' : textOf(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A mark of its own shape for each series: ring, square, triangle, diamond, cross, hourglass. */
export function markPath(place: number, x: number, y: number): string {
  const shapes = [
    'm-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z',
    'm-3.5-3.5h7v7h-7Z',
    'm0-4.5 4.5 8h-9Z',
    'm0-5 5 5-5 5-5-5Z',
    'm-4-4 8 8m0-8-8 8',
    'm-4-4h8l-8 8h8Z',
  ];
  return `M${x.toFixed(1)} ${y.toFixed(1)}${shapes[place] ?? shapes[0] ?? ''}`;
}
