// The stage of a whole day on the floor: a house with two queues and a telephone line, three agents
// and a supervisor at their desks, the wallboard and the page of reports open beside. What is
// done here is noted in the book at once, so that a step is done, and then all must agree.

import type { TestContext } from 'node:test'
import type { Page as PageOf, Queue, Session } from '@parley/api'
import { eventually } from '../harness/eventually.ts'
import { employ, type House, type Person } from '../harness/house.ts'
import { seat, telephone, type Telephone } from '../voice/telephone.ts'
import { agree, type Views } from './agree.ts'
import { Book } from './book.ts'
import type { Desk } from './desk.ts'
import { Guest } from './guest.ts'
import { ReportPage } from './shown_figures.ts'
import type { Widget } from './widget.ts'

export const SALES = 'Sales'
export const CARE = 'Care'
/** Of a chat: two fill an agent. */
export const SHARE = 50
export const CALL_SHARE = 100
/** Places to wait in Sales; the next one goes to Care. */
export const PLACES = 3
/** A declined or unanswered offer is not what most steps are about. */
const OFFER_SECONDS = 120
/** Nine pages share two cores. */
const PAGE_WITHIN_MS = Number(process.env.PARLEY_WAIT_MS ?? 30_000)

interface Entry {
  /** Where they wait in the end, */
  queue?: string
  /** and where they were to wait at first. */
  first?: string
  /** A message is left; nobody is expected to answer at once. */
  left?: boolean
}

export class Stage {
  readonly line: Telephone
  readonly house: House
  readonly book: Book
  readonly views: Views
  readonly desks = new Map<string, Desk>()
  readonly people = new Map<string, Person>()
  readonly guests = new Map<string, Guest>()
  /** Of sessions, by the book's titles. */
  readonly ids = new Map<string, string>()
  readonly sue: Person
  readonly care: Queue

  private constructor(line: Telephone, sue: Person, care: Queue, views: Views) {
    this.line = line
    this.house = line.scene.house
    this.sue = sue
    this.care = care
    this.views = views
    this.book = new Book([...views.names.queues.values()])
  }

  static async open(t: TestContext): Promise<Stage> {
    const queue = {
      share: SHARE,
      strategy: 'fixed_order',
      offer_seconds: OFFER_SECONDS,
      waiting_max: PLACES,
    } as const
    const line = await telephone(t, { queue })
    const { house } = line.scene
    const care = await house.boss.caller.post<Queue>('/queues', { ...queue, name: CARE })
    await house.boss.caller.patch(`/queues/${house.queue.id}`, {
      overflow_queue_id: care.id,
      overflow_after_seconds: 3_600,
    })
    await ranked(house)
    const cy = await employ(house.boss, { name: 'Cy', queue_ids: [care.id] })
    const sue = await employ(house.boss, { name: 'Sue', role: 'supervisor' })
    const people = [house.ann, house.bob, cy, sue, house.boss]
    const names = {
      queues: new Map([
        [house.queue.id, SALES],
        [care.id, CARE],
      ]),
      agents: new Map(people.map((one) => [one.id, one.name])),
    }
    const board = await line.scene.desk(sue, { path: '/floor' })
    const report = new ReportPage(await line.scene.desk(sue, { path: '/reports' }))
    await report.showToday()
    const stage = new Stage(line, sue, care, { house, names, board, report })
    stage.desks.set('Sue', await line.scene.desk(sue))
    for (const { page } of [board, report.desk, stage.desk('Sue')])
      page.setDefaultTimeout(PAGE_WITHIN_MS)
    for (const one of people) stage.people.set(one.name, one)
    stage.book.employs('Ann', [SALES])
    stage.book.employs('Bob', [SALES])
    stage.book.employs('Cy', [CARE])
    stage.book.employs('Sue')
    stage.book.employs(house.boss.name)
    return stage
  }

  async agree(step: string) {
    const began = Date.now()
    await agree(step, this.book, this.views)
    console.warn(`${step}: agreed in ${Date.now() - began} ms`)
  }

  person(name: string): Person {
    const person = this.people.get(name)
    if (!person) throw new Error(`nobody is called ${name}`)
    return person
  }

  desk(name: string): Desk {
    const desk = this.desks.get(name)
    if (!desk) throw new Error(`${name} has no desk`)
    return desk
  }

  /** Sits down at a desk of their own, ready. */
  async seats(name: string) {
    const desk = await seat(this.line, this.person(name))
    desk.page.setDefaultTimeout(PAGE_WITHIN_MS)
    this.desks.set(name, desk)
    this.book.agent(name).presence = 'ready'
  }

  async isReady(name: string) {
    await this.desk(name).beReady()
    this.book.agent(name).presence = 'ready'
  }

  /** Somebody comes by the visitors' API, and says so in a sentence with their name. */
  async comes(name: string, by: Entry = {}): Promise<Guest> {
    const guest = this.guests.get(name) ?? (await Guest.come(this.house, name))
    this.guests.set(name, guest)
    const title = this.book.titleFor(name)
    await guest.say(this.firstWords(title))
    const { queue = SALES, first = queue, left = false } = by
    this.book.opens(title, queue, { share: SHARE, first, left })
    this.ids.set(title, guest.session)
    return guest
  }

  /** Somebody comes by a company's page, in a browser. */
  async comesByPage(name: string): Promise<Widget> {
    const widget = await this.line.scene.visitor()
    await widget.say(this.firstWords(name))
    this.book.opens(name, SALES, { share: SHARE })
    this.ids.set(name, await this.#begunWith(this.firstWords(name)))
    return widget
  }

  async #begunWith(text: string): Promise<string> {
    return eventually(async () => {
      const { items } = await this.house.boss.caller.get<PageOf<Session>>(
        '/sessions?list=all&limit=100',
      )
      return items.find((one) => one.last_message?.text === text)?.id
    })
  }

  id(title: string): string {
    return this.ids.get(title) ?? ''
  }

  session(title: string): Promise<Session> {
    return this.house.boss.caller.get<Session>(`/sessions/${this.id(title)}`)
  }

  firstWords = (title: string) => `This is ${title}, hello`

  /** Waits until the engine has asked this agent about it. */
  async isOffered(title: string, to: string) {
    await this.desk(to)
      .offer.filter({ hasText: this.firstWords(title) })
      .waitFor()
    this.book.offered(title, to)
  }

  async accepts(title: string) {
    const desk = this.desk(this.book.session(title).agent ?? '')
    await desk.accept(this.firstWords(title))
    await desk.bubble(this.firstWords(title)).waitFor()
    this.book.accepted(title)
  }

  async isServed(title: string, by: string) {
    await this.isOffered(title, by)
    await this.accepts(title)
  }

  async declines(title: string) {
    const desk = this.desk(this.book.session(title).agent ?? '')
    const offer = desk.offer.filter({ hasText: this.firstWords(title) })
    await offer.getByRole('button', { name: desk.words.offer.decline }).click()
    await offer.waitFor({ state: 'detached' })
    this.book.declined(title)
  }

  /** Opens a session of the agent's own, wherever they are. */
  async opens(title: string, at: Desk) {
    const text = this.firstWords(title)
    if (await at.bubble(text).isVisible()) return
    await at.page.locator(`#session-list a[href$="${this.id(title)}"]`).click()
    await at.bubble(text).waitFor()
  }

  async answers(title: string, text: string, by?: string) {
    const desk = this.desk(by ?? this.book.session(title).agent ?? '')
    await this.opens(title, desk)
    await desk.say(text)
    await desk.bubble(text).waitFor()
    this.book.humanSays(title, by)
  }

  async closes(title: string) {
    const desk = this.desk(this.book.session(title).agent ?? '')
    await this.opens(title, desk)
    await desk.close(`${title} is served.`)
    this.book.closes(title)
  }
}

/** In Sales Ann is asked before Bob, whatever either has done. */
async function ranked({ boss, ann, bob, queue }: House) {
  for (const [at, one] of [ann, bob].entries()) {
    const post = { queue_id: queue.id, rank: at + 1, weight: 10, precedence: 1 }
    await boss.caller.patch(`/agents/${one.id}`, { posts: [post] })
  }
}
