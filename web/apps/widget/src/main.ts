import { createApp } from 'vue'
import Root from './Root.vue'
import './style.css'

createApp(Root).mount('#app')
