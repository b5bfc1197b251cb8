export { default as NotifyButton } from './NotifyButton.vue'
export { default as OfferStack } from './OfferStack.vue'
