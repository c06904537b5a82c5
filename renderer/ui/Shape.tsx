/** Small drawn shapes, 16 x 16. Always beside a word, so they are hidden from screen readers. */

const paths = {
  tick: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.5 10.5 14 14',
  down: 'M4 6l4 4 4-4',
  ring: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3Z',
  half: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3ZM8 3v10M8 5.5h3.5M8 8h5M8 10.5h3.5',
  diamond: 'M8 2.5 13.5 8 8 13.5 2.5 8Z',
  triangle: 'M8 2.5 14 13H2ZM8 6.5v3M8 11.3v.2',
  stop: 'M5.5 2.5h5L13.5 5.5v5L10.5 13.5h-5L2.5 10.5v-5Z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  bolt: 'M9 1.5 4 9h3.5L7 14.5 12 7H8.5Z',
  queue: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  review: 'M3 2.5h7l3 3v8H3ZM5.5 8.5l2 2 3-3.5',
  card: 'M1.5 4h13v8.5h-13ZM9.5 6.5h3v3h-3ZM3.5 7h3.5M3.5 9.5h3.5',
  batch: 'M4.5 2.5h9v6M3 4.5h9v6M1.5 6.5h9v6h-9ZM3.5 9.5h5',
  box: 'M2.5 5 8 2l5.5 3v6L8 14l-5.5-3ZM2.5 5 8 8l5.5-3M8 8v6',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1',
  safe: 'M2.5 2.5h11v10h-11ZM8 5.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6ZM4.5 12.5v1.5M11.5 12.5v1.5',
  log: 'M4 2.5h8v11H4ZM6 5.5h4M6 8h4M6 10.5h2.5',
  device: 'M4 6V2.5h8V6M2.5 6h11v5h-11ZM4.5 9h7v4.5h-7Z',
  person: 'M8 2.5a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4ZM2.8 14c.5-3 2.5-4.3 5.2-4.3s4.7 1.3 5.2 4.3',
  chip: 'M4 4h8v8H4ZM4 7H2M4 10H2M14 7h-2M14 10h-2M7 4V2M10 4V2M7 14v-2M10 14v-2',
} as const;

export type ShapeName = keyof typeof paths;

export function Shape({ name }: { readonly name: ShapeName }) {
  return (
    <svg className="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
