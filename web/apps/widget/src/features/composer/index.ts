export { default as Composer } from './Composer.vue'
export { default as DropZone } from './DropZone.vue'
