export const texts = {
  en: {
    keys: {
      title: 'Keyboard shortcuts',
      next: 'Next conversation',
      previous: 'Previous conversation',
      reply: 'Write a reply',
      note: 'Write a private note',
      accept: 'Accept the offer',
      transfer: 'Transfer the session',
      close: 'Close the session',
      search: 'Search messages',
      send: 'Send',
      newline: 'New line',
      help: 'This help',
    },
  },
  'zh-CN': {
    keys: {
      title: '键盘快捷键',
      next: '下一个会话',
      previous: '上一个会话',
      reply: '写回复',
      note: '写内部备注',
      accept: '接受邀约',
      transfer: '转接会话',
      close: '结束会话',
      search: '搜索消息',
      send: '发送',
      newline: '换行',
      help: '显示此帮助',
    },
  },
}
