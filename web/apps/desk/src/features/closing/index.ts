export { default as CloseDialog } from './CloseDialog.vue'
export { default as TransferDialog } from './TransferDialog.vue'
