export const texts = {
  en: {
    priority: {
      title: 'Priority',
      lead: 'Who goes first. A rule that holds counts as having waited so many seconds longer; several add up.',
      most: 'At most together',
      mostHint: 'So nobody is overtaken for longer than this by somebody who came later.',
      gives: 'Head start',
      counts: 'Counts',
      once: 'once',
      forEach: 'for each of: {what}',
      none: 'There are no rules: whoever came first goes first.',
      sum: 'Head start: {n} seconds.',
      bounded: 'The rules give more, but that is the most.',
    },
  },
  'zh-CN': {
    priority: {
      title: '优先规则',
      lead: '谁先接待。规则成立时，相当于已多等了相应的秒数；多条规则相加。',
      most: '合计上限',
      mostHint: '因此后来者最多只能提前这么久。',
      gives: '提前',
      counts: '计算方式',
      once: '计一次',
      forEach: '按次数累计：{what}',
      none: '没有规则：先到先接待。',
      sum: '提前 {n} 秒。',
      bounded: '规则合计更多，但以上限为准。',
    },
  },
}
