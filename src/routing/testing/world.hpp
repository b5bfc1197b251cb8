// Plays a scenario against an engine and says where it differs.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "routing/testing/names.hpp"
#include "routing/testing/rebuild.hpp"

namespace parley::routing::testing {

class World {
public:
    // Empty, or what went otherwise than the line says.
    std::string play(const ScriptLine& line) {
        if (std::string early = pass_until(line); !early.empty()) return early;
        now_ = start_of_day + line.at;
        std::vector<std::string> expected = line.expected;
        if (expected == std::vector<std::string>{"nothing"}) expected.clear();
        if (is_question(line)) return answer(line);
        const std::vector<std::string> got = to_texts(perform(line), cast_);
        if (got != expected) {
            return fmt::format("expected  {}\n     got  {}", joined(expected), joined(got));
        }
        return engine_.audit();
    }

    // The same events give the same effects, in another engine.
    std::string replay() const {
        Engine again(declared_.policy);
        for (const Recorded& step : recorded_) {
            const auto got = joined(to_texts(again.step(step.event, step.at), cast_));
            if (got != step.effects) return fmt::format("replayed {}, was {}", got, step.effects);
        }
        return {};
    }

private:
    struct Recorded {
        Event event;
        Instant at;
        std::string effects;
    };

    Effects step(const Event& event) {
        Effects effects = engine_.step(event, now_);
        for (const Effect& effect : effects) {
            if (const auto* offer = std::get_if<Offer>(&effect)) {
                offers_[{offer->item, offer->agent}] = offer->offer;
            }
        }
        if (!restarted_) recorded_.push_back({event, now_, joined(to_texts(effects, cast_))});
        return effects;
    }

    // What is due between two lines must not go unmentioned.
    std::string pass_until(const ScriptLine& line) {
        const Instant until = start_of_day + line.at;
        if (until < now_) throw ScriptError("time runs backwards");
        for (auto due = engine_.next_deadline(); due && *due < until;
             due = engine_.next_deadline()) {
            now_ = *due;
            const auto got = to_texts(step(Tick{}), cast_);
            if (!got.empty()) {
                return fmt::format("before it, at @{}, unlisted:  {}", to_text(now_ - start_of_day),
                                   joined(got));
            }
        }
        return {};
    }

    static std::vector<Need> to_needs(const std::string& text) {
        std::vector<Need> needs;
        for (const std::string& part : split(text, ',')) {
            const auto colon = part.find(':');
            const bool has_level = colon != std::string::npos;
            needs.push_back({part.substr(0, colon),
                             has_level ? static_cast<int>(to_number(part.substr(colon + 1))) : 1});
        }
        return needs;
    }

    Effects put_queue(const ScriptLine& line) {
        QueuePut put;
        put.queue = cast_.queues.id(line.word(1));
        if (const auto strategy = line.option("strategy")) {
            const auto known = enum_named<Strategy>(*strategy);
            if (!known) throw ScriptError("no such strategy");
            put.strategy = *known;
        }
        if (const auto needs = line.option("needs")) put.needs = to_needs(*needs);
        if (const auto length = line.option("offer")) put.offer_for = to_duration(*length);
        if (const auto length = line.option("wrap_up")) put.wrap_up = to_duration(*length);
        if (const auto most = line.option("max"))
            put.waiting_max = static_cast<std::size_t>(to_number(*most));
        if (const auto overflow = line.option("overflow")) {
            const auto slash = overflow->find('/');
            put.overflow = cast_.queues.id(overflow->substr(0, slash));
            if (slash != std::string::npos)
                put.overflow_after = to_duration(overflow->substr(slash + 1));
        }
        if (const auto length = line.option("answer")) put.answer_within = to_duration(*length);
        if (const auto length = line.option("hold")) put.hold_for = to_duration(*length);
        put.active = !line.has("inactive");
        put.offers = !line.has("picked");
        declare(declared_.queues, put, [&](const QueuePut& q) { return q.queue == put.queue; });
        return step(put);
    }

    // Adds a step to a queue declared before.
    Effects put_step(const ScriptLine& line) {
        const QueueId id = cast_.queues.id(line.word(1));
        const auto queue = std::find_if(declared_.queues.begin(), declared_.queues.end(),
                                        [&](const QueuePut& put) { return put.queue == id; });
        if (queue == declared_.queues.end()) throw ScriptError("a step of no queue");
        QueueStep step;
        const auto seconds = [](const std::string& text) {
            return static_cast<int>(to_duration(text) / 1s);
        };
        const auto number = [](const std::string& text) {
            return static_cast<int>(to_number(text));
        };
        const auto when = [&](const char* name, StepWhen measure, auto read) {
            const auto bounds = line.option(name);
            if (!bounds) return;
            const auto slash = bounds->find('/');
            step.when = measure;
            step.enter = read(bounds->substr(0, slash));
            if (slash != std::string::npos) step.leave = read(bounds->substr(slash + 1));
        };
        when("after", StepWhen::waited, seconds);
        when("expected", StepWhen::expected_wait, seconds);
        when("level", StepWhen::service_level, number);
        when("waiting", StepWhen::waiting, number);
        when("staffed", StepWhen::staffed, number);
        if (const auto last = line.option("last")) step.last = number(*last);
        if (const auto boost = line.option("boost")) step.boost_seconds = seconds(*boost);
        if (const auto relax = line.option("relax")) {
            for (const Need& need : to_needs(*relax))
                step.relax.push_back({need.skill, need.level});
        }
        if (const auto backups = line.option("backups")) {
            for (const std::string& name : split(*backups, ','))
                step.backups.push_back(cast_.queues.id(name));
        }
        queue->steps.push_back(step);
        return step_of(*queue);
    }
    Effects step_of(QueuePut put) { return step(put); }

    Effects put_agent(const ScriptLine& line) {
        AgentPut put;
        put.agent = cast_.agents.id(line.word(1));
        if (const auto skills = line.option("skills")) {
            for (const std::string& part : split(*skills, ',')) {
                const auto colon = part.find(':');
                const auto level =
                    colon == std::string::npos ? 5 : to_number(part.substr(colon + 1));
                put.skills.push_back({part.substr(0, colon), static_cast<int>(level)});
            }
        }
        if (const auto queues = line.option("queues")) {
            for (const std::string& name : split(*queues, ','))
                put.queues.push_back(cast_.queues.id(name));
        } else {
            for (const QueuePut& queue : declared_.queues) put.queues.push_back(queue.queue);
        }
        if (const auto capacity = line.option("capacity"))
            put.capacity = static_cast<int>(to_number(*capacity));
        for (const std::string& part : split(line.option("shares").value_or(""), ',')) {
            if (part.empty()) continue;
            const auto colon = part.find(':');
            put.shares.push_back({shares_.at(part.substr(0, colon)).kind,
                                  static_cast<int>(to_number(part.substr(colon + 1)))});
        }
        put.posts = to_posts(line, put.queues);
        put.active = !line.has("inactive");
        declare(declared_.agents, put, [&](const AgentPut& a) { return a.agent == put.agent; });
        Effects effects = step(put);
        if (line.has("ready")) {
            const Effects more = step(AgentPresence{put.agent, Presence::ready});
            effects.insert(effects.end(), more.begin(), more.end());
        }
        return effects;
    }

    // `rank` and `weight` hold in all their queues; `first` names queues in the order in which the
    // agent serves them.
    std::vector<Post> to_posts(const ScriptLine& line, const std::vector<QueueId>& queues) {
        std::vector<Post> posts;
        for (const QueueId queue : queues) {
            Post post{queue};
            if (const auto rank = line.option("rank"))
                post.rank = static_cast<int>(to_number(*rank));
            if (const auto weight = line.option("weight"))
                post.weight = static_cast<int>(to_number(*weight));
            posts.push_back(post);
        }
        int place = 0;
        for (const std::string& name : split(line.option("first").value_or(""), ',')) {
            ++place;
            for (Post& post : posts) {
                if (post.queue == cast_.queues.id(name)) post.precedence = place;
            }
        }
        return posts;
    }

    template <class Put, class Same>
    static void declare(std::vector<Put>& all, const Put& put, Same same) {
        const auto old = std::find_if(all.begin(), all.end(), same);
        if (old == all.end()) {
            all.push_back(put);
        } else {
            *old = put;
        }
    }

    Effects enter(const ScriptLine& line) {
        ItemEntered item;
        item.item = cast_.items.id(line.word(1));
        const auto kind = shares_.find(line.word(2));
        if (kind == shares_.end()) throw ScriptError("no such share: " + line.word(2));
        item.share = kind->second.share;
        item.interruptible = kind->second.interruptible;
        item.kind = kind->second.kind;
        item.queue =
            line.words.size() > 3 ? cast_.queues.id(line.word(3)) : declared_.queues.at(0).queue;
        item.entered_at = now_;
        if (const auto needs = line.option("needs")) item.needs = to_needs(*needs);
        if (const auto boost = line.option("boost")) item.boost = to_duration(*boost);
        if (const auto age = line.option("age")) item.entered_at = now_ - to_duration(*age);
        if (const auto agent = line.option("prefer")) item.preferred = cast_.agents.id(*agent);
        item.beyond_places = line.has("beyond");
        return step(item);
    }

    // Each agent answers the offer last made to them, late or not.
    template <class Answer>
    Effects answer_offer(const ScriptLine& line) {
        const WorkItemId item = cast_.items.id(line.word(1));
        const AgentId agent = cast_.agents.id(line.word(2));
        const auto number = line.option("offer");
        return step(Answer{item, agent, number ? to_number(*number) : offers_[{item, agent}]});
    }

    Effects take(const ScriptLine& line) {
        ItemTaken event;
        event.item = cast_.items.id(line.word(1));
        event.agent = cast_.agents.id(line.word(2));
        event.queue = declared_.queues.at(0).queue;
        if (line.words.size() > 3) event.share = shares_.at(line.word(3)).share;
        if (line.words.size() > 3) event.kind = shares_.at(line.word(3)).kind;
        event.beside = line.has("beside");
        return step(event);
    }

    Effects transfer(const ScriptLine& line) {
        ItemTransferred event{cast_.items.id(line.word(1)), {}, {}};
        const std::string& to = line.word(3);
        if (cast_.agents.knows(to)) {
            event.agent = cast_.agents.id(to);
        } else {
            event.queue = cast_.queues.id(to);
        }
        return step(event);
    }

    Effects restart() {
        std::vector<WorkItemId> items;
        for (const auto& [name, id] : cast_.items.all()) items.push_back(id);
        engine_ = rebuilt(engine_, declared_, items, now_);
        restarted_ = true;
        return step(Tick{});
    }

    Effects set_policy(const ScriptLine& line) {
        if (const auto hold = line.option("hold"))
            declared_.policy.preferred_hold = to_duration(*hold);
        if (const auto most = line.option("boost_max"))
            declared_.policy.boost_max = to_duration(*most);
        engine_ = Engine(declared_.policy);
        return {};
    }

    Effects perform(const ScriptLine& line) {
        const std::string& verb = line.word(0);
        if (verb == "policy") return set_policy(line);
        if (verb == "share") {
            shares_[line.word(1)] = {static_cast<int>(to_number(line.word(2))),
                                     line.has("interruptible"),
                                     static_cast<int>(shares_.size()) + 1};
            return {};
        }
        if (verb == "queue") return put_queue(line);
        if (verb == "step") return put_step(line);
        if (verb == "agent") return put_agent(line);
        if (verb == "enter") return enter(line);
        if (verb == "leave") return step(ItemLeft{cast_.items.id(line.word(1))});
        if (verb == "accept") return answer_offer<OfferAccepted>(line);
        if (verb == "decline") return answer_offer<OfferDeclined>(line);
        if (verb == "release") return step(ItemReleased{cast_.items.id(line.word(1))});
        if (verb == "reclaim") return step(ItemReclaimed{cast_.items.id(line.word(1))});
        if (verb == "take") return take(line);
        if (verb == "transfer") return transfer(line);
        if (verb == "done") return step(WrapUpDone{cast_.agents.id(line.word(1))});
        if (verb == "longer")
            return step(WrapUpExtended{cast_.agents.id(line.word(1)), to_duration(line.word(2))});
        if (verb == "wait") return step(Tick{});
        if (verb == "restart") return restart();
        if (const auto presence = enum_named<Presence>(verb)) {
            return step(AgentPresence{cast_.agents.id(line.word(1)), *presence});
        }
        throw ScriptError("no such event: " + verb);
    }

    static bool is_question(const ScriptLine& line) {
        return line.words.size() > 2 && line.word(2) == "=";
    }

    std::string answer(const ScriptLine& line) {
        const std::string& asked = line.word(0);
        const std::string& name = line.word(1);
        std::string got;
        if (asked == "position") {
            const auto position = engine_.position(cast_.items.id(name));
            got = position ? std::to_string(*position) : "none";
        } else if (asked == "waiting") {
            got = std::to_string(engine_.waiting(cast_.queues.id(name)));
        } else if (asked == "staffed") {
            got = std::to_string(engine_.staffed(cast_.queues.id(name)));
        } else if (asked == "load") {
            got = std::to_string(engine_.agent_load(cast_.agents.id(name)));
        } else if (asked == "state") {
            const auto item = engine_.item(cast_.items.id(name));
            got = item ? std::string(name_of(item->state)) : "gone";
        } else if (asked == "asks") {
            got = asks(name);
        } else if (asked == "steps") {
            got = steps(name);
        } else if (asked == "wait") {
            const auto wait = engine_.expected_wait(cast_.items.id(name));
            got = wait ? fmt::format("{}..{}{}", in_seconds(wait->least), in_seconds(wait->most),
                                     wait->longer ? " longer" : "")
                       : "unknown";
        } else if (asked == "why") {
            got = why(name);
        } else {
            throw ScriptError("no such question: " + asked);
        }
        std::string expected;
        for (std::size_t i = 3; i < line.words.size(); ++i) {
            expected += (expected.empty() ? "" : " ") + line.words[i];
        }
        return got == expected ? "" : fmt::format("expected  {}\n     got  {}", expected, got);
    }

    static std::string in_seconds(Duration length) {
        return std::to_string((length.count() + 500) / 1'000) + "s";
    }

    std::string asks(const std::string& name) {
        const auto told = engine_.explain(cast_.items.id(name));
        std::string got;
        for (const Need& need : told ? told->asks : std::vector<Need>{})
            got += fmt::format("{}{}:{}", got.empty() ? "" : ",", need.skill, need.level);
        return got.empty() ? "nothing" : got;
    }

    std::string steps(const std::string& name) {
        const auto told = engine_.explain(cast_.items.id(name));
        std::string got;
        for (const int step : told ? told->steps : std::vector<int>{})
            got += fmt::format("{}{}", got.empty() ? "" : ",", step);
        return got.empty() ? "none" : got;
    }

    std::string why(const std::string& name) {
        const auto told = engine_.explain(cast_.items.id(name));
        if (!told) return "gone";
        std::vector<std::string> parts;
        const auto count = [&](std::string_view what, std::size_t many) {
            if (many > 0) parts.push_back(fmt::format("{}:{}", what, many));
        };
        count("off_duty", told->agents.off_duty);
        count("lacks_skill", told->agents.lacks_skill);
        count("wrapping_up", told->agents.wrapping_up);
        count("no_room", told->agents.no_room);
        for (const Need& need : told->unmet) parts.push_back("unmet:" + need.skill);
        if (told->next) {
            parts.push_back(fmt::format("{}:@{}", name_of(told->next->kind),
                                        to_text(told->next->at - start_of_day)));
        }
        std::string line;
        for (const std::string& part : parts) line += (line.empty() ? "" : " ") + part;
        return line;
    }

    struct Share {
        int share = 0;
        bool interruptible = false;
        int kind = 0;
    };

    Cast cast_;
    Declarations declared_;
    std::map<std::string, Share> shares_;
    Engine engine_;
    Instant now_ = start_of_day;
    std::map<std::pair<WorkItemId, AgentId>, std::int64_t> offers_;
    std::vector<Recorded> recorded_;  // Until a restart.
    bool restarted_ = false;
};

}  // namespace parley::routing::testing
