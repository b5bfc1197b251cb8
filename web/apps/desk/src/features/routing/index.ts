export { default as RoutingCard } from './RoutingCard.vue'
