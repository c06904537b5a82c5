/** Opens a PDF in the page's one pdf.js worker. The legacy build: the modern one calls what Chromium 130 lacks. */

import { useEffect, useState } from 'react';
import type { PDFPageProxy, PDFWorker as Worker_ } from 'pdfjs-dist';
import { getDocument, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

export type PdfPages =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly pages: readonly PDFPageProxy[] }
  | { readonly kind: 'unreadable' };

let worker: Worker_ | undefined;

/** One worker for as long as the page lives: a second card starts in a warm one. From our own origin, as the CSP asks. */
function sharedWorker(): Worker_ {
  worker ??= PDFWorker.create({ port: new Worker(workerUrl, { type: 'module' }), verbosity: 0 });
  return worker;
}

/** The pages of `pdf`; the ones of the former card are let go when another comes. */
export function usePdfPages(pdf: Uint8Array): PdfPages {
  const [opened, setOpened] = useState<{ readonly pdf: Uint8Array; readonly result: PdfPages } | null>(null);

  useEffect(() => {
    let wanted = true;
    const task = getDocument({
      // pdf.js takes the bytes over; ours stay as they came.
      data: pdf.slice(),
      worker: sharedWorker(),
      // Everything that prints is embedded; nothing is fetched, compiled or guessed from the system's fonts.
      useWorkerFetch: false,
      useWasm: false,
      useSystemFonts: false,
      // Half a card must never pass for a whole one.
      stopAtErrors: true,
      verbosity: 0,
    });
    const show = (result: PdfPages): void => {
      if (wanted) setOpened({ pdf, result });
    };
    task.promise
      .then((document) => Promise.all(Array.from({ length: document.numPages }, (_, at) => document.getPage(at + 1))))
      .then((pages) => show({ kind: 'open', pages }))
      .catch(() => show({ kind: 'unreadable' }));
    return () => {
      wanted = false;
      void task.destroy();
    };
  }, [pdf]);

  return opened?.pdf === pdf ? opened.result : { kind: 'opening' };
}
