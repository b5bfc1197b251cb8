// Yardsticks: how other software gives out calls, from its documented rules, in code of our own.
//
//   FreeSWITCH mod_callcenter   looks every 100 ms; all waiting members of all queues by score
//                               (seconds waited and base score); the agent by longest idle,
//                               round robin, or least talk time
//   Asterisk app_queue          every caller tries once a second, in their own queue only, as soon
//                               as they stand no further back than agents are free there; the agent
//                               by rrmemory, leastrecent, fewestcalls, or linear
//   OpenSIPS call_center        one list of all calls, a timer of one second; the longest idle
//
// None of them adds agents to a caller who waits long: an overflow is a new place at the end of the
// back-up queue (how their dial plans do it). Needs of an item beyond its queue's are taken as a
// queue of their own with the agents who meet them. Boosts are FreeSWITCH's base score, and a
// priority for Asterisk and OpenSIPS (the higher first, whatever the wait).
// Sources: FreeSWITCH documentation, mod_callcenter; Asterisk's queues.conf.sample and the
// documentation of the application Queue; OpenSIPS documentation, module call_center.
#pragma once

#include <array>
#include <string_view>

#include "simulation/floor.hpp"
#include "simulation/router.hpp"

namespace parley::simulation {

enum class PollingKind {
    freeswitch_longest_idle,
    freeswitch_round_robin,
    freeswitch_least_talk_time,
    asterisk_rrmemory,
    asterisk_leastrecent,
    asterisk_fewestcalls,
    asterisk_linear,
    opensips,
};
inline constexpr std::array<std::string_view, 8> polling_names{"freeswitch longest-idle-agent",
                                                               "freeswitch round-robin",
                                                               "freeswitch least-talk-time",
                                                               "asterisk rrmemory",
                                                               "asterisk leastrecent",
                                                               "asterisk fewestcalls",
                                                               "asterisk linear",
                                                               "opensips call_center"};

class PollingRouter final : public Router {
public:
    PollingRouter(const Floor& floor, PollingKind kind, Instant start);

    bool enter(ItemRef item, std::uint32_t kind, Instant now) override;
    void leave(ItemRef item, Instant now) override;
    void release(ItemRef item, std::uint32_t agent, Instant now) override;
    void duty(std::uint32_t agent, bool on, Instant now) override;
    std::optional<Instant> next_deadline() const override;
    void tick(Instant now) override;

private:
    struct Waiting {
        ItemRef item;
        std::uint32_t kind = 0;
        std::uint32_t queue = 0;
        Instant joined;    // This queue.
        Instant next_try;  // Of Asterisk's caller.
        Duration boost{};
    };
    struct Agent {
        bool on_duty = false;
        bool busy = false;
        Instant idle_since;
        Instant given_at;
        Duration talked{};
        std::uint64_t calls = 0;
        std::uint64_t last_turn = 0;  // Of the round robin, by when they were last asked.
    };

    bool is_asterisk() const {
        return kind_ >= PollingKind::asterisk_rrmemory && kind_ < PollingKind::opensips;
    }
    bool can_serve(std::uint32_t agent, const Waiting& waiting) const;
    bool is_free(std::uint32_t agent) const {
        return agents_[agent].on_duty && !agents_[agent].busy;
    }
    bool comes_before(const Waiting& a, const Waiting& b) const;
    std::size_t free_agents(const Waiting& waiting) const;
    // No agent: none is free for it.
    std::optional<std::uint32_t> choose(const Waiting& waiting) const;
    bool is_asked_before(std::uint32_t a, std::uint32_t b) const;
    void give(std::size_t at, std::uint32_t agent, Instant now);
    void overflow(Instant now);
    void serve(Instant now);

    Floor floor_;
    PollingKind kind_;
    Duration period_;
    std::vector<std::vector<std::vector<bool>>> able_;  // By queue, kind, agent.
    std::vector<Waiting> waiting_;                      // In the order they are looked at.
    std::vector<Agent> agents_;
    std::uint64_t turns_ = 0;
    Instant last_;
};

}  // namespace parley::simulation
