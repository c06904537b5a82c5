/** What this workstation draws: faces of cards and papers, with typefaces that are opened when they are first needed. */

import { join } from 'node:path';
import type { AuditReport } from '../../shared/audit/shown.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { renderAuditReport } from '../adapters/pdf/audit-report.ts';
import { renderReceipt } from '../adapters/pdf/receipt.ts';
import { createCardRenderer } from '../adapters/pdf/renderer.ts';
import { loadTypefaces } from '../adapters/pdf/typefaces.ts';
import type { IssueContext } from '../core/issue/context.ts';
import { deskPapers, type DeskPapers } from './desk-papers.ts';

export interface Drawing extends Pick<IssueContext, 'renderer' | 'metrics' | 'renderReceipt'> {
  /** The papers of the desk besides the receipt, as PDF. */
  readonly papers: DeskPapers;
  /** The report of a day or a month as PDF. */
  renderAuditReport(report: AuditReport): Promise<Uint8Array>;
}

export function openDrawing(root: string, profile: Profile): Drawing {
  const typefaces = once(() => loadTypefaces(join(root, 'resources', 'fonts')));
  return {
    renderer: { render: (drawing, printing) => createCardRenderer(typefaces()).render(drawing, printing) },
    metrics: {
      facesFor: (codePoint, weight) => typefaces().metrics.facesFor(codePoint, weight),
      widthMm: (text, face, sizePt) => typefaces().metrics.widthMm(text, face, sizePt),
    },
    renderReceipt: (receipt, signature) => renderReceipt(receipt, signature, typefaces()),
    renderAuditReport: (report) => renderAuditReport(report, typefaces()),
    papers: deskPapers(profile, typefaces),
  };
}

/** Fonts are 30 MB: opened when the first face is drawn, not when a list is shown. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
