export const texts = {
  en: {
    presence: {
      word: {
        no_answer: 'Did not answer',
        declined: 'Declined an offer',
        reassigned: 'Sessions given to others',
        connection_lost: 'Connection lost',
        inactive: 'No longer an agent',
      },
      for: 'for {span}',
      over: '{span} too long',
      kind: { rest: 'Rest', meeting: 'Meeting', training: 'Training', other: 'Other' },
      report: {
        title: 'Time away, by reason',
        reason: 'Reason',
        kind: 'Kind',
        times: 'Times',
        spent: 'All together',
        share: 'Of the time on duty',
        longest: 'Longest',
        none: 'No reason given',
        productive: 'Counts as work',
        hint: 'Ready {ready}, away as work {work}, away else {rest}. What stands now counts up to now.',
      },
    },
  },
  'zh-CN': {
    presence: {
      word: {
        no_answer: '未应答',
        declined: '婉拒了邀约',
        reassigned: '会话已交给他人',
        connection_lost: '连接中断',
        inactive: '坐席已停用',
      },
      for: '已 {span}',
      over: '超时 {span}',
      kind: { rest: '休息', meeting: '会议', training: '培训', other: '其他' },
      report: {
        title: '离开时间（按原因）',
        reason: '原因',
        kind: '类别',
        times: '次数',
        spent: '合计',
        share: '占在岗时间',
        longest: '最长',
        none: '未填原因',
        productive: '计为工作',
        hint: '就绪 {ready}，计为工作的离开 {work}，其他离开 {rest}。尚未结束的状态计到现在。',
      },
    },
  },
}
