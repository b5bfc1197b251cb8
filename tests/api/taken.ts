// Strings that break things, and what is said of each: taken as it was written, or refused by a rule.

import assert from 'node:assert/strict'
import { Refused } from '../harness/client.ts'
import { injections, isText, naughtyStrings, skip } from './corpora.ts'
import { DOCUMENTED } from './support.ts'

export const all = skip
  ? []
  : [...naughtyStrings(), ...injections().filter((_, at) => at % 15 === 7)]
export const few = all.filter((_, at) => at % 8 === 3)
/** For what costs much each: on PostgreSQL, where the rules are the same, few. */
export const dear = process.env.PARLEY_TEST_DATABASE ? few : all

/** What came of sending `text`: as it was given back, or nothing where it was refused. */
export async function take(
  what: string,
  text: string,
  send: () => Promise<string>,
): Promise<boolean> {
  try {
    assert.equal(await send(), text, what)
    return true
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    assert.ok(error.status === 400, `${what}: ${error.message} for ${JSON.stringify(text)}`)
    assert.ok(DOCUMENTED.has(error.problem.code), error.problem.code)
    return false
  }
}

/** Every one is taken, unless a rule of the member says otherwise. */
export async function every(
  what: string,
  mayRefuse: (text: string) => boolean,
  send: Send,
  texts = all,
) {
  let kept = 0
  for (const text of texts) {
    const taken = await take(what, text, () => send(text))
    if (!taken) assert.ok(mayRefuse(text) || !isText(text), `${what}: ${JSON.stringify(text)}`)
    kept += taken ? 1 : 0
  }
  assert.ok(kept > texts.length / 3, `${what}: ${kept} of ${texts.length} taken`)
}

/** Those of this form are taken, and no other. */
export async function exactly(form: RegExp, texts: string[], send: Send) {
  for (const text of texts) {
    const taken = await take(`${form}`, text, () => send(text))
    assert.equal(taken, form.test(text), JSON.stringify(text))
  }
}

export type Send = (text: string) => Promise<string>

export const longer = (most: number) => (text: string) => [...text].length > most
export const noLine = (most: number) => (text: string) =>
  longer(most)(text) || /[\r\n\t]/.test(text)
export const noName = (text: string) =>
  longer(100)(text) || /[\r\n]/.test(text) || text.trim() === ''
export const noTag = (text: string) => noLine(40)(text) || text.trim() === ''
export const noField = (text: string) => noLine(60)(text) || text.trim() === ''
