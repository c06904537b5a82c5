/** Opens a PDF in the page's one pdf.js worker. The legacy build: the modern one calls what Chromium 130 lacks. */

import { useEffect, useState } from 'react';
import type { PDFDocumentLoadingTask, PDFPageProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

export type PdfPages =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly pages: readonly PDFPageProxy[] }
  | { readonly kind: 'unreadable' };

/**
 * Loaded beside the page, not before it, and kept for as long as the page lives: the first card finds a warm worker.
 * The worker is a file on our own origin, as the content security policy asks.
 */
const opener = import('pdfjs-dist/legacy/build/pdf.mjs').then(({ getDocument, PDFWorker }) => {
  const worker = PDFWorker.create({ port: new Worker(workerUrl, { type: 'module' }), verbosity: 0 });
  return (pdf: Uint8Array): PDFDocumentLoadingTask =>
    getDocument({
      // pdf.js takes the bytes over; ours stay as they came.
      data: pdf.slice(),
      worker,
      // Everything that prints is embedded; nothing is fetched, compiled or guessed from the system's fonts.
      useWorkerFetch: false,
      useWasm: false,
      useSystemFonts: false,
      // Half a card must never pass for a whole one.
      stopAtErrors: true,
      verbosity: 0,
    });
});

/** The pages of `pdf`; the ones of the former card are let go when another comes. */
export function usePdfPages(pdf: Uint8Array): PdfPages {
  const [opened, setOpened] = useState<{ readonly pdf: Uint8Array; readonly result: PdfPages } | null>(null);

  useEffect(() => {
    let wanted = true;
    const task = opener.then((open) => (wanted ? open(pdf) : null));
    const show = (result: PdfPages): void => {
      if (wanted) setOpened({ pdf, result });
    };
    task
      .then(async (opening) => (opening === null ? [] : pagesOf(opening)))
      .then((pages) => show({ kind: 'open', pages }))
      .catch(() => show({ kind: 'unreadable' }));
    return () => {
      wanted = false;
      void task.then((opening) => opening?.destroy());
    };
  }, [pdf]);

  return opened?.pdf === pdf ? opened.result : { kind: 'opening' };
}

async function pagesOf(task: PDFDocumentLoadingTask): Promise<readonly PDFPageProxy[]> {
  const document = await task.promise;
  return Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)));
}
