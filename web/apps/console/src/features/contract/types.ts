/** What the console reads of an OpenAPI document. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  const?: string
  default?: string | number
  enum?: string[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  maxItems?: number
  items?: Schema
  prefixItems?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema
}

export type Media = Record<string, { schema?: Schema }>

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema: Schema
}

export interface Answer {
  description: string
  content?: Media
  'x-codes'?: string[]
}

interface Body {
  operationId: string
  summary: string
  description?: string
  tags: string[]
  security: Record<string, string[]>[]
  'x-permission'?: string
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: { content: Media }
  responses: Record<string, Answer>
}

export interface Operation {
  id: string
  method: string
  path: string
  summary: string
  description: string
  chapter: string
  callers: string[]
  permission: string
  parameters: Parameter[]
  body: Media | undefined
  answers: Record<string, Answer>
}

export interface Chapter {
  name: string
  about: string
  operations: Operation[]
}

export interface Document {
  info: { description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Body>>
  components: { schemas: Record<string, Schema> }
  'x-realtime': {
    path: string
    protocol: number
    description: string
    client: Schema
    server: Schema
    closeCodes: Record<string, string>
  }
}
