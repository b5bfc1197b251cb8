export const texts = {
  en: {
    company: {
      title: 'Company',
      lead: 'Who you are. Visitors see the name in the chat.',
      name: 'Company name',
      locale: 'Language',
      localeHint: 'Used for pages and messages until a person chooses their own.',
      timeZone: 'Time zone',
      timeZoneHint: 'The time zone the company works in. It is {time} there now.',
    },
  },
  'zh-CN': {
    company: {
      title: '公司',
      lead: '您的公司信息，访客会在聊天窗口看到公司名称。',
      name: '公司名称',
      locale: '语言',
      localeHint: '在个人自行选择之前，页面和消息使用此语言。',
      timeZone: '时区',
      timeZoneHint: '公司所在地的时区，当地现在是 {time}。',
    },
  },
}
