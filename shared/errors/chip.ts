/** Failures of writer and chip. */

export interface ChipErrors {
  readonly 'writer.notReady': { readonly writer: string; readonly reason: string };
}
