export const texts = {
  en: {
    sessions: {
      lists: 'Lists of sessions',
      list: { mine: 'Mine', queue: 'Queue', all: 'All', closed: 'Closed' },
      failed: 'The list could not be loaded.',
      empty: {
        mine: 'Nothing to answer',
        queue: 'Nobody is waiting',
        all: 'No open sessions',
        closed: 'No closed sessions yet',
      },
      empty_hint: {
        mine: 'Sessions you accept appear here. Be “Ready” to be offered some.',
        queue: 'Visitors waiting for an agent appear here, longest first.',
        all: 'Every open session you may see appears here.',
        closed: 'Sessions that have ended appear here.',
      },
      unread: 'Unread:',
      waiting: 'Waiting for',
      left_message: 'Left a message',
      image: 'Image',
      note: 'Note:',
      call: 'Telephone call',
    },
  },
  'zh-CN': {
    sessions: {
      lists: '会话列表',
      list: { mine: '我的', queue: '排队', all: '全部', closed: '已结束' },
      failed: '列表加载失败。',
      empty: {
        mine: '暂无待回复的会话',
        queue: '没有人在排队',
        all: '没有进行中的会话',
        closed: '还没有已结束的会话',
      },
      empty_hint: {
        mine: '您接受的会话会显示在这里。设为“就绪”即可接收邀约。',
        queue: '等待接待的访客会显示在这里，等得最久的在最前。',
        all: '您可查看的所有进行中的会话会显示在这里。',
        closed: '已结束的会话会显示在这里。',
      },
      unread: '未读：',
      waiting: '已等待',
      left_message: '留言',
      image: '图片',
      note: '备注：',
      call: '电话',
    },
  },
}
