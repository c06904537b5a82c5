/** Counts over days or weeks, stacked or side by side. Drawn here: print, dark mode and keyboards get what they need. */

import { axisOfCounts, labelled, type Series } from './chart-data.ts';
import { ChartFrame, SERIES, type ChartProps } from './ChartFrame.tsx';
import { innerOf } from './chart-place.ts';

interface BarChartProps extends ChartProps {
  readonly series: readonly (Series & { readonly title: string })[];
  /** Parts of one whole stand on one another; what is counted twice stands side by side. */
  readonly isStacked: boolean;
}

export function BarChart(props: BarChartProps) {
  const { starts, series, labelOf, isStacked } = props;
  const heights = starts.map((_, index) => {
    const values = series.map((one) => one.values[index] ?? 0);
    return isStacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  return (
    <ChartFrame {...props} ticks={axisOfCounts(Math.max(0, ...heights))} textOf={String} kind="bar">
      {({ width, height, y }) => {
        const { left, inner } = innerOf(width);
        const step = inner / Math.max(1, starts.length);
        const group = Math.max(2, Math.min(32, step * 0.76));
        const bar = isStacked ? group : group / Math.max(1, series.length);
        const shown = labelled(starts.length, inner, props.labelWidth);
        return starts.map((start, index) => {
          const x = left + index * step + (step - group) / 2;
          let below = 0;
          return (
            <g key={start}>
              {series.map(({ name, title, values }, place) => {
                const value = values[index] ?? 0;
                const bottom = y(isStacked ? below : 0);
                below += value;
                const top = y(isStacked ? below : value);
                if (value === 0) return null;
                return (
                  <rect
                    key={name}
                    className="chart-bar"
                    fill={`url(#${props.id}-${place % SERIES})`}
                    x={isStacked ? x : x + place * bar}
                    y={top}
                    width={bar}
                    height={Math.max(1, bottom - top)}
                  >
                    <title>{`${labelOf(start)} · ${title}: ${value}`}</title>
                  </rect>
                );
              })}
              {shown.has(index) ? (
                <text className="chart-label" x={x + group / 2} y={height - 6} textAnchor="middle">
                  {labelOf(start)}
                </text>
              ) : null}
            </g>
          );
        });
      }}
    </ChartFrame>
  );
}
