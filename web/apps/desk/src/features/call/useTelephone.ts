import { computed } from 'vue'
import { useDesk } from '../../desk'

/** Whether anybody can call here, and which sessions are spoken rather than written. */
export function useTelephone() {
  const { account, directory } = useDesk()

  /** A channel's manifest says what it can carry. */
  const isSpoken = ({ channel }: { channel: string }) =>
    directory.channel(channel)?.capabilities.voice ?? false

  const hasLines = computed(() =>
    directory.inboxes.value.some((inbox) => inbox.active && isSpoken(inbox)),
  )
  return {
    isSpoken,
    hasLines,
    mayDial: computed(() => hasLines.value && account.can('call_dial')),
  }
}
