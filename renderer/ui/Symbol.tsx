/** A QR code that a telephone photographs off the screen: dark on white in either theme, with the quiet zone it needs. */

/** ISO/IEC 18004 section 9.1: four modules on every side. */
const QUIET = 4;

interface SymbolProps {
  /** Rows from the top, `1` for a dark module. */
  readonly rows: readonly string[];
  readonly label: string;
}

export function Symbol({ rows, label }: SymbolProps) {
  const size = rows.length + 2 * QUIET;
  const path = rows
    .flatMap((row, y) => [...row].map((module, x) => (module === '1' ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')))
    .join('');
  return (
    <svg className="symbol" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
