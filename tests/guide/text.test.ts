// What the papers say exists: samples, command lines, settings, operations, close codes.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { codeIn, papers, PROGRAM, quotations, read, ROOT } from './guide.ts'

const BASE = '/api/v1'

test('every quoted sample reads as its file, and every sample is quoted', () => {
  const all = quotations()
  for (const { paper, sample, quoted } of all) assert.equal(quoted, read(sample), paper)
  const quoted = new Set(all.map((one) => one.sample))
  for (const name of readdirSync(`${ROOT}/docs/guide/samples`)) {
    assert.ok(quoted.has(`docs/guide/samples/${name}`), `no page quotes ${name}`)
  }
})

test('every command line that a paper shows is one the program knows', () => {
  let found = 0
  for (const { path, text } of papers()) {
    for (const line of codeIn(text)) {
      const words = /(?:^|[\s/=])parley ((?:-|[a-z])[^|;&#→]*)/.exec(line)?.[1]?.trim().split(/\s+/)
      if (!words) continue
      found++
      check(words, `${path}: ${line.trim()}`)
    }
  }
  assert.ok(found > 5)
})

function check(words: readonly string[], where: string) {
  const commands: string[] = []
  for (const word of words) {
    if (!/^[a-z][a-z-]*$/.test(word) || !subcommands(commands).includes(word)) break
    commands.push(word)
  }
  assert.ok(commands.length > 0 || words[0]?.startsWith('-'), `${where}: no such command`)
  const options = words.filter((word) => word.startsWith('-'))
  for (const option of options) {
    assert.match(help(commands), new RegExp(`(^|[\\s,])${option}\\b`, 'm'), where)
  }
}

const helped = new Map<string, string>()

function help(commands: readonly string[]): string {
  const key = commands.join(' ')
  const known = helped.get(key)
  if (known !== undefined) return known
  const text = execFileSync(PROGRAM, [...commands, '--help'], { encoding: 'utf8' })
  helped.set(key, text)
  return text
}

function subcommands(commands: readonly string[]): string[] {
  const section = help(commands).split('Subcommands:')[1] ?? ''
  return [...section.matchAll(/^ {2}([a-z-]+)/gm)].map((found) => found[1] ?? '')
}

test('the page of settings has those of the program, and no others', () => {
  const source = read('src/main/config.cpp')
  const known = [...source.matchAll(/Key\{"(\w+)", "(\w+)"/g)].map(([, a, b]) => `${a}.${b}`)
  assert.ok(known.length > 5)

  const listed: string[] = []
  let section = ''
  for (const line of read('docs/guide/configuration.md').split('\n')) {
    const row = /^\| (?:`\[(\w+)\]`)? ?\| (`\w+`(?:, `\w+`)*) \|/.exec(line)
    if (!row) continue
    section = row[1] ?? section
    for (const [, name] of (row[2] ?? '').matchAll(/`(\w+)`/g)) listed.push(`${section}.${name}`)
  }
  assert.deepEqual(listed.sort(), known.sort())
  for (const { path, text } of papers()) {
    for (const key of settingsIn(text)) assert.ok(known.includes(key), `${path}: ${key}`)
  }
})

/** Keys of the fenced TOML. */
function settingsIn(text: string): string[] {
  return [...text.matchAll(/^```toml\n(.*?)^```$/gms)].flatMap(([, block = '']) => {
    let section = ''
    if (!block.startsWith('[')) return [] // Not of the configuration: a scenario of the lab.
    return block.split('\n').flatMap((line) => {
      section = /^\[(\w+)\]/.exec(line)?.[1] ?? section
      const name = /^(\w+) *=/.exec(line)?.[1]
      return name ? [`${section}.${name}`] : []
    })
  })
}

test('the page of the API has the operations of the server, and no others', () => {
  const source = read('src/http/api/routes.cpp')
  const routes = [...source.matchAll(/\{"([A-Z]+)", "([^"]+)", Who::/g)].map(
    ([, method, path = '']) => ({ method, path }),
  )
  const within = routes.filter(({ path }) => path.startsWith(BASE))
  const known = within.map(({ method, path }) => `${method} ${plain(path.slice(BASE.length))}`)
  assert.ok(known.length > 30)

  const page = read('docs/guide/api.md')
  const rows = page.split('\n').filter((line) => line.startsWith('| `'))
  const listed = rows.flatMap((row) => {
    const cell = row.slice(1).split(/(?<!\\)\|/)[0] ?? ''
    return [...cell.matchAll(/`([A-Z]+) ([^`?]+)[^`]*`/g)].map(
      ([, method, path = '']) => `${method} ${plain(path)}`,
    )
  })
  assert.deepEqual(listed.sort(), known.sort())
  for (const { path } of routes) {
    if (!path.startsWith(BASE)) assert.ok(page.includes(`\`${path}\``), path)
  }
})

function plain(path: string): string {
  return path.replace(/\{\w+\}/g, '{}')
}

test('the page of the realtime line has every close code', () => {
  const page = read('docs/guide/realtime.md')
  const listed = [...page.matchAll(/^\| (\d{4}) \|/gm)].map((found) => found[1])
  const contract = read('web/packages/api/src/contract.ts')
  const known = [...contract.matchAll(/^ {2}(\d{4}): '/gm)].map((found) => found[1])
  assert.ok(known.length > 5)
  assert.deepEqual(listed.sort(), known.sort())
})

test('every decision stands in the index under its own title, numbered without gaps', () => {
  const names = readdirSync(`${ROOT}/docs/adr`).filter((name) => /^\d/.test(name))
  const rows = names.sort().map((name, at) => {
    assert.equal(Number(name.slice(0, 4)), at + 1, name)
    const title = /^# \d+ (.*)$/m.exec(read(`docs/adr/${name}`))?.[1] ?? ''
    return `| [${name.slice(0, 4)}](${name}) | ${title} |`
  })
  const listed = read('docs/adr/README.md').match(/^\| \[.*$/gm)
  assert.deepEqual(listed, rows)
})

test('every page of the guide stands in its index', () => {
  const index = read('docs/guide/README.md')
  for (const { path } of papers()) {
    const name = path.replace('docs/guide/', '')
    if (path !== name && name !== 'README.md') assert.ok(index.includes(`](${name})`), name)
  }
})

test('a page in two languages has the same sections in both', () => {
  const translated = papers().filter(({ path }) => path.endsWith('.zh-CN.md'))
  assert.ok(translated.length > 1)
  for (const { path, text } of translated) {
    const english = read(path.replace('.zh-CN', ''))
    assert.deepEqual(shape(text), shape(english), path)
  }
})

/** Depths of the headings and rows of the tables, which a translation keeps. */
function shape(text: string): string[] {
  const lines = text.split('\n')
  return lines
    .filter((line) => /^(#+ |\|)/.test(line))
    .map((line) => /^#+|^\|/.exec(line)?.[0] ?? '')
}
