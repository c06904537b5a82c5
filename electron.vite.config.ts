// How electron/ and renderer/ become build/: two ES modules for Node and Electron's main process, one CommonJS file for
// the sandboxed preload, and the page. Nothing of it needs an Electron binary.

import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// The oldest that must run it: Node 20 on the command line, and the stand-in Electron of docs/adr/0002.
const OLDEST_NODE = 'node20.18';
const OLDEST_CHROMIUM = 'chrome130';

export default defineConfig({
  main: {
    build: {
      target: OLDEST_NODE,
      outDir: 'build/main',
      // Packages stay outside: native ones must, and the others are then the audited files of the lock file.
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          main: resolve('electron/app/main.ts'),
          cli: resolve('electron/cli.ts'),
          'writer-process': resolve('electron/app/writer-process.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: OLDEST_NODE,
      outDir: 'build/preload',
      // A sandboxed preload can require nothing but `electron`: one CommonJS file with everything in it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve('electron/preload.ts'), 'holder-preload': resolve('electron/holder-preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    publicDir: false,
    plugins: [react()],
    build: {
      target: OLDEST_CHROMIUM,
      outDir: 'build/renderer',
      minify: true,
      // The Content-Security-Policy allows no data: scripts and fonts, so every asset stays a file.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: resolve('renderer/index.html'), holder: resolve('renderer/holder.html') },
      },
    },
  },
});
