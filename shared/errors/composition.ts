/** Failures of composing the faces: found before a blank is used. */

export interface CompositionErrors {
  readonly 'composition.glyphMissing': {
    readonly character: string;
    readonly codePoint: string;
    readonly field: string;
  };
  readonly 'composition.doesNotFit': { readonly text: string; readonly field: string };
  /** The template lets this holder's text run over the edge of the card. */
  readonly 'composition.offCard': { readonly text: string };
  readonly 'composition.nationalityUnknown': { readonly code: string };
  readonly 'composition.layoutRetired': { readonly template: string };
  readonly 'composition.sealTooSmall': { readonly modules: number; readonly widthMm: number };
  readonly 'composition.photoUnusable': { readonly problem: string };
  readonly 'composition.templateUnusable': {
    readonly template: string;
    readonly place: string;
    readonly problem: string;
  };
}
