export { default as HelpSheet } from './HelpSheet.vue'
export { useHelp } from './useHelp'
export { useKeys } from './useKeys'
