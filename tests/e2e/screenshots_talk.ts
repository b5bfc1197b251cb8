// What is said in the pictures. Words of our own, for the demo's tea shop.

import type { Locale } from './words.ts'

export interface Talk {
  name: string
  locale: Locale
  title: string
  path: string
  /** Visitor and agent in turn, the visitor first. */
  lines: string[]
  /** Nobody accepts it. */
  waits?: boolean
}

export interface Script {
  name: string
  locale: Locale
  agent: string
  others: Talk[]
  offered: Talk
  main: {
    name: string
    email: string
    note: string
    lines: string[]
    picture: string
    private: string
    last: string
    typing: string
  }
  phone: string[]
}

export const SCRIPTS: readonly Script[] = [
  {
    name: 'en',
    locale: 'en',
    agent: 'tom@demo.parley',
    others: [
      {
        name: 'Jonas Lindqvist',
        locale: 'en',
        title: 'My orders',
        path: '/demo/?orders',
        lines: ['Can I still change the address of my order?', 'Of course. Where shall it go?'],
      },
      {
        name: 'Priya Raman',
        locale: 'en',
        title: 'Gift sets',
        path: '/demo/?gift',
        lines: [
          'Do the gift sets come wrapped?',
          'They do, in plain paper with a linen ribbon.',
          'Wonderful, then two of them please',
        ],
      },
    ],
    offered: {
      name: 'Marta Kowalczyk',
      locale: 'en',
      title: 'Gooseneck Kettle, 0.8 l',
      path: '/demo/?product=gooseneck',
      lines: ['Hello! Does the gooseneck kettle come with a plug for the UK?'],
      waits: true,
    },
    main: {
      name: 'Emma Clarke',
      email: 'emma.clarke@example.org',
      note: 'Brews gongfu style, likes roasted oolongs.',
      lines: [
        'Hi! I bought the clay pot last week. Does it have to be seasoned first?',
        'Hello Emma, lovely choice. Yes: simmer it for twenty minutes in water with a handful of the tea it is meant for.',
        'Any tea at all?',
        'One kind and then always that one. The clay remembers.',
      ],
      picture: 'This one. Is the lid meant to sit this loose?',
      private: 'Second pot with a loose lid this month. Told the workshop.',
      last: 'It should not. I am sending you a new lid today, no need to return the old one.',
      typing: 'That is so kind',
    },
    phone: [],
  },
  {
    name: 'zh',
    locale: 'zh-CN',
    agent: 'xiaoyu@demo.parley',
    others: [
      {
        name: '何雨桐',
        locale: 'zh-CN',
        title: '我的订单',
        path: '/demo/?orders',
        lines: ['订单还能改收货地址吗？', '可以的，请把新地址发给我。'],
      },
      {
        name: '沈嘉木',
        locale: 'zh-CN',
        title: '礼盒',
        path: '/demo/?gift',
        lines: ['礼盒带包装吗？', '带的，素纸配麻绳，可以写贺卡。', '太好了，那我要两份'],
      },
    ],
    offered: {
      name: '顾一鸣',
      locale: 'zh-CN',
      title: '细口温控壶 0.8 升',
      path: '/demo/?product=gooseneck',
      lines: ['你好，这款温控壶的插头是国标吗？'],
      waits: true,
    },
    main: {
      name: '苏婉清',
      email: 'wanqing@example.org',
      note: '平时喝岩茶，用盖碗和小壶。',
      lines: [
        '你好，上周买的泥壶，第一次用之前要开壶吗？',
        '您好！要的。加清水和一把常喝的茶叶，小火煮二十分钟，自然放凉即可。',
        '什么茶都可以吗？',
        '建议一把壶只泡一种茶，壶会记得它的味道。',
      ],
      picture: '就是这把，壶盖这么松正常吗？',
      private: '本月第二例壶盖偏松，已反馈给作坊。',
      last: '这样偏松了。今天就给您补寄一个新壶盖，旧的不用退回。',
      typing: '太感谢了',
    },
    phone: [
      '请问白菊花茶晚上喝会影响睡眠吗？',
      '不会的，菊花茶不含咖啡因，晚上喝很合适。',
      '那一次放几朵？',
      '250 毫升水放四五朵，沸水焖三分钟就好。',
      '好的，谢谢！',
    ],
  },
]
