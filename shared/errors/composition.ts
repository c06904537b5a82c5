/** Failures of composing the faces: found before a blank is used. */

export interface CompositionErrors {
  readonly 'composition.glyphMissing': { readonly character: string; readonly field: string };
}
