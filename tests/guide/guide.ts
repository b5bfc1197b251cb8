// The guide as the tests read it: its pages, what stands in their code, and its samples run.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { appear } from '../e2e/wait.ts'

export const ROOT = resolve(import.meta.dirname, '../..')
export const PROGRAM = process.env.PARLEY_BIN ?? join(ROOT, 'build/release/src/main/parley')
const PAPERS = ['.', 'docs', 'docs/guide', 'docs/adr']
const SPOKEN_WITHIN_MS = 20_000

export interface Paper {
  path: string
  text: string
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** Every paper a reader may find. */
export function papers(): Paper[] {
  return PAPERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => ({ path: join(folder, name), text: read(join(folder, name)) })),
  )
}

/** What stands in code: fenced, indented, or between backticks. */
export function codeIn(text: string): string[] {
  const fenced = [...text.matchAll(/^```\w*\n(.*?)^```$/gms)].map((found) => found[1] ?? '')
  const prose = text.replace(/^```\w*\n.*?^```$/gms, '')
  const indented = prose.split('\n').filter((line) => line.startsWith('    '))
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map((found) => found[1] ?? '')
  return [...fenced.flatMap((block) => block.split('\n')), ...indented, ...spans]
}

export interface Quotation {
  paper: string
  sample: string
  quoted: string
}

/** `<!-- sample: samples/x.mjs -->`, and the fenced code right below it. */
export function quotations(): Quotation[] {
  return papers().flatMap(({ path, text }) =>
    [...text.matchAll(/<!-- sample: (\S+) -->\n```\w*\n(.*?)^```$/gms)].map((found) => ({
      paper: path,
      sample: join(dirname(path), found[1] ?? ''),
      quoted: found[2] ?? '',
    })),
  )
}

/** A sample, or another program by its whole path, that runs as somebody would run it. */
export class Running {
  readonly #child: ChildProcess
  #said = ''

  constructor(sample: string, args: readonly string[], env: Record<string, string> = {}) {
    const path = isAbsolute(sample) ? sample : join(ROOT, 'docs/guide/samples', sample)
    this.#child = spawn(process.execPath, [path, ...args], { env: { ...process.env, ...env } })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#said += text))
    }
  }

  get said(): string {
    return this.#said
  }

  async says(text: string) {
    await appear(() => this.#said.includes(text), SPOKEN_WITHIN_MS, `“${text}”`).catch((error) => {
      throw new Error(`${String(error)}; it said: ${this.#said}`)
    })
  }

  /** The exit status, once it is over by itself. */
  async over(): Promise<number | null> {
    if (this.#child.exitCode === null) await once(this.#child, 'close')
    return this.#child.exitCode
  }

  async kill() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const over = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await over
  }
}
