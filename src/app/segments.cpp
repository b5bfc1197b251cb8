#include "app/segments.hpp"

#include <algorithm>
#include <deque>

#include "app/change.hpp"
#include "app/contact_facts.hpp"
#include "app/histories.hpp"

namespace parley::app {
namespace {

constexpr std::size_t batch = 500;

SaidSegments said_segments(const Floor& floor) {
    SaidSegments all{floor.rules->sources().segments, {}};
    for (const rules::Segment& segment : all.segments.segments)
        all.said.push_back(said(floor, segment.when));
    return all;
}

Result<> check_ids(const rules::Segments& before, const std::vector<rules::Segment>& given) {
    for (std::size_t at = 0; at < given.size(); ++at) {
        const SegmentId id = given[at].id;
        const std::string place = "/segments/" + std::to_string(at) + "/id";
        const auto& known = before.segments;
        if (id.is_nil()) continue;
        if (std::ranges::find(known, id, &rules::Segment::id) == known.end())
            return refuse(Code::not_found, "segment_not_found", {}, place);
        if (std::ranges::count(given, id, &rules::Segment::id) > 1)
            return refuse(Code::conflict, "segment_exists", "the same twice", place);
    }
    return {};
}

bool asks_for(const rules::Condition& condition, const std::string& id) {
    if (const auto* test = std::get_if<rules::FactTest>(&condition.node)) {
        const auto* texts = std::get_if<std::vector<std::string>>(&test->operand);
        return test->fact == "contact.segments" && texts != nullptr &&
               std::ranges::find(*texts, id) != texts->end();
    }
    return std::ranges::any_of(rules::parts_of(condition),
                               [&](const auto& part) { return asks_for(part, id); });
}

// A rule that asks for it by its id would never hold again.
bool is_asked_for(const RuleSources& sources, SegmentId id) {
    const std::string text = id.text();
    const auto asks = [&](const auto& rule) { return asks_for(rule.when, text); };
    return std::ranges::any_of(sources.priority.rules, asks) ||
           std::ranges::any_of(sources.entry.rules, asks);
}

Result<> check_gone(const RuleSources& before, const rules::Segments& next) {
    for (const rules::Segment& segment : before.segments.segments) {
        const auto& kept = next.segments;
        const bool is_gone = std::ranges::find(kept, segment.id, &rules::Segment::id) == kept.end();
        if (is_gone && is_asked_for(before, segment.id))
            return refuse(Code::conflict, "in_use", "a rule asks about it", "/segments");
    }
    return {};
}

// What is asked of every contact, kept for as long as they are gone through.
struct Asking {
    std::shared_ptr<const Rulebook> book;
    rules::Program program;
};

Members scan(Repository& repository, const Asking& asking, Instant now) {
    Members members;
    std::deque<Contact> newest;
    ContactId after;
    while (members.looked_at < members_scan_max) {
        auto found = repository.contacts_after(after, batch);
        for (KnownContact& known : found) {
            const auto history = history_in(known.counts);
            const rules::Facts facts =
                facts_of(*asking.book, known.contact, *history, nullptr, now);
            if (!asking.program.evaluate({facts, *history, now}).holds) continue;
            ++members.count;
            newest.push_front(known.contact);
            if (newest.size() > members_shown_max) newest.pop_back();
        }
        members.looked_at += found.size();
        if (found.size() < batch) break;
        after = found.back().contact.id;
        members.is_whole = members.looked_at < members_scan_max;
    }
    members.newest.assign(newest.begin(), newest.end());
    return members;
}

Task<Result<Members>> members_where(App& app, const Staff& staff,
                                    std::function<Result<Asking>(const Floor&)> ask) {
    CO_CHECKED(require(staff, KeyScope::contacts_read));
    CO_CHECKED(require(staff.agent, Permission::session_read_all));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    CO_TRY(auto answer, co_await owner->peek<Result<Asking>>(std::move(ask)));
    CO_TRY(Asking asking, std::move(answer));
    auto look = [asking = std::move(asking), now = app.clock.now()](Repository& repository) {
        return scan(repository, asking, now);
    };
    co_return co_await read(app, staff.workspace, std::move(look));
}

}  // namespace

Task<Result<SaidSegments>> get_segments(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    co_return co_await owner->peek<SaidSegments>(said_segments);
}

Task<Result<SaidSegments>> update_segments(App& app, const Staff& staff,
                                           std::vector<rules::Segment> given,
                                           Expected<rules::Segments> expected) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    std::function<Result<SaidSegments>(Floor&, Turn&, const Agent&)> decide =
        [given, expected](Floor& floor, Turn& turn, const Agent& by) -> Result<SaidSegments> {
        RuleSources sources = floor.rules->sources();
        CHECKED(still(expected, sources.segments));
        rules::Segments next{given};
        CHECKED(rules::check(next));
        CHECKED(check_ids(sources.segments, given));
        CHECKED(check_gone(sources, next));
        for (rules::Segment& segment : next.segments) {
            if (segment.id.is_nil()) segment.id = turn.make<SegmentId>();
        }
        sources.segments = std::move(next);
        CHECKED(floor.adopt(std::move(sources), RuleListKind::segments));
        turn.put(RuleList{RuleListKind::segments, to_json(floor.rules->sources().segments)});
        turn.append(EventType::segments_updated, Actor::of(by), Visibility::staff);
        return said_segments(floor);
    };
    co_return co_await change<SaidSegments>(app, staff, Permission::settings_write,
                                            std::move(decide));
}

Task<Result<Members>> members_of(App& app, const Staff& staff, SegmentId id) {
    std::function<Result<Asking>(const Floor&)> ask = [id](const Floor& floor) -> Result<Asking> {
        const auto& segments = floor.rules->sources().segments.segments;
        const auto found = std::ranges::find(segments, id, &rules::Segment::id);
        if (found == segments.end()) return refuse(Code::not_found, "segment_not_found");
        const auto& program =
            floor.rules->segments()[static_cast<std::size_t>(found - segments.begin())];
        if (!program) return refuse(Code::not_found, "segment_not_found");
        return Asking{floor.rules, *program};
    };
    co_return co_await members_where(app, staff, std::move(ask));
}

Task<Result<Members>> members_by(App& app, const Staff& staff, rules::Condition condition) {
    std::function<Result<Asking>(const Floor&)> ask =
        [condition](const Floor& floor) -> Result<Asking> {
        TRY(rules::Program program, floor.rules->compile(condition));
        return Asking{floor.rules, std::move(program)};
    };
    co_return co_await members_where(app, staff, std::move(ask));
}

}  // namespace parley::app
