import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const server = process.env.PARLEY_SERVER ?? 'http://127.0.0.1:8080'

// One page serves the iframe (/widget/?key=…) and the stand-alone chat page (/chat/…).
export default defineConfig({
  base: '/widget/',
  plugins: [vue()],
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
      output: {
        advancedChunks: {
          groups: [
            {
              name: 'app',
              test: (id: string) =>
                !/words\/|features\/sound|api\/src\/upload|pageHost|loader\/memory|EmojiPicker|emoji\.ts|RatingForm|PreChatForm|FormField|LeaveMessageForm|EndDialog/.test(
                  id,
                ),
            },
          ],
        },
      },
    },
    cssCodeSplit: false, // One small sheet is cheaper than the code that loads several.
  },
  server: { port: 5174, proxy: { '/api': { target: server, ws: true } } },
})
