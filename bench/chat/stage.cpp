#include "bench/chat/stage.hpp"

#include <fmt/format.h>

#include <chrono>
#include <stdexcept>
#include <thread>

namespace parley::bench {
namespace {

using boost::json::value;

constexpr std::string_view password = "a benchmark's password";
constexpr auto poll_every = std::chrono::milliseconds(100);
constexpr auto assigned_within = std::chrono::seconds(60);

std::string text_of(const value& object, std::string_view key) {
    return std::string(object.at(key).as_string());
}

std::string add_agent(Rest& boss, int number, const std::string& queue) {
    const std::string email = fmt::format("agent{}@bench.example", number);
    boss.call("POST", "/agents",
              fmt::format(R"({{"name":"Agent {}","email":"{}","password":"{}","role":"agent",)"
                          R"("capacity":100,"queue_ids":["{}"]}})",
                          number, email, password, queue));
    return email;
}

struct Desk {
    std::string agent_id;
    std::unique_ptr<Rest> rest;
};

// Accepts all that is offered to this agent now; how many that was.
int accept_offers(const Desk& desk) {
    std::vector<std::pair<std::string, std::int64_t>> offers;
    std::string cursor;
    do {
        const value page =
            desk.rest->call("GET", "/sessions?list=queue&limit=200&cursor=" + cursor);
        for (const value& session : page.at("items").as_array()) {
            const value& offer = session.at("offer");
            if (offer.is_null() || text_of(offer, "agent_id") != desk.agent_id) continue;
            offers.emplace_back(text_of(session, "id"), offer.at("number").as_int64());
        }
        const value& next = page.at("next_cursor");
        cursor = next.is_string() ? std::string(next.as_string()) : std::string();
    } while (!cursor.empty());
    for (const auto& [session, number] : offers) {
        desk.rest->call("POST", fmt::format("/sessions/{}/accept", session),
                        fmt::format(R"({{"offer":{}}})", number));
    }
    return static_cast<int>(offers.size());
}

Desk sign_in(const Address& address, const AgentLogin& login) {
    auto rest = std::make_unique<Rest>(address);
    const value me =
        rest->call("POST", "/sign-in",
                   fmt::format(R"({{"email":"{}","password":"{}"}})", login.email, login.password));
    return {text_of(me.at("agent"), "id"), std::move(rest)};
}

std::unique_ptr<Line> visitor_line(const Address& node, Rest& rest, const std::string& inbox_key) {
    const value made = rest.call("POST", "/visitors",
                                 fmt::format(R"({{"inbox_key":"{}","locale":"en"}})", inbox_key));
    auto line = std::make_unique<Line>(node, std::string());
    line->send(fmt::format(R"({{"type":"hello","protocol":1,"visitor":{{"visitor_id":"{}",)"
                           R"("secret":"{}","inbox_key":"{}"}}}})",
                           text_of(made, "visitor_id"), text_of(made, "secret"), inbox_key));
    line->wait_for("visitor_welcome");
    return line;
}

}  // namespace

House furnish(const Address& address, const HouseSize& size) {
    House house;
    house.nodes = {address};
    house.agents_per_inbox = size.agents_per_team;
    Rest boss(address);
    boss.call("POST", "/setup",
              fmt::format(R"({{"company":"Bench","locale":"en","time_zone":"UTC","name":"Boss",)"
                          R"("email":"boss@bench.example","password":"{}"}})",
                          password));
    int agents = 0;
    for (int team = 0; team < size.teams; ++team) {
        // The smallest share, so that the benchmark needs few agents for many sessions.
        const value queue = boss.call(
            "POST", "/queues",
            fmt::format(R"({{"name":"Team {}","share":1,"offer_seconds":300,"waiting_max":5000}})",
                        team));
        const std::string queue_id = text_of(queue, "id");
        const value inbox =
            boss.call("POST", "/inboxes",
                      fmt::format(R"({{"name":"Inbox {}","queue_id":"{}"}})", team, queue_id));
        house.inbox_keys.push_back(text_of(inbox, "public_key"));
        for (int each = 0; each < size.agents_per_team; ++each) {
            house.agents.push_back({add_agent(boss, agents++, queue_id), std::string(password)});
        }
    }
    return house;
}

Stage set_stage(const House& house, int conversations) {
    Stage stage;
    std::vector<Desk> desks;
    const auto node = [&](std::size_t turn) { return house.nodes[turn % house.nodes.size()]; };
    for (const AgentLogin& login : house.agents) {
        const Address at = node(desks.size());
        const Desk& desk = desks.emplace_back(sign_in(at, login));
        auto& line = stage.agents.emplace_back(std::make_unique<Line>(at, desk.rest->cookie()));
        line->send(R"({"type":"hello","protocol":1})");
        line->wait_for("welcome");
        line->send(R"({"type":"presence","presence":"ready"})");
    }
    Rest rest(house.nodes.front());
    for (int i = 0; i < conversations; ++i) {
        const auto& key = house.inbox_keys[static_cast<std::size_t>(i) % house.inbox_keys.size()];
        const Address at = node(static_cast<std::size_t>(i) / house.inbox_keys.size());
        stage.visitors.push_back(visitor_line(at, rest, key));
        stage.visitors.back()->send(R"({"type":"send","client_msg_id":"first","text":"hello"})");
    }
    const auto drop = [](std::string_view) {};
    const auto until = std::chrono::steady_clock::now() + assigned_within;
    int accepted = 0;
    while (accepted < conversations) {
        if (std::chrono::steady_clock::now() > until) {
            throw std::runtime_error(
                fmt::format("{} of {} sessions found an agent", accepted, conversations));
        }
        for (const Desk& desk : desks) accepted += accept_offers(desk);
        for (const auto& line : stage.agents) line->read(drop);
        for (const auto& line : stage.visitors) line->read(drop);
        std::this_thread::sleep_for(poll_every);
    }
    return stage;
}

}  // namespace parley::bench
