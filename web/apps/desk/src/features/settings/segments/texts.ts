export const texts = {
  en: {
    segments: {
      title: 'Segments',
      lead: 'Customers that a condition describes. Rules can ask whether somebody belongs; who does is always as of now.',
      none: 'There are no segments yet.',
      name: 'Name',
      when: 'A customer belongs when',
      add: 'Add a segment',
      count: '{n} customers belong',
      countOf: '{n} of the first {of} customers belong',
      unknown: 'Who belongs cannot be told yet.',
      again: 'Count again',
    },
  },
  'zh-CN': {
    segments: {
      title: '客户分群',
      lead: '由条件描述的一群客户。规则可以判断客户是否属于某个分群；成员始终以当前为准。',
      none: '还没有分群。',
      name: '名称',
      when: '满足以下条件的客户属于此分群',
      add: '添加分群',
      count: '{n} 位客户属于此分群',
      countOf: '前 {of} 位客户中有 {n} 位属于此分群',
      unknown: '暂时无法得知成员。',
      again: '重新统计',
    },
  },
}
