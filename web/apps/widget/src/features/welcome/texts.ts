export const texts = {
  en: {
    title: 'Before we start',
    hint: 'So that we know whom we are talking to',
    start: 'Start chat',
  },
  'zh-CN': {
    title: '开始之前',
    hint: '请告诉我们如何称呼和联系您',
    start: '开始咨询',
  },
}
