export { useContract } from './useContract'
export { callersOf, operationsOf, referenceName } from './reading'
export { matches } from './search'
export type { Chapter, Document, Media, Operation, Parameter, Schema } from './types'
