/** Opens a PDF in the page's one pdf.js worker. The legacy build: the modern one calls what Chromium 130 lacks. */

import { useEffect, useState } from 'react';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { OptionalContentConfig } from 'pdfjs-dist/types/src/display/optional_content_config.js';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { layerOfGroup, type Layer } from '../../shared/model/printer-profile.ts';

export interface OpenPdf {
  readonly pages: readonly PDFPageProxy[];
  /** The layers that this file holds as optional content; a printer that has no panel for one gets none. */
  readonly layers: ReadonlySet<Layer>;
  /** pdf.js's list of what is switched on, with just these of our layers on. */
  showing(layers: ReadonlySet<Layer>): Promise<OptionalContentConfig>;
}

export type PdfPages =
  { readonly kind: 'opening' } | ({ readonly kind: 'open' } & OpenPdf) | { readonly kind: 'unreadable' };

/** Faces are drawn in one go, as for a printer: for a display pdf.js would wait for a frame after every few lines. */
export const INTENT = 'print';

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
      // Glyphs are drawn as outlines, as printers draw them: no typeface is installed into the page first, which takes longer.
      disableFontFace: true,
      // Half a card must never pass for a whole one.
      stopAtErrors: true,
      verbosity: 0,
    });
});

interface Opening {
  readonly open: Promise<OpenPdf>;
  letGo(): void;
}

/** What is being opened ahead, until somebody shows it. */
const ahead = new Map<Uint8Array, Opening>();

/**
 * Opens a card that is about to be shown, and lets go of it on the signal, unless it is on the screen by then. Rejects
 * where it is no readable PDF.
 */
export function openAhead(pdf: Uint8Array, signal: AbortSignal): Promise<OpenPdf> {
  const opening = startOpening(pdf);
  ahead.set(pdf, opening);
  signal.addEventListener('abort', () => {
    if (ahead.delete(pdf)) opening.letGo();
  });
  return opening.open;
}

function takeOpening(pdf: Uint8Array): Opening {
  const opening = ahead.get(pdf) ?? startOpening(pdf);
  ahead.delete(pdf);
  return opening;
}

function startOpening(pdf: Uint8Array): Opening {
  const task = opener.then((open) => open(pdf));
  const open = task.then(openedPdf);
  // Whoever shows it says that it is unreadable; where nobody does, nobody needs to know.
  open.catch(() => undefined);
  return {
    open,
    letGo: () => void task.then((opening) => opening.destroy()),
  };
}

/** The pages of `pdf`; the ones of the former card are let go when another comes. */
export function usePdfPages(pdf: Uint8Array): PdfPages {
  const [opened, setOpened] = useState<{ readonly pdf: Uint8Array; readonly result: PdfPages } | null>(null);

  useEffect(() => {
    let wanted = true;
    const opening = takeOpening(pdf);
    opening.open
      .then((open): PdfPages => ({ kind: 'open', ...open }))
      .catch((): PdfPages => ({ kind: 'unreadable' }))
      .then(
        (result) => wanted && setOpened({ pdf, result }),
        () => undefined,
      );
    return () => {
      wanted = false;
      opening.letGo();
    };
  }, [pdf]);

  return opened?.pdf === pdf ? opened.result : { kind: 'opening' };
}

async function openedPdf(task: PDFDocumentLoadingTask): Promise<OpenPdf> {
  const document = await task.promise;
  const [pages, groups] = await Promise.all([
    Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1))),
    groupsOf(document),
  ]);
  return {
    pages,
    layers: new Set(groups.keys()),
    async showing(layers) {
      const config = await document.getOptionalContentConfig({ intent: INTENT });
      for (const [layer, id] of groups) config.setVisibility(id, layers.has(layer), false);
      return config;
    },
  };
}

async function groupsOf(document: PDFDocumentProxy): Promise<ReadonlyMap<Layer, string>> {
  const config = listed(await document.getOptionalContentConfig({ intent: INTENT }));
  const groups = new Map<Layer, string>();
  for (const [id, { name }] of config) {
    const layer = layerOfGroup(name);
    if (layer !== undefined) groups.set(layer, id);
  }
  return groups;
}

/** pdf.js does not say what it lists. */
function listed(config: OptionalContentConfig): Iterable<readonly [id: string, group: { readonly name: string }]> {
  return config;
}
