export const texts = {
  en: {
    offer: {
      title: 'Offers',
      from: 'Offer: {name}',
      visitor: 'Visitor',
      queue: 'in {queue}',
      page: 'On page: {page}',
      time_left: 'Time left to accept',
      accept: 'Accept',
      decline: 'Decline',
      lost: '{name} is already being looked after. Nothing more to do for you.',
      failed: 'Your answer did not reach the server. Please try again.',
      notify: 'Turn on notifications for offers',
    },
  },
  'zh-CN': {
    offer: {
      title: '邀约',
      from: '新邀约：{name}',
      visitor: '访客',
      queue: '来自 {queue}',
      page: '所在页面：{page}',
      time_left: '剩余应答时间',
      accept: '接受',
      decline: '婉拒',
      lost: '{name} 已有人接待，您无需再处理。',
      failed: '您的应答未能送达服务器，请重试。',
      notify: '开启邀约通知',
    },
  },
}
