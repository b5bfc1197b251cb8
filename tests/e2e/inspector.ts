// Looks at pages with axe-core, light and dark where nothing else is said.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame, Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Found {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]
}

interface Options {
  rules: Record<string, { enabled: boolean }>
  resultTypes: ['violations']
}

interface Axe {
  run(options: Options): Promise<Found>
}

export type Scheme = 'light' | 'dark'

/** Looks at places one after the other, and remembers what was wrong where. */
export class Inspector {
  readonly complaints: string[] = []
  looked = 0
  readonly #schemes: readonly Scheme[]

  constructor(schemes: readonly Scheme[] = ['light', 'dark']) {
    this.#schemes = schemes
  }

  async look(what: string, page: Page, frame: Frame = page.mainFrame()) {
    // An open menu hangs from the body; landmarks are for what stays.
    const rules = { region: { enabled: !(await frame.getByRole('menu').isVisible()) } }
    if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(AXE)
    for (const scheme of this.#schemes) {
      await page.emulateMedia({ colorScheme: scheme })
      const found = await frame.evaluate(async (chosen) => {
        const { axe } = globalThis as unknown as { axe: Axe }
        return axe.run({ rules: chosen, resultTypes: ['violations'] })
      }, rules)
      this.looked += 1
      for (const { id, nodes } of found.violations) {
        const [first] = nodes
        const why = first?.failureSummary?.split('\n')[1]?.trim() ?? ''
        this.complaints.push(`${what}, ${scheme}: ${id}: ${why} ${first?.html.slice(0, 200)}`)
      }
    }
  }

  end(atLeast: number) {
    assert.ok(this.looked >= atLeast, `${this.looked} places were looked at`)
    assert.deepEqual(this.complaints, [])
  }
}
