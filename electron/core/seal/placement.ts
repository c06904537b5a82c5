/**
 * Where each bit of each codeword goes: ISO/IEC 16022 annex F, for square mapping matrices (without finder patterns) whose
 * side is a multiple of four: those have one broken corner and no module left over.
 */

/** Offsets of the eight modules of a regular codeword from its last, most significant bit first (figure F.1). */
const regular: readonly (readonly [row: number, column: number])[] = [
  [-2, -2],
  [-2, -1],
  [-1, -2],
  [-1, -1],
  [-1, 0],
  [0, -2],
  [0, -1],
  [0, 0],
];

const EMPTY = 2;

/** The mapping matrix of `size` by `size` modules, row by row: 1 dark, 0 light. */
export function placeCodewords(codewords: Uint8Array, size: number): Uint8Array {
  const modules = new Uint8Array(size * size).fill(EMPTY);
  let next = 0;

  function put(row: number, column: number, bit: number): void {
    // Beyond the top or the left edge the matrix goes on at the other side, shifted.
    const wrappedRow = row < 0;
    const [downRow, downColumn] = wrappedRow ? [row + size, column + 4 - ((size + 4) % 8)] : [row, column];
    const wrappedColumn = downColumn < 0;
    const [y, x] = wrappedColumn ? [downRow + 4 - ((size + 4) % 8), downColumn + size] : [downRow, downColumn];
    modules[y * size + x] = ((codewords[next] ?? 0) >> (7 - bit)) & 1;
  }

  function putAll(places: readonly (readonly [row: number, column: number])[]): void {
    for (const [bit, [row, column]] of places.entries()) put(row, column, bit);
    next += 1;
  }

  function putRegular(row: number, column: number): void {
    if (row < 0 || column < 0 || row >= size || column >= size) return;
    if (modules[row * size + column] !== EMPTY) return;
    putAll(regular.map(([down, right]) => [row + down, column + right] as const));
  }

  let row = 4;
  let column = 0;
  do {
    const corner = cornerAt(row, column, size);
    if (corner !== null) putAll(corner);
    do {
      putRegular(row, column);
      row -= 2;
      column += 2;
    } while (row >= 0 && column < size);
    row += 1;
    column += 3;
    do {
      putRegular(row, column);
      row += 2;
      column -= 2;
    } while (row < size && column >= 0);
    row += 3;
    column += 1;
  } while (row < size || column < size);

  return modules;
}

/** The codeword that is broken up around the corners when the sweep stands there (figure F.3). */
function cornerAt(row: number, column: number, size: number): readonly (readonly [number, number])[] | null {
  if (row !== size || column !== 0) return null;
  const last = size - 1;
  return [
    [last, 0],
    [last, 1],
    [last, 2],
    [0, last - 1],
    [0, last],
    [1, last],
    [2, last],
    [3, last],
  ];
}
