import { texts as agents } from './agents/texts'
import { texts as apiKeys } from './api-keys/texts'
import { texts as calendars } from './calendars/texts'
import { texts as capacity } from './capacity/texts'
import { texts as company } from './company/texts'
import { texts as contacts } from './contacts/texts'
import { texts as entry } from './entry/texts'
import { texts as inboxes } from './inboxes/texts'
import { texts as numbers } from './numbers/texts'
import { texts as phones } from './phones/texts'
import { texts as presenceReasons } from './presence-reasons/texts'
import { texts as priority } from './priority/texts'
import { texts as queues } from './queues/texts'
import { texts as rules } from './rules/texts'
import { texts as segments } from './segments/texts'
import { texts as signIns } from './sign-ins/texts'
import { texts as skills } from './skills/texts'
import { texts as trunks } from './trunks/texts'
import { texts as routingHook } from './routing-hook/texts'
import { texts as voice } from './voice/texts'
import { texts as webhooks } from './webhooks/texts'
import { texts as wrapUpCodes } from './wrap-up-codes/texts'

const en = {
  settings: {
    title: 'Settings',
    search: 'Search settings',
    searchResults: '{count} found',
    searchNone: 'Nothing in the settings is called that.',
    clearSearch: 'Clear search',
    sections: 'Sections of the settings',
    all: 'All {name}',
    failed: 'This could not be loaded.',
    retry: 'Try again',
    gone: 'This no longer exists.',
    noPermission: 'This part is kept by administrators',
    noPermissionHint:
      'You may not see it with your role. Ask an administrator if you need to change something here.',
    readOnly: 'You may look, but only an administrator may change this.',
    active: 'Active',
    inactive: 'Inactive',
    seconds: 'seconds',
    raise: 'Move {name} up',
    language: { en: 'English', 'zh-CN': '简体中文' },
  },
}

const zh = {
  settings: {
    title: '设置',
    search: '搜索设置',
    searchResults: '找到 {count} 项',
    searchNone: '设置中没有匹配的内容。',
    clearSearch: '清除搜索',
    sections: '设置分区',
    all: '全部{name}',
    failed: '加载失败。',
    retry: '重试',
    gone: '该项已不存在。',
    noPermission: '此部分由管理员维护',
    noPermissionHint: '您的角色无权查看。如需修改，请联系管理员。',
    readOnly: '您可以查看，但只有管理员可以修改。',
    active: '启用',
    inactive: '停用',
    seconds: '秒',
    raise: '上移 {name}',
    language: { en: 'English', 'zh-CN': '简体中文' },
  },
}

export const texts = {
  en: {
    ...en,
    ...company.en,
    ...inboxes.en,
    ...queues.en,
    ...agents.en,
    ...entry.en,
    ...priority.en,
    ...rules.en,
    ...calendars.en,
    ...contacts.en,
    ...segments.en,
    ...skills.en,
    ...capacity.en,
    ...wrapUpCodes.en,
    ...presenceReasons.en,
    ...numbers.en,
    ...trunks.en,
    ...phones.en,
    ...voice.en,
    ...webhooks.en,
    ...routingHook.en,
    ...apiKeys.en,
    ...signIns.en,
  },
  'zh-CN': {
    ...zh,
    ...company['zh-CN'],
    ...inboxes['zh-CN'],
    ...queues['zh-CN'],
    ...agents['zh-CN'],
    ...entry['zh-CN'],
    ...priority['zh-CN'],
    ...rules['zh-CN'],
    ...calendars['zh-CN'],
    ...contacts['zh-CN'],
    ...segments['zh-CN'],
    ...skills['zh-CN'],
    ...capacity['zh-CN'],
    ...wrapUpCodes['zh-CN'],
    ...presenceReasons['zh-CN'],
    ...numbers['zh-CN'],
    ...trunks['zh-CN'],
    ...phones['zh-CN'],
    ...voice['zh-CN'],
    ...webhooks['zh-CN'],
    ...routingHook['zh-CN'],
    ...apiKeys['zh-CN'],
    ...signIns['zh-CN'],
  },
}
