import { Refusal, type ContactDetail, type EventBody } from '@parley/api'
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { sampleSession } from '../../testing/samples'
import { createHub } from '../live/hub'
import { useContact } from './useContact'

const contact = (id: string, name: string) => ({
  id,
  name,
  email: '',
  phone: '',
  note: '',
  locale: '',
  vip_level: 0,
  tag_ids: [],
  fields: {},
  created_at: 1,
  last_seen_at: 1,
  version: 'v1',
})
const detailOf = (id: string): ContactDetail => ({
  contact: contact(id, id),
  identities: [],
  sessions: [],
})

function setUp() {
  const id = ref<string | undefined>('k1')
  const events = createHub<EventBody>()
  const api = {
    contact: vi.fn(async (asked: string) => detailOf(asked)),
    updateContact: vi.fn(async (asked: string, patch: object, _: object = {}) => ({
      ...contact(asked, asked),
      ...patch,
    })),
  }
  const scope = effectScope()
  const held = scope.run(() => useContact(api, { onEvent: events.listen }, id))!
  return { id, events, api, ...held }
}

describe('the customer', () => {
  it('on screen is never the one asked for before', async () => {
    const { id, api, detail } = setUp()
    let late = (_: ContactDetail) => {}
    api.contact.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)))
    id.value = 'k2'
    await nextTick()
    id.value = 'k3'
    await flushPromises()
    late(detailOf('k2'))
    await flushPromises()
    expect(detail.value?.contact.id).toBe('k3')
  })

  it('changes by what is saved here and by what others save', async () => {
    const { events, save, detail } = setUp()
    await flushPromises()
    await save({ name: 'Ann' })
    expect(detail.value?.contact.name).toBe('Ann')
    events.tell({ kind: 'contact_updated', detail: '', contact: contact('k1', 'Anna') })
    expect(detail.value?.contact.name).toBe('Anna')
    events.tell({ kind: 'contact_updated', detail: '', contact: contact('k9', 'Other') })
    expect(detail.value?.contact.name).toBe('Anna')
  })

  it('is saved as of the version on screen, one change standing on the one before', async () => {
    const { api, save } = setUp()
    await flushPromises()
    api.updateContact.mockResolvedValueOnce({ ...contact('k1', 'Ann'), version: 'v2' })
    await Promise.all([save({ name: 'Ann' }), save({ phone: '1' })])
    expect(api.updateContact.mock.calls).toEqual([
      ['k1', { name: 'Ann' }, { version: 'v1' }],
      ['k1', { phone: '1' }, { version: 'v2' }],
    ])
  })

  it('is on screen as stored now when somebody else changed them meanwhile', async () => {
    const { api, save, detail } = setUp()
    await flushPromises()
    const stored = { ...contact('k1', 'Theirs'), version: 'v2' }
    api.updateContact.mockRejectedValueOnce(new Refusal({ code: 'changed_meanwhile' }, 412))
    api.contact.mockResolvedValueOnce({ ...detailOf('k1'), contact: stored })

    await expect(save({ name: 'Mine' })).rejects.toThrow(Refusal)

    expect(detail.value?.contact.name).toBe('Theirs')
    await save({ name: 'Mine' })
    expect(api.updateContact.mock.calls.at(-1)?.[2]).toEqual({ version: 'v2' })
  })

  it('keeps a change that arrives while they are being read', async () => {
    const { events, detail } = setUp()
    events.tell({ kind: 'contact_updated', detail: '', contact: contact('k1', 'Anna') })
    await flushPromises()
    expect(detail.value?.contact.name).toBe('Anna')
  })

  it('is read again when a session of theirs begins or ends', async () => {
    const { events, api } = setUp()
    await flushPromises()
    events.tell({
      kind: 'session_closed',
      detail: '',
      session: sampleSession({ contact_id: 'k1' }),
    })
    events.tell({
      kind: 'session_closed',
      detail: '',
      session: sampleSession({ contact_id: 'k2' }),
    })
    expect(api.contact).toHaveBeenCalledTimes(2)
  })
})
