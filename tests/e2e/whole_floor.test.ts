// A whole day on the floor: three agents, twenty visitors and callers, and everything that may become
// of a session. After every step the wallboard, the page of reports and the database say the
// same, and it is what was done.

import { test } from 'node:test'
import { hasSipp } from '../voice/voice.ts'
import { decline, fillSales, rule, takeOver, together, transfer, waitInOrder } from './acts_chat.ts'
import { call, closedForToday, emptied, restart, rush } from './acts_house.ts'
import { pictures } from './acts_pictures.ts'
import { Stage } from './stage.ts'

const skip = !hasSipp && 'sipp is not installed'
const WITHIN_MS = 900_000

test('a whole floor', { skip, timeout: WITHIN_MS }, async (t) => {
  const stage = await Stage.open(t)
  try {
    await stage.agree('nobody is there')
    await rule(stage)
    for (const name of ['Ann', 'Bob', 'Cy']) await stage.seats(name)
    await stage.agree('three are ready')
    const mei = await fillSales(stage)
    await waitInOrder(stage)
    await decline(stage)
    await mei.rate(5, 'quick')
    stage.book.rates('Mei', 5)
    await restart(stage)
    await transfer(stage)
    await stage.isServed('Wim', 'Ann')
    await stage.agree('handed on, and the next one served')
    await stage.closes('Quin again')
    await stage.guests.get('Sam')?.leave()
    stage.book.closes('Sam')
    await together(stage)
    await takeOver(stage)
    await closedForToday(stage)
    for (const one of ['Wim', 'Xia', 'Vic']) await stage.closes(one)
    await call(stage)
    await rush(stage)
    await pictures(stage)
    await emptied(stage)
  } catch (error) {
    console.error(await stage.line.scene.tell('whole floor'))
    throw error
  }
})
