export const texts = {
  en: {
    signIns: {
      title: 'My sign-ins',
      lead: 'Where you are signed in. End any you do not know.',
      current: 'This browser',
      end: 'Sign out there',
      ended: 'That sign-in has ended.',
      since: 'since {time}',
      lastSeen: 'last used {time}',
      address: 'from {address}',
      unknown: 'Unknown browser',
      device: '{browser} on {system}',
      others: 'You are signed in nowhere else.',
    },
  },
  'zh-CN': {
    signIns: {
      title: '我的登录',
      lead: '您登录过的地方。如有不认识的，请将其结束。',
      current: '当前浏览器',
      end: '退出该登录',
      ended: '该登录已结束。',
      since: '登录于 {time}',
      lastSeen: '最近使用 {time}',
      address: '来自 {address}',
      unknown: '未知浏览器',
      device: '{system} 上的 {browser}',
      others: '您没有在其他地方登录。',
    },
  },
}
