#include "main/demo/company.hpp"

#include "app/settings.hpp"
#include "app/sign_in.hpp"
#include "main/demo/world.hpp"

namespace parley::demo {
namespace {

constexpr char password[] = "parley-demo";

struct Member {
    const char* name;
    const char* email;
    Role role;
    std::vector<Skill> skills;
    int queues;  // Bits: 1 presales, 2 orders, 4 after-sales.
};

const std::vector<Member>& members() {
    static const std::vector<Member> all = {
        {"林岚 Lin Lan", "admin@demo.parley", Role::administrator, {{"zh", 9}, {"en", 8}}, 0},
        {"Grace Okafor", "grace@demo.parley", Role::supervisor, {{"en", 10}, {"zh", 3}}, 7},
        {"周明 Zhou Ming", "ming@demo.parley", Role::supervisor, {{"zh", 10}, {"en", 6}}, 7},
        {"王小雨 Wang Xiaoyu", "xiaoyu@demo.parley", Role::agent, {{"zh", 10}, {"en", 5}}, 3},
        {"Tom Becker", "tom@demo.parley", Role::agent, {{"en", 10}}, 3},
        {"陈浩 Chen Hao", "hao@demo.parley", Role::agent, {{"zh", 9}, {"en", 6}}, 6},
        {"Ana Duarte", "ana@demo.parley", Role::agent, {{"en", 9}, {"zh", 4}}, 6},
        {"李静 Li Jing", "jing@demo.parley", Role::agent, {{"zh", 10}}, 5},
    };
    return all;
}

app::QueuePatch queue_of(const char* name, int offer_seconds, int wrap_up_seconds) {
    app::QueuePatch body;
    body.name = name;
    body.offer_seconds = offer_seconds;
    body.wrap_up_seconds = wrap_up_seconds;
    return body;
}

void make_queues(app::App& app, Company& company) {
    const app::Staff& by = company.administrator;
    company.orders =
        expect(wait_for(app::create_queue(app, by, queue_of("订单与配送 Orders", 30, 10))));
    app::QueuePatch presales = queue_of("售前咨询 Presales", 25, 5);
    presales.overflow_queue = company.orders.id;
    presales.overflow_after_seconds = 60;
    company.presales = expect(wait_for(app::create_queue(app, by, presales)));
    app::QueuePatch aftersales = queue_of("售后服务 After-sales", 30, 15);
    aftersales.strategy = Strategy::longest_idle;
    company.aftersales = expect(wait_for(app::create_queue(app, by, aftersales)));
}

std::vector<QueueId> queues_of(const Company& company, int bits) {
    std::vector<QueueId> queues;
    if (bits & 1) queues.push_back(company.presales.id);
    if (bits & 2) queues.push_back(company.orders.id);
    if (bits & 4) queues.push_back(company.aftersales.id);
    return queues;
}

app::Staff make_member(app::App& app, const Company& company, const Member& member) {
    app::AgentPatch body;
    body.name = member.name;
    body.email = member.email;
    body.password = password;
    body.role = member.role;
    body.skills = member.skills;
    body.queues = queues_of(company, member.queues);
    app::Staff staff = company.administrator;
    staff.agent = expect(wait_for(app::create_agent(app, company.administrator, body)));
    return staff;
}

}  // namespace

const std::vector<Login>& logins() {
    static const std::vector<Login> all = [] {
        std::vector<Login> made;
        for (const Member& member : members())
            made.push_back({member.name, member.email, password, member.role});
        return made;
    }();
    return all;
}

Company found_company(app::App& app) {
    const Member& first = members().front();
    app::NewWorkspace wizard;
    wizard.company = "山岚茶社 Mist Hill Tea";
    wizard.locale = "zh-CN";
    wizard.time_zone = "Asia/Shanghai";
    wizard.name = first.name;
    wizard.email = first.email;
    wizard.password = password;
    wizard.demo = true;

    Company company;
    company.administrator = expect(wait_for(app::set_up(app, wizard, {}))).staff;
    company.workspace = company.administrator.workspace;
    make_queues(app, company);
    company.staff.push_back(company.administrator);
    for (std::size_t i = 1; i < members().size(); ++i)
        company.staff.push_back(make_member(app, company, members()[i]));

    app::InboxPatch shop;
    shop.name = "茶社网店 Tea shop";
    shop.queue = company.presales.id;
    shop.accent = "#2f6f4f";
    company.shop = expect(wait_for(app::create_inbox(app, company.administrator, shop)));
    return company;
}

}  // namespace parley::demo
