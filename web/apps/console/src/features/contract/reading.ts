import type { Chapter, Document, Operation, Parameter } from './types'

export function referenceName(reference: string | undefined): string {
  return reference?.split('/').at(-1) ?? ''
}

/** Every operation, by chapter, in the document's order. */
export function operationsOf(document: Document): Chapter[] {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, body]): Operation => ({
      id: body.operationId,
      method: method.toUpperCase(),
      path,
      summary: body.summary,
      description: body.description ?? '',
      chapter: body.tags[0] ?? '',
      callers: callersOf(body.security),
      permission: body['x-permission'] ?? '',
      parameters: (body.parameters ?? []).filter(
        (one): one is Parameter => 'name' in one && one.in !== 'header',
      ),
      body: body.requestBody?.content,
      answers: body.responses,
    })),
  )
  return document.tags.map(({ name, description }) => ({
    name,
    about: description,
    operations: operations.filter((one) => one.chapter === name),
  }))
}

export function callersOf(security: Record<string, string[]>[]): string[] {
  const ways = security.flatMap((one) => Object.keys(one))
  return ways.length > 0 ? ways : ['anyone']
}
