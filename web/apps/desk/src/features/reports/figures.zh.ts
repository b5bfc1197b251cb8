/** What each figure is called and how it is computed: docs/guide/reports.md in a line each. */
export const chinese = {
  sessions_opened: {
    name: '会话总量',
    means: '开始的会话数。',
  },
  sessions_assigned: {
    name: '接入量',
    means: '由人工接起的会话数。总计按会话计一次；按坐席则每次接入各计一次。',
  },
  sessions_closed: {
    name: '结束会话数',
    means: '结束的会话数，含放弃的。',
  },
  valid_sessions: {
    name: '有效会话',
    means: '结束的会话中，客户与坐席都至少发过一条消息；电话则通话至少 5 秒。',
  },
  valid_rate: {
    name: '有效率',
    means: '有效会话 ÷ 有人工接起过的结束会话。',
  },
  silent_visitors: {
    name: '访客未说话',
    means: '人工接起、但客户一条消息也没发的结束会话。',
  },
  never_replied: {
    name: '客服未回复',
    means: '人工接起、客户发过消息而坐席没有回复的结束会话。',
  },
  reply_rate: {
    name: '会话回复率',
    means: '坐席回复过的 ÷ 有人工接起过的结束会话。',
  },
  messages_contact: {
    name: '访客消息数',
    means: '客户发的消息，含排队时发的。',
  },
  messages_human: {
    name: '客服消息数',
    means: '坐席对客户发的消息，不含内部备注与系统提示。',
  },
  answer_ask_ratio: {
    name: '答问比',
    means: '客服消息数 ÷ 访客消息数。',
  },
  sessions_transferred: {
    name: '被转接会话',
    means: '被转接过的会话，无论几次只计一次。',
  },
  session_duration: {
    name: '会话时长',
    means: '首次接入到结束的平均时长。',
  },
  first_response_agent: {
    name: '首次响应时长',
    means: '从接入（若首问更晚则从首问）到坐席首条消息的平均时长；坐席先开口的不计。',
  },
  first_response_agent_p50: {
    name: '首次响应中位数',
    means: '一半的首次响应短于此值，误差 1 % 以内。',
  },
  first_response_agent_p90: {
    name: '首次响应 90 分位',
    means: '九成的首次响应短于此值，误差 1 % 以内。',
  },
  first_response_contact: {
    name: '首次响应时长（客户）',
    means: '从请求人工到人工首条消息的平均时长，含排队。',
  },
  first_in_x: {
    name: '首响及时率',
    means: '在阈值内的首次响应 ÷（首次响应 + 始终未答的）。',
  },
  rounds: {
    name: '回合数',
    means: '客户连续消息得到人工回答为一回合；“谢谢”之类不计。',
  },
  avg_response: {
    name: '平均响应时长',
    means: '全部已答回合的时长之和 ÷ 回合数。',
  },
  avg_response_p90: {
    name: '响应 90 分位',
    means: '九成的回合响应短于此值，误差 1 % 以内。',
  },
  rounds_in_x: {
    name: '应答及时率',
    means: '阈值内回答的回合 ÷（已答回合 + 未答且超过阈值的回合）。',
  },
  human_requested: {
    name: '转人工量',
    means: '请求人工的会话数。',
  },
  answered: {
    name: '排队接起',
    means: '以坐席接起结束的排队次数。',
  },
  abandoned: {
    name: '排队放弃',
    means: '客户自己离开的排队次数。',
  },
  flow_out: {
    name: '流出',
    means: '以其他方式结束的排队：溢出、转到其他技能组、留言。',
  },
  sl_f4: {
    name: '服务水平',
    means: '阈值内接起 ÷（接起 + 放弃 − 阈值内放弃）。',
  },
  answer_rate: {
    name: '接通率',
    means: '接起 ÷（接起 + 放弃）。',
  },
  abandon_rate: {
    name: '放弃率',
    means: '放弃 ÷（接起 + 放弃）。',
  },
  abandon_net: {
    name: '净放弃率',
    means: '同上，但不计 5 秒内离开的。',
  },
  wait_answered: {
    name: '平均排队时长',
    means: '接起的平均排队时长。',
  },
  wait_answered_p90: {
    name: '排队 90 分位',
    means: '九成接起的排队短于此值，误差 1 % 以内。',
  },
  wait_abandoned: {
    name: '平均放弃时长',
    means: '放弃前的平均等待时长。',
  },
  longest_wait: {
    name: '最长等待',
    means: '无论结果如何的最长排队。',
  },
  stints: {
    name: '接待次数',
    means: '坐席接待会话的次数，转接后另计一次。',
  },
  offers: {
    name: '派单数',
    means: '向坐席派单的次数。',
  },
  offer_miss: {
    name: '未应答数',
    means: '超时、拒绝或客户已离开的派单。',
  },
  pickup_rate: {
    name: '坐席应答率',
    means: '接受 ÷ 客户未离开的派单。',
  },
  transfers_out: {
    name: '转出',
    means: '坐席转出的会话次数。',
  },
  handle_time: {
    name: '平均处理时长',
    means: '从接入到结束加话后处理的平均时长；同时进行的会话各自全计。',
  },
  handle_effort: {
    name: '平均投入时长',
    means: '同上，但同时进行的会话平分时间。',
  },
  talk: {
    name: '通话时长',
    means: '电话通话总时长。',
  },
  wrap_up: {
    name: '平均话后处理',
    means: '话后处理的平均时长。',
  },
  wrap_up_extensions: {
    name: '延长次数',
    means: '话后处理被延长的次数。',
  },
  occupancy: {
    name: '繁忙率',
    means: '手中有会话的时间 ÷（该时间 + 就绪而空闲的时间）；振铃与离开都不计。',
  },
  concurrency: {
    name: '平均并发',
    means: '有会话时平均同时进行的会话数。',
  },
  online_time: {
    name: '在线时长',
    means: '就绪与离开的时间之和。',
  },
  state_ready: {
    name: '示闲占比',
    means: '就绪时间 ÷ 在线时长。',
  },
  invited: {
    name: '邀评量',
    means: '会话结束时发出的评价邀请。',
  },
  rated: {
    name: '评价数',
    means: '收到的评价。',
  },
  survey_rate: {
    name: '参评率',
    means: '评价数 ÷ 邀评量。',
  },
  survey_coverage: {
    name: '评价覆盖率',
    means: '评价数 ÷ 有人工接起过的结束会话。',
  },
  csat: {
    name: '满意度',
    means: '4 分与 5 分 ÷ 全部评价。',
  },
  csat_relative: {
    name: '相对满意度',
    means: '4、5 分 ÷ 除 3 分外的全部评价。',
  },
  csat_mean: {
    name: '平均分',
    means: '评价的平均分，1 至 5。',
  },
  fcr_repeat: {
    name: '一次性解决率',
    means: '72 小时内客户未再来同一技能组的有效会话 ÷ 结束已满 72 小时的有效会话。',
  },
  repeated: {
    name: '重复来访',
    means: '客户 72 小时内再来同一技能组的有效会话。',
  },
}
