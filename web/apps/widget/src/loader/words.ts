export interface LoaderWords {
  chat: string
  open: string
  unread: string
  sorry: string
}

export const loaderWords: Record<'en' | 'zh', LoaderWords> = {
  en: {
    chat: 'Chat',
    open: 'Chat with us',
    unread: '{n} unread',
    sorry: 'The chat is not available right now. Please try again later.',
  },
  zh: {
    chat: '在线客服',
    open: '联系客服',
    unread: '{n} 条未读',
    sorry: '在线客服暂时不可用，请稍后再试。',
  },
}
