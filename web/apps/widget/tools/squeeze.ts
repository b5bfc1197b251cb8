// The last few per cent, because every visitor of every site pays for them: a second, slower
// minifier for the code, and the design tokens that no rule uses taken out of the style sheet.

import { minify } from 'terser'
import type { Plugin } from 'vite'

/**
 * What Vue's renderer asks about features the chat has none of, and the answer. With it the code
 * behind goes: teleport, suspense, kept-alive and async components, transitions, hydration.
 */
type Answers = [question: RegExp, answer: string][]
const UNUSED: Answers = [
  [/(is(?:Teleport|Suspense|AsyncWrapper|KeepAlive) = \(\w+\)) => .*;/g, '$1 => false;'],
  [/[\w.]*\bshapeFlag & (64|128|256|512)\b/g, '0'],
  [/\b\w+\.asyncDep\b(?! =)/g, 'null'],
  [/\blocateUnresolvedAsyncRoot\((?=instance\);)/g, 'Boolean(false && '],
  [/\b\w+\.transition\b(?! =)/g, 'null'],
  [/\btransition && !transition\.persisted/g, 'false'],
  [/\bneedTransition\((?!parentSuspense, transition\) {)/g, 'Boolean(false && '],
  [/needTransition2 = .*;/g, 'needTransition2 = false;'],
  [/\bel && hydrateNode\b/g, 'false'],
  [/if \(createHydrationFns\)/g, 'if (false)'],
  [/queuePostRenderEffect = queueEffectWithSuspense\b/g, '$& && queuePostFlushCb'],
]
/** Nor has it reactive maps or sets: one would fail loudly at its first use. */
const UNUSED_IN_REACTIVITY: Answers = [
  [/targetType === 2 .* \? collectionHandlers : /g, ''],
  [/^ +\w+CollectionHandlers,$/gm, 'null,'],
]

export function squeeze(): Plugin {
  return {
    name: 'squeeze',
    enforce: 'post',
    transform(code, id) {
      // It fetches the styles of a part together with it; here no part has any of its own.
      if (id.includes('vite/preload-helper')) {
        return 'export const __vitePreload = (load) => load()'
      }
      if (id.includes('/runtime-core.esm-bundler')) return without(UNUSED, code)
      if (id.includes('/reactivity.esm-bundler')) return without(UNUSED_IN_REACTIVITY, code)
      return undefined
    },
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

function without(unused: Answers, code: string): string {
  for (const [question, answer] of unused) {
    const next = code.replace(question, answer)
    if (next === code) throw new Error(`Vue no longer asks ${question}`)
    code = next
  }
  return code
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
