export const texts = {
  en: {
    signIn: {
      title: 'Sign in to Parley',
      lead: 'Your contact centre, in one place.',
      email: 'E-mail',
      password: 'Password',
      submit: 'Sign in',
      busy: 'Signing in…',
      demoTitle: 'Try the demo',
      demoLead: 'Everybody here is made up. Choose who you want to be.',
      language: 'Language',
      version: 'Version {version}',
      forgotten: 'Forgotten your password? An administrator can set a new one for you.',
      role: { administrator: 'Administrator', supervisor: 'Supervisor', agent: 'Agent' },
    },
  },
  'zh-CN': {
    signIn: {
      title: '登录 Parley',
      lead: '所有客户会话，尽在一处。',
      email: '邮箱',
      password: '密码',
      submit: '登录',
      busy: '正在登录…',
      demoTitle: '体验演示',
      demoLead: '这里的人物均为虚构，请选择您要扮演的角色。',
      language: '语言',
      version: '版本 {version}',
      forgotten: '忘记密码？请联系管理员为您重设。',
      role: { administrator: '管理员', supervisor: '主管', agent: '坐席' },
    },
  },
}
