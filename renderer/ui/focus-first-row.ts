/** Puts the keyboard on the first row of a virtual table. */

import type { RefObject } from 'react';

/** A virtual table measures itself before it has rows: as many frames as that may take. */
const framesToWait = 20;

/** Returns the function that gives up waiting. */
export function focusFirstRow(table: RefObject<HTMLDivElement | null>): () => void {
  let frame = 0;
  const attempt = (framesLeft: number): void => {
    const row = table.current?.querySelector<HTMLElement>('[role="row"][data-key]');
    if (row !== null && row !== undefined) {
      table.current?.scrollTo({ top: 0 });
      row.focus({ preventScroll: true });
    } else if (framesLeft > 0) frame = requestAnimationFrame(() => attempt(framesLeft - 1));
  };
  attempt(framesToWait);
  return () => cancelAnimationFrame(frame);
}
