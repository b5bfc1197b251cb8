import type { Operation } from '../contract'
import type { Kind } from './useCaller'

export interface Given {
  /** By name, of the path and of the query. */
  values: Record<string, string>
  body: string
  file: File | undefined
  kind: Kind
  credential: string
}

export interface Prepared {
  method: string
  path: string
  headers: Record<string, string>
  body: string | File | undefined
}

/** What is sent for an operation. An empty parameter is left out of the query. */
export function prepare(operation: Operation, given: Given): Prepared {
  const query = new URLSearchParams()
  for (const { name, in: where } of operation.parameters) {
    const value = given.values[name] ?? ''
    if (where === 'query' && value !== '') query.set(name, value)
  }
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(given.values[name] ?? ''),
  )
  const headers: Record<string, string> = {}
  if (operation.method !== 'GET') headers['X-Parley-Request'] = '1'
  if (given.kind === 'visitor') headers.Authorization = `Visitor ${given.credential}`
  const isJson = operation.body !== undefined && 'application/json' in operation.body
  if (isJson) headers['Content-Type'] = 'application/json'
  const asked = query.toString()
  return {
    method: operation.method,
    path: asked ? `${path}?${asked}` : path,
    headers,
    body: isJson ? given.body : given.file,
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** The same as a line of shell. The sign-in cookie is hidden from pages: its place is shown. */
export function asCurl(origin: string, request: Prepared, kind: Kind): string {
  const parts = [`curl ${quoted(origin + request.path)}`]
  if (request.method !== 'GET') parts.push(`-X ${request.method}`)
  for (const [name, value] of Object.entries(request.headers))
    parts.push(`-H ${quoted(`${name}: ${value}`)}`)
  if (kind === 'staff') parts.push(`-b ${quoted('parley_sign_in=…')}`)
  if (typeof request.body === 'string') parts.push(`-d ${quoted(request.body)}`)
  else if (request.body) parts.push(`--data-binary ${quoted(`@${request.body.name}`)}`)
  return parts.join(' \\\n  ')
}
