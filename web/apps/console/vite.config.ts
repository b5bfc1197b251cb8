import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const server = process.env.PARLEY_SERVER ?? 'http://127.0.0.1:8080'

// The server answers /api/ and /api/assets/ with these pages, all else below /api/ itself.
export default defineConfig({
  base: '/api/',
  plugins: [vue(), tailwindcss()],
  build: { outDir: '../../../build/web/console', emptyOutDir: true, assetsInlineLimit: 0 },
  server: { port: 5175, proxy: { '/api/v1': server, '/api/openapi.json': server } },
})
