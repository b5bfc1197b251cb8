export const texts = {
  en: {
    title: 'Leave a message',
    hint: 'Nobody is here now. We will answer when we are back',
    send: 'Send',
    your_message: 'Message',
  },
  'zh-CN': {
    title: '留言',
    hint: '客服不在线，上线后会尽快回复',
    send: '提交',
    your_message: '内容',
  },
}
