// The demo shop is plain files: they are served as they are, from beside the built pages.
import { cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const from = fileURLToPath(new URL('../../../../demo/shop', import.meta.url))
const to = fileURLToPath(new URL('../../../../build/web/demo', import.meta.url))
rmSync(to, { recursive: true, force: true })
cpSync(from, to, { recursive: true })
