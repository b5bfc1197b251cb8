import type { Locale } from '../choices'
import type { Operation } from '../contract'

// The document speaks English; what is here is shown in its place to readers of Chinese.
const chapters: Record<string, string> = {
  'Signing in': '登录',
  Settings: '设置',
  'API keys': 'API 密钥',
  Sessions: '会话',
  Conversations: '对话',
  Contacts: '客户',
  Events: '事件',
  Webhooks: '事件推送',
  Files: '文件',
  Visitors: '访客',
  Server: '服务器',
}

const summaries: Record<string, string> = {
  get_setup: '是否还需要创建第一个工作区',
  set_up: '创建第一个工作区和管理员，并登录',
  sign_in: '坐席登录',
  sign_out: '退出登录',
  get_agent: '读取一名坐席',
  get_queue: '读取一个技能组',
  get_inbox: '读取一个接入点',
  list_api_keys: '列出 API 密钥',
  create_api_key: '创建 API 密钥，密钥只显示一次',
  revoke_api_key: '吊销一个 API 密钥',
  pull_events: '某个序号之后发生的事件，与实时连接相同',
  list_webhooks: '列出全部事件推送',
  create_webhook: '把事件推送到一个地址，签名密钥只显示一次',
  get_webhook: '读取一个事件推送及其接收情况',
  update_webhook: '修改、启用或停用一个事件推送',
  delete_webhook: '删除一个事件推送及其记录',
  rotate_webhook_secret: '更换签名密钥，旧密钥 24 小时内仍有效',
  test_webhook: '发送一个测试事件',
  list_deliveries: '列出推送记录',
  replay_delivery: '重新推送一条记录',
  replay_deliveries: '重新推送一段记录',
  get_me: '当前登录的坐席及其权限',
  set_presence: '设置自己的在线状态',
  list_sign_ins: '自己的全部登录',
  end_sign_in: '结束自己的一个登录',
  get_workspace: '公司设置',
  update_workspace: '修改公司设置',
  list_agents: '全部坐席',
  create_agent: '新建坐席',
  update_agent: '修改坐席',
  list_queues: '全部技能组',
  create_queue: '新建技能组',
  update_queue: '修改技能组',
  list_inboxes: '全部接入点',
  create_inbox: '新建接入点',
  update_inbox: '修改接入点',
  list_channels: '渠道及其能力',
  get_counts: '各列表中进行中的会话数',
  list_sessions: '会话列表',
  get_session: '一个会话',
  accept_offer: '接受邀约',
  decline_offer: '拒绝邀约',
  close_session: '关闭会话并填写小结',
  transfer_session: '转接会话',
  list_messages: '对话的消息',
  send_message: '发送消息或内部备注',
  mark_read: '标记已读',
  search_messages: '搜索消息',
  get_contact: '一个客户',
  update_contact: '修改客户',
  upload_attachment: '上传文件',
  get_file: '下载文件',
  get_thumbnail: '图片的缩略图',
  get_widget: '聊天窗口的设置',
  create_visitor: '新建访客',
  list_own_messages: '访客自己的消息',
  rate_session: '给会话评分',
  end_session: '访客结束会话',
  get_contract: '本文档',
  get_console: '本文档的网页',
  get_console_asset: '网页的组成部分',
  get_health: '程序是否在运行',
  get_readiness: '是否可以接收流量',
  get_metrics: 'Prometheus 指标，仅限本机',
}

export function summaryOf(operation: Operation, locale: Locale): string {
  const own = operation.summary.replace(/\.$/, '')
  return locale === 'zh-CN' ? (summaries[operation.id] ?? own) : own
}

export function chapterNameOf(name: string, locale: Locale): string {
  return locale === 'zh-CN' ? (chapters[name] ?? name) : name
}

/** The second paragraph, without what the page says of permissions itself. */
export function aboutOf(operation: Operation): string {
  return operation.description.replace(/ ?Needs the permission `\w+`\.$/, '')
}
