// Writes .br and .gz beside every text asset below the folder given, so that the server only
// has to choose one. Run after the pages are built: node tools/compress.mjs ../build/web
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { gzipAsync } from '@gfx/zopfli'

const TEXT = new Set(['.html', '.js', '.mjs', '.css', '.svg', '.json', '.txt', '.webmanifest'])
const SMALL = 256 // Below this the headers outweigh what is saved.
const THOROUGH_MAX = 128 * 1024 // Up to here a slow search for a 4 % smaller .gz is worth it.

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else yield path
  }
}

const root = process.argv[2]
if (!root) throw new Error('usage: compress.mjs FOLDER')

let count = 0
for (const path of files(root)) {
  if (!TEXT.has(extname(path))) continue
  const plain = readFileSync(path)
  if (plain.length < SMALL) continue
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  }
  writeFileSync(`${path}.br`, brotliCompressSync(plain, { params }))
  const thorough = plain.length <= THOROUGH_MAX
  const zipped = thorough ? await gzipAsync(plain, {}) : gzipSync(plain, { level: 9 })
  writeFileSync(`${path}.gz`, zipped)
  count += 1
}
console.log(`compressed ${count} files below ${root}`)
