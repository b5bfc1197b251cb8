#include "http/wire/floor.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>

#include "app/floor.hpp"
#include "base/time_zone_files.hpp"
#include "codec/json.hpp"

namespace parley::wire {
namespace {

constexpr std::size_t agents = 500;
constexpr std::size_t queues = 20;
constexpr std::size_t sessions = 5'000;

FloorRows large(Rng& rng, Instant now) {
    FloorRows rows;
    for (std::size_t at = 0; at < queues; ++at) {
        Queue queue;
        queue.id = QueueId::make(now, rng);
        rows.queues.push_back(queue);
    }
    for (std::size_t at = 0; at < agents; ++at) {
        parley::Agent agent;
        agent.id = AgentId::make(now, rng);
        agent.queues = {rows.queues[at % queues].id};
        agent.presence = Presence::ready;
        rows.agents.push_back(agent);
    }
    for (std::size_t at = 0; at < sessions; ++at) {
        Conversation conversation;
        conversation.id = ConversationId::make(now, rng);
        parley::Session session;
        session.id = SessionId::make(now, rng);
        session.conversation = conversation.id;
        session.queue = rows.queues[at % queues].id;
        WorkItem item;
        item.id = WorkItemId::make(now, rng);
        item.session = session.id;
        item.queue = session.queue;
        item.entered_at = now - std::chrono::seconds(at);
        if (at < agents * 4) {  // As many as there is room for; the rest wait.
            item.state = WorkItemState::assigned;
            item.agent = rows.agents[at % agents].id;
            session.state = SessionState::assigned;
            session.agent = item.agent;
        }
        rows.conversations.push_back(conversation);
        rows.sessions.push_back(session);
        rows.work_items.push_back(item);
    }
    return rows;
}

TEST_CASE("a large floor is one small answer: all that waits in order, all that is served") {
    const Instant now = from_ms(1'750'000'000'000);
    SeededRng rng{7};
    TimeZoneFiles zones;
    const std::vector<ChannelManifest> channels;
    const app::Floor floor(large(rng, now), now, zones, channels);
    const auto began = std::chrono::steady_clock::now();
    const app::FloorView view = app::look_at(floor, now);
    const auto looked = std::chrono::steady_clock::now();
    const std::string json = codec::to_json(to_wire(view));
    const auto written = std::chrono::steady_clock::now();

    CHECK(view.agents.size() == agents);
    CHECK(view.queues.size() == queues);
    std::size_t seen = 0;
    for (const app::FloorAgent& agent : view.agents) seen += agent.served.size();
    for (const app::FloorQueue& queue : view.queues) {
        seen += queue.waiting.size();
        CHECK(std::ranges::is_sorted(queue.waiting, {}, &app::FloorItem::entered_at));
    }
    CHECK(seen == sessions);
    using Milliseconds = std::chrono::duration<double, std::milli>;
    MESSAGE(json.size(), " bytes; looked at in ", Milliseconds(looked - began).count(),
            " ms, written in ", Milliseconds(written - looked).count(), " ms");
    CHECK(json.size() < 1'000'000);
}

}  // namespace
}  // namespace parley::wire
