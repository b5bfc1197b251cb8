export const texts = {
  en: {
    entry: {
      title: 'Entry rules',
      lead: 'Where a session goes, chat or call. The first rule that holds decides; the order counts.',
      queue: 'To the queue',
      ownQueue: 'The inbox’s own',
      agent: 'For the agent',
      anybody: 'Anybody of the queue',
      agentHint: 'Held for them while they are there; then anybody of the queue.',
      fallback: 'Where none of these holds: the queue of the inbox. This line cannot be removed.',
      toQueue: '“{rule}” decides: to {queue}.',
      toAgent: '“{rule}” decides: to {queue}, held for {agent}.',
      toFallback: 'No rule holds: to {queue}, the queue of the inbox.',
    },
  },
  'zh-CN': {
    entry: {
      title: '进线规则',
      lead: '会话（聊天或电话）去往哪里。从上到下，第一条成立的规则生效。',
      queue: '去往技能组',
      ownQueue: '接入点自己的技能组',
      agent: '指定坐席',
      anybody: '技能组内任何人',
      agentHint: '该坐席在线时为其保留一段时间，之后由技能组内任何人接待。',
      fallback: '以上都不成立时：去往接入点的技能组。此项不可移除。',
      toQueue: '由“{rule}”决定：去往 {queue}。',
      toAgent: '由“{rule}”决定：去往 {queue}，为 {agent} 保留。',
      toFallback: '没有规则成立：去往接入点的技能组 {queue}。',
    },
  },
}
