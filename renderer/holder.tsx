/** Starts the holder's page: it shows what it is sent, and there is nothing on it to press. */

import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod';
import './styles/typefaces.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/panels.css';
import './styles/case.css';
import { holderViewSchema, type HolderView } from '../shared/model/holder-view.ts';
import { translate } from './language.tsx';
import { HolderCard } from './screens/hand-over/HolderCard.tsx';
import './screens/hand-over/holder-page.css';

declare global {
  interface Window {
    /** What `electron/holder-preload.ts` puts on the holder's window, and on no other. */
    readonly holder?: { onView(listener: (view: unknown) => void): void };
  }
}

// As in client.ts: the content security policy has no 'unsafe-eval'.
z.config({ jitless: true });

function HolderPage() {
  const [view, setView] = useState<HolderView | null>(null);
  useEffect(() => {
    window.holder?.onView((sent) => {
      const parsed = holderViewSchema.safeParse(sent);
      if (parsed.success) setView(parsed.data);
    });
  }, []);
  const locale = view?.language === 'en' ? 'en-GB' : 'zh-CN';
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  if (view === null) return null;
  return (
    <main className="holder-page">
      <h1>{translate(view.language, 'handover.holderScreen.title')}</h1>
      <HolderCard view={view} />
    </main>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('holder.html has no #root');
createRoot(root).render(
  <StrictMode>
    <HolderPage />
  </StrictMode>,
);
