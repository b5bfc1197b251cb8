#include "app/rule_words.hpp"

#include <algorithm>

namespace parley::app {
namespace {

template <class Map>
std::string name_in(const Map& map, const auto& id) {
    if (!id) return {};
    const auto found = map.find(*id);
    return found == map.end() ? std::string() : found->second.name;
}

template <class List>
std::string name_listed(const List& list, const auto& id) {
    if (!id) return {};
    const auto found = std::ranges::find(list, *id, [](const auto& one) { return one.id; });
    return found == list.end() ? std::string() : found->name;
}

class FloorNames final : public rules::Names {
public:
    explicit FloorNames(const Floor& floor) : floor_(floor) {}

    std::string name_of(std::string_view of, std::string_view value) override {
        const RuleSources& sources = floor_.rules->sources();
        if (of == "session.inbox") return name_in(floor_.inboxes, InboxId::parse(value));
        if (of == "session.queue") return name_in(floor_.queues, QueueId::parse(value));
        if (of == "contact.tags") return name_listed(sources.scheme.tags, TagId::parse(value));
        if (of == "contact.segments")
            return name_listed(sources.segments.segments, SegmentId::parse(value));
        if (of == "calendar") return name_listed(sources.calendars, CalendarId::parse(value));
        return {};
    }

private:
    const Floor& floor_;
};

}  // namespace

Said said(const Floor& floor, const rules::Condition& condition) {
    FloorNames names(floor);
    const rules::Catalogue& catalogue = floor.rules->catalogue();
    return {rules::in_words(condition, catalogue, rules::Tongue::en, &names),
            rules::in_words(condition, catalogue, rules::Tongue::zh, &names)};
}

std::vector<TestTrial> tried(const Floor& floor, const rules::Condition& condition,
                             const rules::Program& program, const rules::Given& given) {
    FloorNames names(floor);
    const rules::Catalogue& catalogue = floor.rules->catalogue();
    const auto explained = [&](rules::Tongue tongue) {
        return rules::explain(condition, program, given, catalogue, tongue, &names);
    };
    auto english = explained(rules::Tongue::en);
    auto chinese = explained(rules::Tongue::zh);
    std::vector<TestTrial> trials;
    for (std::size_t at = 0; at < english.size(); ++at) {
        trials.push_back({std::move(english[at].path),
                          {std::move(english[at].words), std::move(chinese[at].words)},
                          english[at].answer,
                          english[at].decided});
    }
    return trials;
}

}  // namespace parley::app
