// A company's own page on another site than the server: `localhost` where the server is 127.0.0.1,
// so that to the browser the widget is a third party.

import { createServer, type Server as HttpServer } from 'node:http'
import { freePort } from '../harness/server.ts'

export interface SiteOptions {
  /** Where the widget comes from. */
  server: string
  inboxKey: string
  locale?: string
  title?: string
}

export class Site {
  readonly origin: string
  readonly #http: HttpServer
  #page = ''

  private constructor(http: HttpServer, port: number) {
    this.#http = http
    this.origin = `http://localhost:${port}`
  }

  static async open(options: SiteOptions): Promise<Site> {
    const port = await freePort()
    const http = createServer((_, answer) => {
      answer.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
      answer.end(site.#page)
    })
    const site = new Site(http, port)
    site.#page = pageOf(options)
    await new Promise<void>((done) => http.listen(port, 'localhost', done))
    return site
  }

  async close() {
    this.#http.closeAllConnections()
    await new Promise((done) => this.#http.close(done))
  }
}

function pageOf({ server, inboxKey, locale, title }: SiteOptions): string {
  const language = locale ? ` data-locale="${locale}"` : ''
  return `<!doctype html>
<html lang="${locale ?? 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escaped(title ?? 'Lantern Tea')}</title>
<main><h1>Lantern Tea</h1><p>Loose leaf, slow steam.</p></main>
<script async src="${server}/widget.js" data-inbox="${inboxKey}"${language}></script>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
