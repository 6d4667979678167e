import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npx vite` finds the server that it is a console for. */
const SERVER = process.env.ROLLCALL_URL ?? 'http://127.0.0.1:8080'

/** The console. `npm run build` makes it; `npx vite` serves its sources, with changes at once, before a running server. */
export default defineConfig({
  root: 'src/console',
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: '../../build/console',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows neither inline scripts nor `data:` in scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // The server puts one of its own into every answer.
  html: { cspNonce: '{{nonce}}' },
  server: {
    proxy: { '/api': { target: SERVER, changeOrigin: true, headers: { Origin: new URL(SERVER).origin } } },
  },
})
