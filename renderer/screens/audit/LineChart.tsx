/** Medians over days or weeks: one line each, with marks of different shapes; where nothing was done the line is broken. */

import { axisOfTimes, labelled, type Series } from './chart-data.ts';
import { ChartFrame, markPath, SERIES, type ChartProps } from './ChartFrame.tsx';
import { innerOf } from './chart-place.ts';

interface Named extends Series {
  readonly title: string;
}

interface LineChartProps extends ChartProps {
  readonly series: readonly Named[];
  readonly textOf: (value: number) => string;
}

export function LineChart(props: LineChartProps) {
  const { starts, series, labelOf, textOf } = props;
  const most = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return (
    <ChartFrame {...props} ticks={axisOfTimes(most)} kind="line">
      {({ width, height, y }) => {
        const { left, inner } = innerOf(width);
        const step = inner / Math.max(1, starts.length);
        const at = (index: number): number => left + (index + 0.5) * step;
        const shown = labelled(starts.length, inner, props.labelWidth);
        return (
          <>
            {series.map(({ name, values }, place) => (
              <path key={name} className={`chart-line series-${place % SERIES}`} d={lineOf(values, at, y)} />
            ))}
            {series.map(({ name, title, values }, place) =>
              values.map((value, index) =>
                value === null ? null : (
                  <path
                    key={`${name} ${starts[index] ?? ''}`}
                    className={`chart-mark series-${place % SERIES}`}
                    d={markPath(place % SERIES, at(index), y(value))}
                  >
                    <title>{`${labelOf(starts[index] ?? '')} · ${title}: ${textOf(value)}`}</title>
                  </path>
                ),
              ),
            )}
            {starts.map((start, index) =>
              shown.has(index) ? (
                <text key={start} className="chart-label" x={at(index)} y={height - 6} textAnchor="middle">
                  {labelOf(start)}
                </text>
              ) : null,
            )}
          </>
        );
      }}
    </ChartFrame>
  );
}

function lineOf(values: Series['values'], at: (index: number) => number, y: (value: number) => number): string {
  return values
    .map((value, index) => {
      if (value === null) return '';
      const begins = (values[index - 1] ?? null) === null;
      return `${begins ? 'M' : 'L'}${at(index).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
}
