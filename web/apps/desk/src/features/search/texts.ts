export const texts = {
  en: {
    search: {
      label: 'Search messages',
      placeholder: 'Search messages  ( / )',
      clear: 'Clear the search',
      failed: 'The search did not work.',
      none: 'Nothing found',
      none_hint: 'Try fewer or other words.',
      more: 'Show more',
    },
  },
  'zh-CN': {
    search: {
      label: '搜索消息',
      placeholder: '搜索消息（/）',
      clear: '清除搜索',
      failed: '搜索失败。',
      none: '没有找到',
      none_hint: '请减少关键词或换个说法。',
      more: '显示更多',
    },
  },
}
