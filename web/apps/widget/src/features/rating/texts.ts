export const texts = {
  en: {
    title: 'How did we do?',
    score_1: 'Very bad',
    score_2: 'Bad',
    score_3: 'Fair',
    score_4: 'Good',
    score_5: 'Very good',
    comment: 'Anything you would like to add?',
    send: 'Send rating',
    skip: 'Not now',
  },
  'zh-CN': {
    title: '请评价本次服务',
    score_1: '非常不满意',
    score_2: '不满意',
    score_3: '一般',
    score_4: '满意',
    score_5: '非常满意',
    comment: '还有什么想告诉我们的？',
    send: '提交评价',
    skip: '暂不评价',
  },
}
