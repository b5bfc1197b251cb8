import { describe, expect, it } from 'vitest'
import { inkOn, isColour } from './accent'
import { domainsOf, wrongDomain } from './domains'
import { chatLinkOf, snippetOf } from './snippet'

describe('the snippet', () => {
  it('is one line that names this server and this inbox', () => {
    expect(snippetOf('https://chat.example.com', 'k3y')).toBe(
      '<script async src="https://chat.example.com/widget.js" data-inbox="k3y"></scr' + 'ipt>',
    )
    expect(chatLinkOf('https://chat.example.com', 'k3y')).toBe('https://chat.example.com/chat/k3y')
  })
})

describe('an accent colour', () => {
  it('is told from other text', () => {
    expect(isColour('#2563eb')).toBe(true)
    for (const wrong of ['2563eb', '#fff', 'blue', '#2563eg', '#2563eb0']) {
      expect(isColour(wrong), wrong).toBe(false)
    }
  })

  it('gets white text where that can be read, and black where not', () => {
    expect(inkOn('#2563eb')).toBe('#ffffff')
    expect(inkOn('#000000')).toBe('#ffffff')
    expect(inkOn('#facc15')).toBe('#000000')
    // Either side of 4.5 to 1.
    expect(inkOn('#767676')).toBe('#ffffff')
    expect(inkOn('#777777')).toBe('#000000')
  })
})

describe('allowed websites', () => {
  it('are taken from whatever is pasted', () => {
    expect(domainsOf('https://Shop.example.com/cart?x=1\n www.example.com, 公司.example')).toEqual([
      'shop.example.com',
      'www.example.com',
      'xn--55qx5d.example',
    ])
    expect(domainsOf(' \n ')).toEqual([])
    expect(domainsOf('a.com a.com')).toEqual(['a.com'])
  })

  it('are refused where they cannot be names', () => {
    expect(wrongDomain(['shop.example.com', 'localhost:8080', '*.example.com'])).toBeUndefined()
    expect(wrongDomain(['ok.com', '-bad.com'])).toBe('-bad.com')
    expect(wrongDomain(['a..b'])).toBe('a..b')
    expect(wrongDomain(['<script>'])).toBe('<script>')
  })
})
