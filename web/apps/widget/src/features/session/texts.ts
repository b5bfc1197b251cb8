export const texts = {
  en: {
    ask: 'End this chat?',
    hint: 'You can write again at any time',
    keep: 'Keep chatting',
  },
  'zh-CN': {
    ask: '要结束本次会话吗？',
    hint: '之后您可以随时再次联系我们',
    keep: '继续咨询',
  },
}
