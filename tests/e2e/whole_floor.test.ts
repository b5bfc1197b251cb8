// A whole day on the floor: three agents, twenty visitors and callers, and everything that may become
// of a session. After every step the wallboard, the page of reports and the database say the
// same, and it is what was done.

import { test } from 'node:test'
import { hasSipp } from '../voice/voice.ts'
import { Stage } from './stage.ts'

const skip = !hasSipp && 'sipp is not installed'
const WITHIN_MS = 300_000

test('a whole floor', { skip, timeout: WITHIN_MS }, async (t) => {
  const stage = await Stage.open(t)
  try {
    await stage.agree('nobody is there')
    await stage.seats('Ann')
    await stage.agree('Ann is ready')
    await stage.comesByPage('Mei')
    await stage.isOffered('Mei', 'Ann')
    await stage.agree('one is offered')
    await stage.accepts('Mei')
    await stage.answers('Mei', 'Good morning')
    await stage.comes('Lars')
    await stage.isServed('Lars', 'Ann')
    await stage.agree('two are served')
    await stage.closes('Mei')
    await stage.agree('one is done with')
  } catch (error) {
    console.error(await stage.line.scene.tell('whole floor'))
    throw error
  }
})
