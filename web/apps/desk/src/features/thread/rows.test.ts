import { describe, expect, it } from 'vitest'
import { NOW, sampleMessage } from '../../testing/samples'
import { linksIn } from './links'
import { rowsOf } from './rows'

const DAY_MS = 86_400_000

describe('the rows of a thread', () => {
  it('separate days, and say a name once a breath', () => {
    const rows = rowsOf(
      [
        sampleMessage({ seq: 1 }),
        sampleMessage({ seq: 2 }),
        sampleMessage({ seq: 3, sender: 'agent', sender_id: 'a1' }),
        sampleMessage({ seq: 4, sender: 'agent', sender_id: 'a1', visibility: 'staff' }),
        sampleMessage({ seq: 5, created_at: NOW + DAY_MS }),
      ],
      [],
    )
    expect(rows.map((row) => (row.kind === 'message' ? row.first : row.kind))).toEqual([
      'day',
      true,
      false,
      true,
      true,
      'day',
      true,
    ])
  })

  it('show a notice as such, and what is on its way last', () => {
    const pending = {
      clientMsgId: 'p',
      text: 'x',
      attachment: undefined,
      visibility: 'everyone',
      createdAt: 0,
      state: 'sending',
      code: '',
    } as const
    const rows = rowsOf(
      [sampleMessage({ sender: 'system', kind: 'notice', text: 'session_closed' })],
      [pending],
    )
    expect(rows.map((row) => row.kind)).toEqual(['day', 'notice', 'pending'])
  })
})

describe('links in a text', () => {
  it('are found without the stop that ends the sentence, Chinese or not', () => {
    expect(linksIn('see https://a.example/x?y=1. 或 http://b.example/。')).toEqual([
      { text: 'see ', href: '' },
      { text: 'https://a.example/x?y=1', href: 'https://a.example/x?y=1' },
      { text: '. 或 ', href: '' },
      { text: 'http://b.example/', href: 'http://b.example/' },
      { text: '。', href: '' },
    ])
  })

  it('are only those of the web', () => {
    const text = 'javascript:alert(1) data:text/html,hi https://'
    expect(linksIn(text)).toEqual([{ text, href: '' }])
  })
})
