import { defineConfig } from 'vite'
import { squeeze } from './tools/squeeze'

// The snippet's script: one classic file without dependencies and with a lasting name.
export default defineConfig({
  publicDir: false,
  plugins: [squeeze()],
  build: {
    outDir: '../../../build/web/widget',
    emptyOutDir: false,
    target: 'es2022',
    lib: {
      entry: 'src/loader/loader.ts',
      formats: ['iife'],
      name: 'parleyLoader',
      fileName: () => 'widget.js',
    },
  },
})
