#include "main/demo/weeks.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <deque>

#include "app/messages.hpp"
#include "app/presence.hpp"
#include "app/sessions.hpp"
#include "app/visitors.hpp"
#include "main/demo/rules.hpp"
#include "main/demo/scripts.hpp"
#include "main/demo/world.hpp"

namespace parley::demo {
namespace {

constexpr int sessions_wanted = 340;
constexpr auto opens_at = std::chrono::hours(1);    // 09:00 in Shanghai, in UTC.
constexpr auto closes_at = std::chrono::hours(13);  // 21:00.

class Weeks {
public:
    Weeks(app::App& app, const Company& company, ManualClock& clock, Rng& rng)
        : app_(app),
          company_(company),
          clock_(clock),
          rng_(rng),
          owner_(*app.workspaces.find(company.workspace)) {}

    void play(Instant until);

private:
    struct Open {
        app::Visitor visitor;
        SessionId session;
    };

    std::vector<Instant> arrivals(Instant until);
    void open_shop();
    void close_shop();
    app::Visitor visitor_for(const Person& person);
    SessionId write_first(const app::Visitor& visitor, const Script& script);
    std::optional<app::Staff> get_served(SessionId session);
    std::optional<WorkItem> work_item(SessionId session);
    void converse(const app::Visitor& visitor, const app::Staff& agent, const Script& script);
    void finish(const app::Visitor& visitor, const app::Staff& agent, SessionId session,
                const Script& script);
    void play_session();
    void leave_message();
    void serve_left_messages();
    void pass(std::int64_t least_seconds, std::int64_t most_seconds);
    bool chance(std::uint64_t percent) { return rng_.below(100) < percent; }
    const app::Staff& staff_of(AgentId id) const;
    std::string message_id() { return fmt::format("demo-{}", ++messages_); }
    std::optional<app::Staff> wait_transfer(const Script& script, SessionId session,
                                            const app::Staff& agent);

    app::App& app_;
    const Company& company_;
    ManualClock& clock_;
    Rng& rng_;
    app::Owner& owner_;
    std::deque<app::Visitor> known_;
    std::vector<Open> left_;
    std::vector<const app::Staff*> on_duty_;
    bool open_ = false;
    int messages_ = 0;
};

void Weeks::pass(std::int64_t least_seconds, std::int64_t most_seconds) {
    const auto seconds =
        least_seconds + static_cast<std::int64_t>(rng_.below(
                            static_cast<std::uint64_t>(most_seconds - least_seconds + 1)));
    clock_.advance(std::chrono::seconds(seconds));
    owner_.tick();
}

const app::Staff& Weeks::staff_of(AgentId id) const {
    const auto found = std::ranges::find(company_.staff, id,
                                         [](const app::Staff& staff) { return staff.agent.id; });
    return *found;
}

// More by day than at night, and fewer at weekends; sorted.
std::vector<Instant> Weeks::arrivals(Instant until) {
    std::vector<Instant> times;
    const Instant begin = clock_.now();
    const auto span = static_cast<std::uint64_t>((until - begin - 1h) / 1min);
    while (times.size() < sessions_wanted) {
        const Instant at = begin + std::chrono::minutes(rng_.below(span));
        const auto of_day = at - std::chrono::floor<std::chrono::days>(at);
        const std::chrono::weekday day(std::chrono::floor<std::chrono::days>(at));
        const bool is_weekend = day == std::chrono::Saturday || day == std::chrono::Sunday;
        const bool is_open = of_day >= opens_at && of_day < closes_at;
        if (!chance(is_open ? (is_weekend ? 60 : 100) : 12)) continue;
        times.push_back(at);
    }
    std::ranges::sort(times);
    return times;
}

void Weeks::open_shop() {
    if (open_) return;
    open_ = true;
    for (std::size_t i = 1; i < company_.staff.size(); ++i) {
        const app::Staff& staff = company_.staff[i];
        if (chance(20)) continue;  // A day off.
        on_duty_.push_back(&staff);
        app::agent_connected(app_, company_.workspace, staff.agent.id);
        expect(wait_for(app::set_own_presence(app_, staff, Presence::ready, "")));
        pass(5, 90);
    }
    serve_left_messages();
}

void Weeks::close_shop() {
    if (!open_) return;
    open_ = false;
    for (const app::Staff* staff : std::exchange(on_duty_, {})) {
        expect(wait_for(app::set_own_presence(app_, *staff, Presence::offline, "")));
        app::agent_disconnected(app_, company_.workspace, staff->agent.id);
    }
}

app::Visitor Weeks::visitor_for(const Person& person) {
    if (!known_.empty() && chance(22)) return known_[rng_.below(known_.size())];
    app::NewVisitor body{person.locale, person.name, person.email, person.phone};
    const auto credential =
        expect(wait_for(app::create_visitor(app_, company_.shop.public_key, body)));
    known_.push_back(expect(
        wait_for(app::authenticate_visitor(app_, credential.visitor_id, credential.secret))));
    note_contact(app_, company_, known_.back().contact, rng_.below(144));
    if (known_.size() > 60) known_.pop_front();
    return known_.back();
}

SessionId Weeks::write_first(const app::Visitor& visitor, const Script& script) {
    app::NewMessage message;
    message.client_msg_id = message_id();
    message.text = script.lines.front().text;
    message.source = {"https://tea.example" + script.page_path, script.page_title,
                      chance(30) ? "https://search.example/?q=tea" : ""};
    return expect(wait_for(app::post_as_visitor(app_, visitor, message)))->message.session;
}

std::optional<WorkItem> Weeks::work_item(SessionId session) {
    std::function<std::optional<WorkItem>(const app::Floor&)> look =
        [session](const app::Floor& floor) -> std::optional<WorkItem> {
        const app::Live* live = const_cast<app::Floor&>(floor).live_of(session);
        return live == nullptr ? std::nullopt : live->work_item;
    };
    return expect(wait_for(owner_.peek<std::optional<WorkItem>>(std::move(look))));
}

// Plays the offers until somebody accepts; sometimes one is declined or not answered.
std::optional<app::Staff> Weeks::get_served(SessionId session) {
    for (int tries = 0; tries < 12; ++tries) {
        const auto item = work_item(session);
        if (!item) return std::nullopt;
        if (item->state == WorkItemState::waiting) {
            pass(20, 60);
            for (const app::Staff* staff : on_duty_) {  // Whoever stepped away comes back.
                if (chance(50))
                    expect(wait_for(app::set_own_presence(app_, *staff, Presence::ready, "")));
            }
            continue;
        }
        const app::Staff& agent = staff_of(item->agent);
        if (chance(5)) {
            pass(2, 8);
            (void)wait_for(app::decline_offer(app_, agent, session, item->offer));
        } else if (chance(5)) {
            pass(35, 50);  // Not answered: it goes back, and the agent is set away.
        } else {
            pass(2, 14);
            if (wait_for(app::accept_offer(app_, agent, session, item->offer))) return agent;
        }
    }
    return std::nullopt;
}

void Weeks::converse(const app::Visitor& visitor, const app::Staff& agent, const Script& script) {
    for (std::size_t i = 1; i < script.lines.size(); ++i) {
        const Line& line = script.lines[i];
        pass(line.by_visitor ? 10 : 8, line.by_visitor ? 70 : 45);
        app::NewMessage message;
        message.client_msg_id = message_id();
        message.text = line.text;
        const auto posted =
            line.by_visitor
                ? wait_for(app::post_as_visitor(app_, visitor, message))
                : wait_for(app::post_as_staff(app_, agent, visitor.conversation, message));
        const auto seq = expect(posted)->message.seq;
        if (line.by_visitor)
            expect(wait_for(app::mark_read(app_, agent, visitor.conversation, seq)));
        else
            expect(wait_for(app::mark_read(app_, visitor, seq)));
    }
}

void Weeks::finish(const app::Visitor& visitor, const app::Staff& agent, SessionId session,
                   const Script& script) {
    pass(10, 60);
    if (chance(15)) {
        app::NewMessage note;
        note.client_msg_id = message_id();
        note.visibility = Visibility::staff;
        note.text = script.locale == "en" ? "Regular customer, likes a quick answer."
                                          : "老客户，回复尽量简短。";
        expect(wait_for(app::post_as_staff(app_, agent, visitor.conversation, note)));
    }
    if (chance(8))
        expect(wait_for(app::end_session(app_, visitor)));
    else
        expect(wait_for(app::close_session(app_, agent, session,
                                           app::Ending{script.summary, script.resolved, {}})));
    if (!chance(62)) return;
    pass(5, 120);
    const int score = std::clamp(script.mood + static_cast<int>(rng_.below(3)) - 1, 1, 5);
    const char* good = script.locale == "en" ? "Quick and kind, thank you" : "回复很快，态度很好";
    const char* bad = script.locale == "en" ? "Took too long" : "等得有点久";
    const std::string comment = chance(35) ? (score >= 4 ? good : bad) : "";
    expect(wait_for(app::rate_session(app_, visitor, session, score, comment, {})));
}

// What does not belong to presales is sent on once the agent has seen it, with a note.
std::optional<app::Staff> Weeks::wait_transfer(const Script& script, SessionId session,
                                               const app::Staff& agent) {
    if (script.place == Place::presales || chance(60)) return agent;
    app::Transfer to;
    to.queue = script.place == Place::orders ? company_.orders.id : company_.aftersales.id;
    to.note =
        script.locale == "en" ? "Please take over, not a presales matter." : "请跟进，非售前问题。";
    pass(15, 40);
    if (!wait_for(app::transfer_session(app_, agent, session, to))) return agent;
    return get_served(session);
}

void Weeks::play_session() {
    const Person person = draw_person(rng_);
    const app::Visitor visitor = visitor_for(person);
    const Script script = draw_script(person.locale, rng_);
    const SessionId session = write_first(visitor, script);
    if (chance(6)) {
        pass(20, 90);
        (void)wait_for(app::end_session(app_, visitor));
        return;
    }
    const auto first = get_served(session);
    const auto agent = first ? wait_transfer(script, session, *first) : std::nullopt;
    if (!agent) {
        (void)wait_for(app::end_session(app_, visitor));
        return;
    }
    converse(visitor, *agent, script);
    finish(visitor, *agent, session, script);
}

void Weeks::leave_message() {
    const Person person = draw_person(rng_);
    app::NewVisitor body{person.locale, person.name, person.email, person.phone};
    const auto credential =
        expect(wait_for(app::create_visitor(app_, company_.shop.public_key, body)));
    const auto visitor =
        expect(wait_for(app::authenticate_visitor(app_, credential.visitor_id, credential.secret)));
    left_.push_back({visitor, write_first(visitor, draw_script(person.locale, rng_))});
}

void Weeks::serve_left_messages() {
    for (const Open& left : std::exchange(left_, {})) {
        const auto agent = get_served(left.session);
        if (!agent) continue;
        pass(30, 120);
        app::NewMessage message;
        message.client_msg_id = message_id();
        message.text = left.visitor.identity.value.empty()
                           ? ""
                           : "您好，已看到您的留言 / We have your message, one moment please.";
        expect(wait_for(app::post_as_staff(app_, *agent, left.visitor.conversation, message)));
        pass(60, 300);
        expect(wait_for(app::close_session(
            app_, *agent, left.session, app::Ending{"留言已回复 / message answered", true, {}})));
    }
}

void Weeks::play(Instant until) {
    const auto times = arrivals(until);
    std::size_t done = 0;
    for (const Instant at : times) {
        if (at > clock_.now()) clock_.set(at);
        owner_.tick();
        const auto of_day = clock_.now() - std::chrono::floor<std::chrono::days>(clock_.now());
        if (of_day >= opens_at && of_day < closes_at) {
            open_shop();
            play_session();
        } else {
            close_shop();
            leave_message();
        }
        ++done;
        if (done % 20 == 0 || done == times.size()) {
            const char* line_start = ::isatty(STDOUT_FILENO) ? "\r" : "\n";
            fmt::print("{}making the demo's weeks: {} of {} sessions", line_start, done,
                       times.size());
            std::fflush(stdout);
        }
    }
    close_shop();
    if (clock_.now() < until) clock_.set(until);
    leave_message();  // Somebody is waiting when the first visitor of the demo signs in.
    fmt::print("\n");
    std::fflush(stdout);
}

}  // namespace

void play_weeks(app::App& app, const Company& company, ManualClock& clock, Rng& rng,
                Instant until) {
    Weeks(app, company, clock, rng).play(until);
}

}  // namespace parley::demo
