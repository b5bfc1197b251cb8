// The last few per cent, because every visitor of every site pays for them: a second, slower
// minifier for the code, and the design tokens that no rule uses taken out of the style sheet.

import { minify } from 'terser'
import type { Plugin } from 'vite'

export function squeeze(): Plugin {
  return {
    name: 'squeeze',
    enforce: 'post',
    async generateBundle(_, bundle) {
      for (const part of Object.values(bundle)) {
        if (part.type === 'chunk') part.code = await smaller(part.code)
        else if (part.fileName.endsWith('.css')) part.source = usedTokens(String(part.source))
      }
    },
  }
}

async function smaller(code: string): Promise<string> {
  const compress = { passes: 3, ecma: 2020, pure_getters: true, unsafe_arrows: true } as const
  return (await minify(code, { module: true, compress })).code ?? code
}

/** The chat follows the browser's scheme; nobody sets data-theme in it. */
export function usedTokens(css: string): string {
  const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map((match) => match[1]))
  return css
    .replace(/:root\[data-theme=['"]?dark['"]?\]\{[^}]*\}/g, '')
    .replace(/:root:not\(\[data-theme=['"]?light['"]?\]\)/g, ':root')
    .replace(/(--[\w-]+):[^;}]*;?/g, (whole, name: string) => (used.has(name) ? whole : ''))
}
