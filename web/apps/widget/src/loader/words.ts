export interface LoaderWords {
  chat: string
  open: string
  unread: string
}

export const loaderWords: Record<'en' | 'zh', LoaderWords> = {
  en: { chat: 'Chat', open: 'Chat with us', unread: '{n} unread' },
  zh: { chat: '在线客服', open: '联系客服', unread: '{n} 条未读' },
}
