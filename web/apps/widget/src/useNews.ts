import { shallowRef, watch, type Ref } from 'vue'
import type { Conversation } from './features/conversation'
import type { Host } from './features/host'

/** What an agent just wrote: read aloud by a screen reader, heard by one who is not looking. */
export function useNews(conversation: Conversation, host: Host, muted: Ref<boolean>) {
  const news = shallowRef('')
  watch(
    () => conversation.state.incoming,
    (message) => {
      if (!message) return
      news.value = `${message.sender_name}: ${message.text || message.attachment?.name || ''}`
      if (!host.visible.value && !muted.value) void sound()
    },
  )
  return news
}

async function sound() {
  const { chime } = await import('./features/sound')
  chime()
}
