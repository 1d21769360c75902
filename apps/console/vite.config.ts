import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  // Types still come from zod (tsc never sees this).
  resolve: { alias: { zod: fileURLToPath(new URL('./no-shapes.ts', import.meta.url)) } },
  build: { target: 'chrome100', chunkSizeWarningLimit: 1500 },
  server: { proxy: { '/api': process.env.SONGHE_API ?? 'http://127.0.0.1:8080' } },
})
