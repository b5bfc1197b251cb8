export const texts = { en: {}, 'zh-CN': {} }
