import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { squeeze } from './tools/squeeze'

const server = process.env.PARLEY_SERVER ?? 'http://127.0.0.1:8080'

// Fetched when first needed. All else is one chunk: what is compressed together is smaller.
const LATER =
  /(words\/\w+|texts|upload|pageHost|memory|emoji|EmojiPicker)\.|(sound|form)\/|Form\.vue|EndDialog|\.css/

// One page serves the iframe (/widget/?key=…) and the stand-alone chat page (/chat/…).
export default defineConfig({
  base: '/widget/',
  plugins: [vue(), squeeze()],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
  },
  build: {
    outDir: '../../../build/web/widget',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      output: { advancedChunks: { groups: [{ name: 'index', test: (id) => !LATER.test(id) }] } },
    },
    cssCodeSplit: false, // One small sheet is cheaper than the code that loads several.
  },
  server: { port: 5174, proxy: { '/api': { target: server, ws: true } } },
})
