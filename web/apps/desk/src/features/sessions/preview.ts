import type { Message } from '@parley/api'

type Words = (key: string) => string

/** One line that tells what was last said, and by whom. */
export function previewOf(message: Message | null, t: Words): string {
  if (!message) return ''
  if (message.kind === 'notice') return t(`thread.notice.${message.text}`)
  if (message.kind === 'call') return t('sessions.call')
  const what =
    message.text ||
    (message.kind === 'image' ? t('sessions.image') : message.attachment?.name) ||
    ''
  const line = what.replace(/\s+/g, ' ')
  if (message.visibility === 'staff') return `${t('sessions.note')} ${line}`
  return message.sender === 'agent' ? `${message.sender_name}: ${line}` : line
}
