// Names instead of ids, in scenarios and in what tests print; and effects as a line of text.
#pragma once

#include <map>
#include <string>

#include "base/enum_names.hpp"
#include "routing/engine.hpp"
#include "routing/testing/script.hpp"

namespace parley::routing::testing {

inline constexpr Instant start_of_day = from_ms(1'700'000'000'000);

// Ids are given in the order of first mention, so that "ties go to the lower id" reads as "to the
// first".
template <class AnyId>
class Names {
public:
    AnyId id(const std::string& name) {
        const auto [found, added] = ids_.try_emplace(name, AnyId{});
        if (added) {
            IdBytes bytes{};
            bytes[14] = static_cast<std::uint8_t>(ids_.size() >> 8);
            bytes[15] = static_cast<std::uint8_t>(ids_.size());
            found->second = AnyId(bytes);
            names_[found->second] = name;
        }
        return found->second;
    }
    std::string name(AnyId id) const {
        const auto found = names_.find(id);
        return found == names_.end() ? "?" : found->second;
    }
    bool knows(const std::string& name) const { return ids_.contains(name); }
    const std::map<std::string, AnyId>& all() const { return ids_; }

private:
    std::map<std::string, AnyId> ids_;
    std::map<AnyId, std::string> names_;
};

struct Cast {
    Names<WorkItemId> items;
    Names<AgentId> agents;
    Names<QueueId> queues;
};

struct EffectText {
    const Cast& cast;

    std::string who(WorkItemId id) const { return cast.items.name(id); }
    std::string who(AgentId id) const { return cast.agents.name(id); }
    std::string who(QueueId id) const { return cast.queues.name(id); }
    template <class... Ids>
    std::string say(std::string_view verb, const Ids&... ids) const {
        std::string text(verb);
        ((text += " " + who(ids)), ...);
        return text;
    }
    template <class Reason>
    static std::string because(Reason reason) {
        return " " + std::string(name_of(reason));
    }

    std::string operator()(const Queued& e) const { return say("queued", e.item, e.queue); }
    std::string operator()(const Offer& e) const { return say("offer", e.item, e.agent); }
    std::string operator()(const WithdrawOffer& e) const {
        return say("withdraw", e.item, e.agent) + because(e.reason);
    }
    std::string operator()(const Requeued& e) const { return say("head", e.item); }
    std::string operator()(const SetAway& e) const {
        return say("away", e.agent) + because(e.reason);
    }
    std::string operator()(const Assign& e) const { return say("assign", e.item, e.agent); }
    std::string operator()(const Unassigned& e) const {
        return say("unassign", e.item, e.agent) + because(e.reason);
    }
    std::string operator()(const Overflowed& e) const { return say("overflow", e.item, e.queue); }
    std::string operator()(const Rejected& e) const {
        return say("reject", e.item) + because(e.reason);
    }
    std::string operator()(const Abandoned& e) const { return say("abandon", e.item); }
    std::string operator()(const Released& e) const { return say("release", e.item, e.agent); }
    std::string operator()(const WrapUpStarted& e) const {
        return say("wrap_up", e.agent) + " until @" + to_text(e.until - start_of_day);
    }
    std::string operator()(const WrapUpLengthened& e) const {
        return say("longer", e.agent) + " until @" + to_text(e.until - start_of_day);
    }
    std::string operator()(const WrapUpEnded& e) const { return say("wrapped_up", e.agent); }
};

inline std::vector<std::string> to_texts(const Effects& effects, const Cast& cast) {
    std::vector<std::string> texts;
    for (const Effect& effect : effects) texts.push_back(std::visit(EffectText{cast}, effect));
    return texts;
}

inline std::string joined(const std::vector<std::string>& texts) {
    std::string line;
    for (const std::string& text : texts) line += (line.empty() ? "" : "; ") + text;
    return line.empty() ? "nothing" : line;
}

}  // namespace parley::routing::testing
