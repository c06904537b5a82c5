/** The one layout engine, called the one way: for the preview and for the printer alike. */

import type { Result } from '../../../shared/result.ts';
import { compose } from '../composition/compose.ts';
import { sealSymbol } from '../seal/symbol.ts';
import type { ApprovedContent } from './check-record.ts';
import type { IssueContext } from './context.ts';

export type FacesContext = Pick<IssueContext, 'renderer' | 'metrics' | 'template' | 'profile' | 'printerProfile'>;

/** What is printed: the approved content, and the seal that was made of it once. */
export interface FacesContent extends Omit<ApprovedContent, 'photo'> {
  readonly seal: Uint8Array;
}

/** Both faces as the PDF that is hashed, previewed and printed; the same bytes for the same content. */
export async function composeFaces(content: FacesContent, context: FacesContext): Promise<Result<Uint8Array>> {
  const symbol = sealSymbol(content.seal);
  if (!symbol.ok) return symbol;
  const drawing = compose({
    template: context.template,
    person: content.person,
    card: content.card,
    photo: content.portrait,
    seal: symbol.value,
    profile: context.profile,
    offsets: context.printerProfile.offsets,
    metrics: context.metrics,
  });
  if (!drawing.ok) return drawing;
  return context.renderer.render(drawing.value, context.printerProfile);
}
