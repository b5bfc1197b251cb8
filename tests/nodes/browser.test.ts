// A visitor's page at one node, an agent's at another, in a real browser. Node, bus and database
// fail under them one after the other; the pages stay open, and neither person has to do anything.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventPage } from '@parley/api'
import { Desk } from '../e2e/desk.ts'
import { launch, Scene } from '../e2e/scene.ts'
import { exchangePictures, onlySession, sameEverywhere } from '../e2e/talk.ts'
import { appear } from '../e2e/wait.ts'
import type { Widget } from '../e2e/widget.ts'
import { PASSWORD, type House } from '../harness/house.ts'
import { restartPostgres } from '../harness/postgres.ts'
import { at, CAN_RUN, Cluster } from './cluster.ts'
import { AGAIN_WITHIN_MS } from './insist.ts'

const skip = CAN_RUN ? false : 'needs a PostgreSQL: tests/harness/with_postgres runs it'

interface Talk {
  visitor: Widget
  ann: Desk
  said: string[]
}

test(
  'pages at two nodes talk on over the death of the owner, the bus and the database',
  { skip, timeout: 180_000 },
  async (t) => {
    const cluster = await Cluster.start(2)
    const scene = new Scene(cluster.node(0), await launch())
    try {
      await scene.furnish({})
      const talk = await meet(scene, cluster)
      await exchangePictures(talk.visitor, talk.ann)
      const elsewhere = await anotherAgent(cluster, scene.house)

      t.diagnostic(`the owner away and back: ${await ownerDies(cluster, talk)}`)
      t.diagnostic(`the bus back: ${await busDies(cluster, talk)} ms`)
      t.diagnostic(`the database restarted: ${await databaseRestarts(talk)} ms`)

      const boss = await at(cluster.node(1), scene.house.boss)
      const open = await sameEverywhere(boss.caller, talk.visitor, talk.ann)
      assert.deepEqual(open.toSorted(), talk.said.toSorted(), 'nothing lost, nothing doubled')
      await onlyAnnServed(boss.caller, scene.house)
      assert.deepEqual(scene.errors, [], 'no page broke')
      elsewhere.close()
    } catch (error) {
      console.error(await scene.tell('two nodes'))
      for (const node of cluster.nodes) console.error(node.log(25))
      throw error
    } finally {
      await scene.close()
      await cluster.remove()
    }
  },
)

/** The visitor came by the node that owns the workspace, the agent works at the other. */
async function meet(scene: Scene, cluster: Cluster): Promise<Talk> {
  const ann = new Desk(await scene.somebody(), 'en')
  await ann.signIn(cluster.node(1).origin, scene.house.ann.email, PASSWORD)
  await ann.beReady()
  const visitor = await scene.visitor()
  const talk = { visitor, ann, said: [] }
  await visitor.say(note(talk, 'is anybody there?'))
  await ann.offer.waitFor()
  await ann.accept()
  await exchange(talk, 'at first', AGAIN_WITHIN_MS)
  return talk
}

/** Ready all the time: whoever forgot that Ann serves would ask Bob. */
async function anotherAgent(cluster: Cluster, house: House) {
  const bob = await at(cluster.node(1), house.bob)
  const line = await bob.caller.line()
  line.send({ type: 'presence', presence: 'ready' })
  return line
}

async function ownerDies(cluster: Cluster, talk: Talk): Promise<string> {
  const { visitor, ann } = talk
  await visitor.say(note(talk, 'v in flight'))
  await ann.say(note(talk, 'a in flight'))
  const killed = Date.now()
  await cluster.node(0).kill()
  await ann.say(note(talk, 'a while away'))
  await visitor.say(note(talk, 'v while away'))
  await ann.bubble('a while away').waitFor({ timeout: AGAIN_WITHIN_MS })
  const taken = Date.now() - killed
  await cluster.node(0).start()
  const back = Date.now()
  await visitor.bubble('a while away').waitFor({ timeout: AGAIN_WITHIN_MS })
  await ann.bubble('v while away').waitFor({ timeout: AGAIN_WITHIN_MS })
  const again = Date.now() - back
  await exchange(talk, 'after the owner', AGAIN_WITHIN_MS)
  return `taken over after ${taken} ms, the visitor back after ${again} ms`
}

/** The owner is the agent's node now: the visitor's needs the bus to write. */
async function busDies(cluster: Cluster, talk: Talk): Promise<number> {
  const { visitor, ann } = talk
  await cluster.nats.kill()
  await ann.say(note(talk, 'a without a bus'))
  await visitor.bubble('a without a bus').waitFor({ timeout: AGAIN_WITHIN_MS })
  await visitor.say(note(talk, 'v without a bus'))
  await visitor.chat.getByText(visitor.words.chat.sending).first().waitFor()
  await cluster.nats.start()
  const back = Date.now()
  await ann.bubble('v without a bus').waitFor({ timeout: AGAIN_WITHIN_MS })
  const took = Date.now() - back
  await exchange(talk, 'after the bus', AGAIN_WITHIN_MS)
  return took
}

async function databaseRestarts(talk: Talk): Promise<number> {
  const began = Date.now()
  await restartPostgres()
  await exchange(talk, 'after the database', AGAIN_WITHIN_MS)
  return Date.now() - began
}

/** Each says something at once; both must see it in time. */
async function exchange(talk: Talk, when: string, withinMs: number) {
  const { visitor, ann } = talk
  await visitor.say(note(talk, `v ${when}`))
  await ann.say(note(talk, `a ${when}`))
  await ann.bubble(`v ${when}`).waitFor({ timeout: withinMs })
  await visitor.bubble(`a ${when}`).waitFor({ timeout: withinMs })
  await ann.bubble(`a ${when}`).waitFor({ timeout: withinMs })
  const sent = async () => (await visitor.chat.getByText(visitor.words.chat.sending).count()) === 0
  await appear(sent, withinMs, `“v ${when}” to be acknowledged`)
}

function note(talk: Talk, text: string): string {
  talk.said.push(text)
  return text
}

async function onlyAnnServed(boss: House['boss']['caller'], house: House) {
  const session = await onlySession(boss, 'all')
  assert.equal(session.agent_id, house.ann.id)
  assert.equal(session.state, 'assigned')
  const { items, more } = await boss.get<EventPage>('/events?after=0&limit=200')
  assert.equal(more, false)
  const told = items.map(({ event }) => event).filter((one) => one.session?.id === session.id)
  const kinds = told.map(({ kind }) => kind)
  assert.equal(kinds.filter((kind) => kind === 'session_assigned').length, 1)
  assert.equal(kinds.filter((kind) => kind === 'session_offered').length, 1, 'asked once')
}
