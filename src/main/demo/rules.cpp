#include "main/demo/rules.hpp"

#include "app/calendars.hpp"
#include "app/contact_scheme.hpp"
#include "app/rule_lists.hpp"
#include "app/segments.hpp"
#include "app/settings.hpp"
#include "main/demo/world.hpp"

namespace parley::demo {
namespace {

using rules::Comparison;
using rules::Condition;

Condition number(std::string fact, std::int64_t least) {
    return Condition{rules::FactTest{std::move(fact), Comparison::at_least, least}};
}

Condition yes(std::string fact) {
    return Condition{rules::FactTest{std::move(fact), Comparison::yes, {}}};
}

void set_scheme(app::App& app, const Company& company) {
    app::ContactSchemePatch scheme;
    scheme.tags = std::vector<app::TagPut>{{{}, "企业客户 Business", "#2f6fed"},
                                           {{}, "爱茶人 Tea lover", "#1a9a5c"},
                                           {{}, "投诉中 Complaint", "#c2373f"}};
    scheme.fields = std::vector<ContactField>{{"level",
                                               "会员等级 Membership",
                                               FieldKind::choice,
                                               {"普通 Basic", "银卡 Silver", "金卡 Gold"}},
                                              {"birthday", "生日 Birthday", FieldKind::date, {}},
                                              {"orders", "订单数 Orders", FieldKind::number, {}}};
    expect(wait_for(app::update_contact_scheme(app, company.administrator, scheme)));
}

void set_priority(app::App& app, const Company& company) {
    app::PriorityPatch priority;
    priority.seconds_max = 900;
    const Condition failed{
        rules::HappenedTest{"queue_failed", Comparison::at_least, 1, {}, "", ""}};
    priority.rules = std::vector<rules::PriorityRule>{
        {"贵宾 VIP", number("contact.vip_level", 1), 300, "", true},
        {"新客 Newcomer", yes("session.is_newcomer"), 60, "", true},
        {"今天排队失败过 Gave up today", failed, 240, "", true},
        {"今天多次来访 Again today", number("behaviour.visits_today", 2), 60,
         "behaviour.visits_today", true}};
    expect(wait_for(app::update_priority_rules(app, company.administrator, priority)));
}

void set_segments(app::App& app, const Company& company) {
    const std::vector<rules::Segment> segments{
        {{}, "老客户 Regulars", number("behaviour.sessions", 3)},
        {{}, "贵宾 VIP", number("contact.vip_level", 1)}};
    expect(wait_for(app::update_segments(app, company.administrator, segments)));
}

void set_calendar(app::App& app, const Company& company) {
    app::CalendarPatch calendar;
    calendar.name = "营业时间 Opening hours";
    calendar.terms.emplace();
    for (rules::DayHours& day : calendar.terms->week)
        day = {{std::chrono::hours(9), std::chrono::hours(12)},
               {std::chrono::hours(13), std::chrono::hours(21)}};
    using namespace std::chrono;
    calendar.terms->exceptions = {{2027y / January / 1, 2027y / January / 1, "元旦 New Year", {}}};
    expect(wait_for(app::create_calendar(app, company.administrator, calendar)));
}

}  // namespace

void set_rules(app::App& app, const Company& company) {
    set_scheme(app, company);
    set_priority(app, company);
    set_segments(app, company);
    set_calendar(app, company);
    // One rule that is seen at work, for contacts of whom there are few.
    const rules::EntryRule rule{"高级贵宾 High VIP", number("contact.vip_level", 3),
                                company.aftersales.id, std::nullopt, true};
    expect(wait_for(app::update_entry_rules(app, company.administrator, {rule})));
}

void note_contact(app::App& app, const Company& company, ContactId contact, std::uint64_t pick) {
    if (pick % 4 != 0) return;
    const auto scheme = expect(wait_for(app::get_contact_scheme(app, company.administrator)));
    app::ContactPatch patch;
    const std::uint64_t kind = pick / 4 % 3;
    patch.tags = std::vector<TagId>{scheme.tags[kind].id};
    if (kind == 0) patch.vip_level = static_cast<int>(pick / 12 % 3) + 1;
    patch.fields.emplace("level", scheme.fields.front().choices[kind]);
    patch.fields.emplace("orders", std::to_string(pick % 37));
    expect(wait_for(app::update_contact(app, company.administrator, contact, patch)));
}

}  // namespace parley::demo
