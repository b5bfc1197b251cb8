export const texts = {
  en: {
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    required: 'Please fill in',
    bad_email: 'Not an e-mail address',
    bad_phone: 'Not a phone number',
  },
  'zh-CN': {
    name: '姓名',
    email: '邮箱',
    phone: '电话',
    required: '请填写此项',
    bad_email: '邮箱格式不正确',
    bad_phone: '电话号码格式不正确',
  },
}
