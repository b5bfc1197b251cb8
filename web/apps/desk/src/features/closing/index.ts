export { default as CloseDialog } from './CloseDialog.vue'
export { default as SummaryLine } from './SummaryLine.vue'
export { useWrapUp } from './useWrapUp'
export { default as TransferDialog } from './TransferDialog.vue'
