export const texts = {
  en: {
    title: 'Leave us a message',
    hint: 'Nobody is here now. We will answer when we are back',
    send: 'Send',
    your_message: 'Message',
  },
  'zh-CN': {
    title: '给我们留言',
    hint: '客服不在线，上线后会尽快回复',
    send: '提交',
    your_message: '留言内容',
  },
}
