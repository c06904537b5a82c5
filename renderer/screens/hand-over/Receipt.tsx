/** The receipt that the holder signs, drawn from its PDF. */

import { useEffect, useRef } from 'react';
import type { PDFPageProxy } from 'pdfjs-dist';
import { useTexts } from '../../language.tsx';
import { usePdfPages } from '../../ui/pdf-pages.ts';

/** Drawn at twice its size on the screen, so that small print stays readable. */
const sharpness = 2;

export function Receipt({ pdf }: { readonly pdf: Uint8Array }) {
  const t = useTexts();
  const pages = usePdfPages(pdf);
  return (
    <div className="receipt" data-testid="receipt" data-state={pages.kind}>
      {pages.kind === 'unreadable' ? <p role="alert">{t('preview.unreadable')}</p> : null}
      {pages.kind === 'open'
        ? pages.pages.map((page) => (
            <ReceiptPage
              key={page.pageNumber}
              page={page}
              label={t('handover.receiptPage', { page: page.pageNumber })}
            />
          ))
        : null}
    </div>
  );
}

function ReceiptPage({ page, label }: { readonly page: PDFPageProxy; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const shown = canvas.current;
    if (shown === null) return undefined;
    const viewport = page.getViewport({ scale: sharpness });
    shown.width = Math.round(viewport.width);
    shown.height = Math.round(viewport.height);
    const task = page.render({ canvas: shown, viewport });
    // A drawing that is cancelled because the dialog closed is no failure.
    task.promise.catch(() => undefined);
    return () => task.cancel();
  }, [page]);
  return <canvas ref={canvas} className="receipt-page" role="img" aria-label={label} />;
}
