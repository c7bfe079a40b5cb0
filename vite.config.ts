import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The window. Nothing is inlined, so that the strict CSP holds; addresses are relative to the page. */
export default defineConfig({
  root: path('./renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: path('./dist/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
