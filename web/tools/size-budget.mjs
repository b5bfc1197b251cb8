// Adds up what a visitor's browser fetches, gzipped, until the first message is shown, and fails
// over budget. Run after the build: node tools/size-budget.mjs [../build/web/widget]
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const FIRST_MAX = 45_000 // Bytes of everything up to the first message.
const LOADER_MAX = 4_000
const LATER_MAX = 40_000 // Any one part that is fetched afterwards.
const CONFIG = 2 * 500 // The inbox's settings; twice where the page was open for a while first.

const root = process.argv[2] ?? '../build/web/widget'
const assets = join(root, 'assets')
const names = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name))

function gzipped(path) {
  return existsSync(`${path}.gz`)
    ? readFileSync(`${path}.gz`).length
    : gzipSync(readFileSync(path), { level: 9 }).length
}

function part(pattern) {
  const found = names.filter((name) => pattern.test(name))
  if (found.length !== 1) throw new Error(`${found.length} files match ${pattern}`)
  return join(assets, found[0])
}

/** What a file imports at once, so that nothing hides behind another name. */
function withImports(path, seen = new Set()) {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const [, name] of readFileSync(path, 'utf8').matchAll(
    /(?:from|import)\s*["']\.\/([^"']+)["']/g,
  ))
    withImports(join(assets, name), seen)
  return seen
}

const words = [part(/^zh-.*js$/), part(/^en-.*js$/)].sort((a, b) => gzipped(b) - gzipped(a))[0]
const first = new Set([
  join(root, 'widget.js'),
  join(root, 'index.html'),
  part(/^style-.*css$/),
  words,
  ...withImports(part(/^index-.*js$/)),
])
const forms = [/^PreChatForm-.*js$/, /^LeaveMessageForm-.*js$/].map((pattern) =>
  [...withImports(part(pattern))].filter((path) => !first.has(path)),
)

let failed = false
function check(what, bytes, max) {
  const over = bytes > max
  failed ||= over
  console.log(
    `${over ? 'OVER  ' : 'ok    '}${what.padEnd(44)}${String(bytes).padStart(7)} of ${max}`,
  )
}

const sum = (paths) => [...paths].reduce((total, path) => total + gzipped(path), 0)
for (const path of first)
  console.log(`      ${path.slice(root.length + 1).padEnd(44)}${String(gzipped(path)).padStart(7)}`)
check('until the first message', sum(first) + CONFIG, FIRST_MAX)
const largest = Math.max(...forms.map(sum))
check('the same with a form before it', sum(first) + largest + CONFIG, FIRST_MAX)
check('the loader alone', gzipped(join(root, 'widget.js')), LOADER_MAX)
const later = names.map((name) => join(assets, name)).filter((path) => !first.has(path))
check('the largest part fetched later', Math.max(...later.map(gzipped)), LATER_MAX)
process.exit(failed ? 1 : 0)
