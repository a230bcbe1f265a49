import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { precompress } from './precompress.plugin.js';
import { themeCss } from './theme-css.plugin.js';

const GATEWAY = process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:8080';

/** The router plugin rewrites route files before React sees them, so it comes first. */
export default defineConfig({
  plugins: [
    tanstackRouter({ target: 'react', autoCodeSplitting: true, quoteStyle: 'single', semicolons: true }),
    react(),
    themeCss(),
    precompress(),
  ],
  server: { proxy: Object.fromEntries(['/api', '/hooks', '/ingest'].map((path) => [path, { target: GATEWAY }])) },
  build: {
    assetsInlineLimit: 0, // A data: URL would need its own permission in the content security policy.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/](?!react-virtual|virtual-core)/, priority: 30 },
            {
              name: 'code',
              test: /node_modules[\\/](codemirror|@codemirror|@lezer|crelt|style-mod|w3c-keyname|yaml)[\\/]/,
              priority: 20,
            },
            { name: 'graph', test: /node_modules[\\/](@xyflow|@dagrejs|d3-[a-z]+)[\\/]/, priority: 20 },
          ],
        },
      },
    },
  },
  test: {
    css: false,
    restoreMocks: true,
    // Most specs are pure and start ten times faster without a document.
    projects: [
      { extends: true, test: { name: 'model', environment: 'node', include: ['src/**/*.spec.ts'] } },
      {
        extends: true,
        test: { name: 'view', environment: 'jsdom', include: ['src/**/*.spec.tsx'], setupFiles: ['test/setup.ts'] },
      },
    ],
  },
});
