export { default as SchemaTree } from './SchemaTree.vue'
export { exampleOf } from './example'
export { boundsOf, typeOf } from './describe'
