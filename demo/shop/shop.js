// The demo shop: fills in words and products, counts the cart, and adds the chat's snippet exactly
// as any company's page would. The inbox's key comes from inbox.js, which the server makes, or
// from ?inbox=KEY.

const DRAWINGS = {
  leaf: 'M80 100C46 84 50 42 80 20c30 22 34 64 0 80zM80 96V40M80 70l14-12M80 82l-14-12',
  cake: 'M34 62a46 30 0 1 0 92 0a46 30 0 1 0-92 0zM62 62a18 11 0 1 0 36 0a18 11 0 1 0-36 0z',
  flower: 'M80 60m-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0M80 50V22M80 70v28M70 60H42M90 60h28M73 53L54 34M87 53l19-19M73 67L54 86M87 67l19 19',
  kettle: 'M54 98h52l-8-46H62zM66 52q14-14 28 0M62 62q-24 2-30-22l-8-4M98 58h24v26h-18',
  pot: 'M48 54h60q8 0 6 10-6 34-36 34T42 64q-2-10 6-10zM114 62q20 0 14 16-4 10-20 8M44 64q-16 0-20-18M66 48h24M78 44h.1',
  cup: 'M44 52h72q0 44-36 44T44 52zM52 100h56M56 44h48M80 38v-4',
}

const asked = new URLSearchParams(location.search)
const language = /^zh/i.test(asked.get('lang') ?? remembered() ?? navigator.language) ? 'zh' : 'en'
const words = window.shopWords[language]
const money = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', {
  style: 'currency',
  currency: 'CNY',
  currencyDisplay: 'narrowSymbol',
  maximumFractionDigits: 0,
})

function remembered() {
  try {
    return localStorage.getItem('shop.language')
  } catch {
    return null
  }
}

function speak() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = words.brand
  for (const place of document.querySelectorAll('[data-word]')) {
    place.textContent = words[place.dataset.word]
  }
  for (const place of document.querySelectorAll('[data-label]')) {
    place.setAttribute('aria-label', words[place.dataset.label])
  }
  const other = language === 'zh' ? 'en' : 'zh'
  const link = document.querySelector('.language')
  asked.set('lang', other)
  link.href = `?${asked}`
  link.lang = other === 'zh' ? 'zh-CN' : 'en'
  try {
    localStorage.setItem('shop.language', language)
  } catch {
    // The address carries the language then.
  }
}

function show(product) {
  const card = document.querySelector('#product').content.cloneNode(true)
  const [title, about] = product[language]
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  line.setAttribute('d', DRAWINGS[product.art])
  line.setAttribute('stroke', product.colour)
  card.querySelector('svg').append(line)
  card.querySelector('h3').textContent = title
  card.querySelector('.about').textContent = about
  card.querySelector('.price').textContent = money.format(product.price)
  const button = card.querySelector('button')
  button.textContent = words.add
  button.setAttribute('aria-label', `${words.add}: ${title}`)
  button.addEventListener('click', () => {
    const count = document.querySelector('.cart output')
    count.textContent = String(Number(count.textContent) + 1)
  })
  document.querySelector(`[data-kind="${product.kind}"]`).append(card)
}

function addChat(inbox) {
  const snippet = document.createElement('script')
  snippet.async = true
  snippet.src = '/widget.js'
  snippet.dataset.inbox = inbox
  snippet.dataset.locale = language === 'zh' ? 'zh-CN' : 'en'
  document.head.append(snippet)
  document.querySelector('[data-action="ask"]').addEventListener('click', () => window.parley?.open())
}

speak()
window.shopProducts.forEach(show)
const inbox = asked.get('inbox') ?? window.demoInbox
if (inbox) addChat(inbox)
