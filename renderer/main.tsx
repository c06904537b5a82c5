/** Starts the page. */

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
// Before the screens' own sheets, which refine these.
import './styles/typefaces.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/buttons.css';
import './styles/fields.css';
import './styles/notices.css';
import './styles/panels.css';
import './styles/tables.css';
import './styles/dialogs.css';
import './styles/sliders.css';
import './styles/case.css';
import './styles/shell.css';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
