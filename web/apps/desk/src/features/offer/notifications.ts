import { shallowReadonly, shallowRef } from 'vue'

const supported = typeof Notification !== 'undefined'
const permission = shallowRef<NotificationPermission>(
  supported ? Notification.permission : 'denied',
)

/** The browser's notifications: asked for only by a click, shown only when the page is hidden. */
export function useNotifications() {
  return {
    permission: shallowReadonly(permission),
    async ask() {
      if (supported) permission.value = await Notification.requestPermission()
    },
    notify(text: string) {
      if (permission.value !== 'granted' || !document.hidden) return
      const notice = new Notification(text, { tag: 'parley-offer' })
      notice.onclick = () => {
        window.focus()
        notice.close()
      }
    },
  }
}
