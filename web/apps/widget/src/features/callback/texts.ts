export const texts = {
  en: {
    offer: 'Call me back instead',
    number: 'Your telephone number',
    hint: 'You keep your place in line and may close this page',
    ask: 'Call me back',
    keep: 'Keep waiting here',
    asked: 'We will call you at {number}. You may close this page',
    failed: 'That did not work. Please look at the number and try again',
    not_allowed: 'We cannot call this number',
  },
  'zh-CN': {
    offer: '改为电话回呼',
    number: '您的电话号码',
    hint: '您的排队位置会保留，可以关闭此页面',
    ask: '请回呼我',
    keep: '继续在此等待',
    asked: '我们会拨打 {number}，您可以关闭此页面',
    failed: '操作失败，请检查号码后重试',
    not_allowed: '我们无法拨打该号码',
  },
}
