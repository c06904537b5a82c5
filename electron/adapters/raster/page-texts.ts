/** A PDF as text: how the training office reads the plastic, and how tests read a card. */

import { withPdf } from './pdfjs.ts';

/** The text of each page in drawing order, lines separated by `\n`. Rejects for bytes that are no PDF. */
export async function pageTexts(pdf: Uint8Array): Promise<readonly string[]> {
  return withPdf(pdf, async (document) => {
    const texts: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const content = await (await document.getPage(number)).getTextContent();
      const parts = content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''));
      texts.push(parts.join(''));
    }
    return texts;
  });
}
