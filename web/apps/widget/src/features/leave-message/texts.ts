export const texts = {
  en: {
    title: 'Leave us a message',
    hint: 'Nobody is here right now. Write to us, and we will answer as soon as we are back',
    send: 'Leave message',
    your_message: 'Message',
    closed: 'We are closed just now',
    come_back: 'Please come back during our opening hours',
  },
  'zh-CN': {
    title: '给我们留言',
    hint: '客服暂时不在线，请留言，我们上线后会尽快回复',
    send: '提交留言',
    your_message: '留言内容',
    closed: '现在是休息时间',
    come_back: '请在营业时间再来',
  },
}
