// Holds every answer and every frame that the API tests see against the contract the program prints:
// a member too many, one of another type, a status or a code that the contract does not name.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import type { ServerFrame } from '@parley/api'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Witness } from '../harness/client.ts'
import { PROGRAM } from '../harness/server.ts'

export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  const?: string
  enum?: string[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  maxItems?: number
  items?: Schema
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  discriminator?: { mapping: Record<string, string> }
}

type Content = Record<string, { schema?: Schema }>

interface Described {
  security: Record<string, string[]>[]
  parameters?: { name?: string; in?: string; schema?: Schema }[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content; 'x-codes'?: string[] }>
}

interface Contract {
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Schema> }
}

export interface Operation {
  /** "POST /api/v1/queues" */
  call: string
  method: string
  pattern: string
  shape: RegExp
  body: Described
}

export const DOCUMENT: Contract = JSON.parse(
  execFileSync(PROGRAM, ['contract', 'openapi'], { encoding: 'utf8', maxBuffer: 1e8 }),
)

export const OPERATIONS: readonly Operation[] = Object.entries(DOCUMENT.paths).flatMap(
  ([pattern, methods]) =>
    Object.entries(methods).map(([method, body]) => ({
      call: `${method.toUpperCase()} ${pattern}`,
      method: method.toUpperCase(),
      pattern,
      shape: new RegExp(`^${pattern.replaceAll(/\{[a-z]+\}/g, '[^/]+')}$`),
      body,
    })),
)

/** Of whatever may happen to any request. */
const ANYTIME = new Set(['busy', 'try_again', 'draining', 'internal', 'body_malformed'])

/** For readers new members are to be ignored; for this test they are members nobody described. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (schema === null || typeof schema !== 'object') return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, one]) => [key, closed(one)]))
  const isRecord = 'properties' in schema && 'type' in schema && schema.type === 'object'
  return isRecord ? { ...inner, additionalProperties: false } : inner
}

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true })
addFormats.default(ajv)
ajv.addSchema({ $id: 'contract', components: closed(DOCUMENT.components) })

const compiled = new Map<string, ValidateFunction>()
/** What is wrong with `value` as the named component; empty where nothing is. */
export function faults(component: string, value: unknown): string {
  let validate = compiled.get(component)
  if (!validate) {
    validate = ajv.compile({ $ref: `contract#/components/schemas/${component}` })
    compiled.set(component, validate)
  }
  return validate(value) ? '' : ajv.errorsText(validate.errors)
}

export function operationOf(method: string, path: string): Operation | undefined {
  const [plain = ''] = path.split('?')
  return OPERATIONS.find((one) => one.method === method && one.shape.test(plain))
}

export function componentOf(reference: string | undefined): string {
  return reference?.split('/').at(-1) ?? ''
}

/** "POST /api/v1/queues 201" of every answer judged so far in this file. */
export const answered = new Set<string>()
/** The types of the frames heard so far in this file. */
export const heard = new Set<string>()
const wrong: string[] = []

export const witness: Witness = {
  answered(method, path, status, body) {
    const operation = operationOf(method, path)
    if (!operation) return
    const what = `${operation.call} ${status}`
    answered.add(what)
    const own = operation.body.responses[status]
    const code = status >= 400 && body ? (body as { code?: string }).code : undefined
    if (code !== undefined && ANYTIME.has(code)) return
    if (!own) return void wrong.push(`${what} ${code ?? ''} is not in the contract`)
    const [media] = Object.values(own.content ?? {})
    if (!media?.schema?.$ref) {
      if (!media && body !== undefined) wrong.push(`${what} answers, where nothing is said`)
      return
    }
    const found = faults(componentOf(media.schema.$ref), body)
    if (found) wrong.push(`${what}: ${found} in ${JSON.stringify(body).slice(0, 400)}`)
    if (code !== undefined && !own['x-codes']?.includes(code)) {
      wrong.push(`${what}: the code ${code} is not in the contract`)
    }
  },
  heard(frame: ServerFrame) {
    heard.add(frame.type)
    const found = faults('ServerFrame', frame)
    if (found) wrong.push(`frame ${JSON.stringify(frame).slice(0, 400)}: ${found}`)
  },
}

/** Throws what was seen since it spoke last that the contract does not say. */
export function speak() {
  assert.deepEqual([...new Set(wrong.splice(0))], [])
}
