// The last few per cent, because every visitor of every site pays for them: a second, slower
// minifier for the code, and the design tokens that no rule uses taken out of the style sheet.

import { minify } from 'terser'
import type { Plugin } from 'vite'

export function squeeze(): Plugin {
  return {
    name: 'squeeze',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const parts = Object.values(bundle)
      const text = parts.map((part) => (part.type === 'chunk' ? part.code : String(part.source)))
      const used = new Set([...text.join().matchAll(/var\((--[\w-]+)/g)].map((match) => match[1]))
      for (const part of parts) {
        if (part.type === 'chunk') part.code = await smaller(part.code)
        else if (part.fileName.endsWith('.css')) part.source = only(used, String(part.source))
      }
    },
  }
}

async function smaller(code: string): Promise<string> {
  const compress = { passes: 3, ecma: 2020, pure_getters: true, unsafe_arrows: true } as const
  return (await minify(code, { module: true, compress })).code ?? code
}

/** The chat follows the browser's scheme; nobody sets data-theme in it. */
function only(used: Set<string | undefined>, css: string): string {
  return css
    .replace(/:root\[data-theme=['"]?dark['"]?\]\{[^}]*\}/g, '')
    .replace(/:root:not\(\[data-theme=['"]?light['"]?\]\)/g, ':root')
    .replace(/(--[\w-]+):[^;}]*;?/g, (whole, name: string) => (used.has(name) ? whole : ''))
}
