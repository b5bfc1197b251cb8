export { createSoftphone, type Softphone, type SoftphoneParts } from './createSoftphone'
export { default as CallDock } from './CallDock.vue'
export { default as CallPill } from './CallPill.vue'
