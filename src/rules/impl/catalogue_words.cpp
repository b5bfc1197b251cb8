#include "rules/impl/catalogue_words.hpp"

namespace parley::rules {
namespace {

std::vector<FactEntry> contact_facts() {
    using enum FactType;
    return {
        {"contact.vip_level",
         number,
         {"VIP level", "VIP 等级"},
         {"0 for everybody else; the higher, the more important.", "普通客户为 0，越高越重要。"}},
        {"contact.tags",
         text_set,
         {"the contact's tags", "客户标签"},
         {"Labels that staff or rules gave the contact.", "员工或规则给客户贴的标签。"}},
        {"contact.segments",
         text_set,
         {"the contact's segments", "客户所属分群"},
         {"Segments the contact belongs to now.", "客户当前所属的分群。"}},
        {"contact.language",
         text,
         {"the contact's language", "客户语言"},
         {"BCP 47, such as zh-CN or en.", "BCP 47 代码，如 zh-CN、en。"}},
        {"contact.region",
         text,
         {"the contact's region", "客户地区"},
         {"ISO 3166 code of the country, such as CN, as their number or page tells.",
          "国家或地区的 ISO 3166 代码，如 CN；由号码或页面语言得知。"}},
        {"contact.first_seen",
         moment,
         {"the contact was first seen", "客户首次到访"},
         {"When the contact first came, by any channel.", "客户第一次从任一渠道来访的时间。"}},
        {"contact.last_seen",
         moment,
         {"the contact was last seen", "客户上次到访"},
         {"When the contact came last, before this session.", "本次会话之前最近一次来访的时间。"}},
        {"contact.is_verified",
         yes_no,
         {"the contact's identity is verified", "客户身份已验证"},
         {"An identity is proved, by the company's own sign-in for instance.",
          "客户的身份已得到证明，例如经公司自己的登录。"}},
    };
}

std::vector<FactEntry> session_facts() {
    using enum FactType;
    return {
        {"session.inbox", text, {"the inbox", "接入点"}, {"Its id.", "接入点的编号。"}},
        {"session.channel",
         text,
         {"the channel", "渠道"},
         {"Key of the channel, such as webchat.", "渠道的代号，如 webchat。"}},
        {"session.medium",
         text,
         {"the medium", "媒介"},
         {"chat, call, mail or video.", "chat、call、mail 或 video。"}},
        {"session.queue",
         text,
         {"the queue", "技能组"},
         {"Id of the queue it waits in; missing before it has one.",
          "所在技能组的编号；尚未分配时没有。"}},
        {"session.priority",
         number,
         {"priority", "优先级"},
         {"As set by rules or staff; 0 is ordinary.", "由规则或员工设置，0 为普通。"}},
        {"session.topic",
         text,
         {"the topic", "主题"},
         {"What it is about, as chosen in a form, menu or bot.",
          "在表单、菜单或机器人中选择的事由。"}},
        {"session.language",
         text,
         {"the language of the page", "页面语言"},
         {"BCP 47, of the page or menu it began in.", "会话起始页面或菜单的 BCP 47 代码。"}},
        {"session.page",
         text,
         {"the page's address", "页面地址"},
         {"Address of the page it was opened from.", "打开会话的页面网址。"}},
        {"session.entry",
         text,
         {"the entry", "入口"},
         {"Name of the button, link or code that was used.", "所用按钮、链接或二维码的名称。"}},
        {"session.campaign",
         text,
         {"the campaign tag", "推广标记"},
         {"As the page's address carried it.", "页面地址所带的推广标记。"}},
        {"session.first_message",
         text,
         {"the first message", "首条消息"},
         {"What the contact wrote first.", "客户写的第一条消息。"}},
        {"session.is_newcomer",
         yes_no,
         {"the contact is a newcomer", "客户是新客"},
         {"No earlier session of the contact was answered.", "该客户此前没有被接待过的会话。"}},
        {"session.waiting_since",
         moment,
         {"it began to wait", "开始等待"},
         {"When it first entered a queue; transfers keep it.", "首次进入技能组的时间，转接不变。"}},
    };
}

std::vector<FactEntry> behaviour_facts() {
    using enum FactType;
    return {
        {"behaviour.visits_today",
         number,
         {"visits today", "今日来访次数"},
         {"Sessions opened today, this one included, by the workspace's clock.",
          "按工作区时区，今天打开的会话数，含本次。"}},
        {"behaviour.queue_failures_today",
         number,
         {"failed queue attempts today", "今日排队失败次数"},
         {"Sessions of today that left a queue without an agent.",
          "今天没有等到坐席就离开技能组的会话数。"}},
        {"behaviour.sessions",
         number,
         {"sessions so far", "历史会话数"},
         {"Sessions the contact ever had, without this one.", "客户以往的会话总数，不含本次。"}},
        {"behaviour.last_wait",
         duration,
         {"the last wait", "上次等待时间"},
         {"How long the contact waited in the session before this one.",
          "客户在上一次会话中等待的时间。"}},
        {"behaviour.last_rating",
         number,
         {"the last rating", "上次评分"},
         {"One to five stars; missing where there is none.", "1 至 5 星；未评过则没有。"}},
    };
}

void append(std::vector<FactEntry>& to, std::vector<FactEntry> from) {
    for (FactEntry& entry : from) to.push_back(std::move(entry));
}

}  // namespace

std::vector<FactEntry> standard_facts() {
    std::vector<FactEntry> facts = contact_facts();
    append(facts, session_facts());
    append(facts, behaviour_facts());
    return facts;
}

std::vector<HappeningEntry> standard_happenings() {
    return {
        {"visited",
         {"visited", "来访"},
         {"A session was opened.", "打开了一次会话。"},
         {"inbox", "channel"}},
        {"queue_failed",
         {"failed in a queue", "排队失败"},
         {"A session left a queue without an agent.", "会话没有等到坐席就离开了技能组。"},
         {"queue", "inbox", "channel"}},
        {"served",
         {"was served by an agent", "由坐席接待"},
         {"A session was answered by an agent.", "会话由坐席接待。"},
         {"queue", "inbox", "channel"}},
        {"call_missed",
         {"missed a call of ours", "未接我方来电"},
         {"A call to the contact was not taken.", "呼叫客户而未被接听。"},
         {}},
        {"rated_low",
         {"rated one or two stars", "给出一星或两星"},
         {"A session was rated with one or two stars.", "会话被评为一星或两星。"},
         {"queue", "inbox"}},
        {"message_sent",
         {"wrote a message", "发来消息"},
         {"The contact wrote a message.", "客户发来一条消息。"},
         {"inbox", "channel"}},
    };
}

}  // namespace parley::rules
