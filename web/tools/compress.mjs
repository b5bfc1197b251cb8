// Writes .br and .gz beside every text asset below the folder given, so that the server only
// has to choose one. Run after the pages are built: node tools/compress.mjs ../build/web
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TEXT = new Set(['.html', '.js', '.mjs', '.css', '.svg', '.json', '.txt', '.webmanifest'])
const SMALL = 256 // Below this the headers outweigh what is saved.

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
  writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }))
  count += 1
}
console.log(`compressed ${count} files below ${root}`)
