// Strangers: what they learn, when they are banned, and whom a ban never meets.
#include "voice/sip/ban_list.hpp"
#include "voice/sip/doorkeeper.hpp"
#include "voice/sip/testing.hpp"
#include "voice/sip/testing_peer.hpp"

namespace parley::voice {
namespace {

using namespace testing;  // NOLINT

constexpr int strangers_max = BanList::allowances[0].count;
constexpr int wrong_max = BanList::allowances[1].count;
constexpr int malformed_max = BanList::allowances[2].count;

Peer::Request asking(const std::string& method, const std::string& call_id) {
    Peer::Request request;
    request.method = method;
    request.call_id = call_id;
    return request;
}

TEST_CASE("a stranger's OPTIONS and the like are not answered at all; INVITE and REGISTER alike") {
    Station station(at("127.0.16.1"));
    Peer peer("127.0.16.2", station.options);
    for (const char* method :
         {"OPTIONS", "SUBSCRIBE", "MESSAGE", "REFER", "NOTIFY", "PUBLISH", "FOO"}) {
        CAPTURE(method);
        peer.send(peer.text_of(asking(method, method)));
        CHECK(peer.receive(200).empty());
    }
    CHECK(status_of(peer.ask(asking("INVITE", "invite"))) == 401);
    CHECK(status_of(peer.ask(asking("REGISTER", "register"))) == 401);
    peer.send("INVITE sip:4001@127.0.16.1 SIP/2.0\r\nVia: nonsense\r\n\r\n");
    CHECK(peer.receive(200).empty());
}

TEST_CASE("a scanner is banned, told of once, and hears nothing more; others do") {
    Station station(at("127.0.16.1"));
    Peer peer("127.0.16.2", station.options);
    for (int count = 0; count < strangers_max; ++count)
        REQUIRE(status_of(peer.ask(asking("REGISTER", fmt::format("scan-{}", count)))) == 401);
    peer.ask(asking("REGISTER", "one-more"));
    const Told told = station.ear.wait("banned");
    CHECK(told.text == "127.0.16.2");
    CHECK(told.reason == "scanner");
    CHECK(told.ending.status == 120);  // Seconds: what comes in datagrams may be forged.
    while (!peer.receive(300).empty()) {
    }
    for (const char* method : {"REGISTER", "INVITE", "OPTIONS"}) {
        peer.send(peer.text_of(asking(method, method)));
        CHECK(peer.receive(200).empty());
    }
    Peer other("127.0.16.3", station.options);
    CHECK(status_of(other.ask(asking("REGISTER", "other"))) == 401);
    CHECK(station.ear.count("banned") == 0);
}

TEST_CASE("who tries passwords is banned for long") {
    Station station(at("127.0.16.1"));
    station.stack.set_phone(phone_of("ann", "secret"));
    Peer peer("127.0.16.2", station.options);
    for (int count = 0; count <= wrong_max; ++count) {
        Peer::Request request = asking("REGISTER", fmt::format("crack-{}", count));
        request.headers = authorization(peer.ask(request), "REGISTER",
                                        count % 2 == 0 ? "ann" : "bob", fmt::format("{}", count));
        request.cseq = 2;
        peer.send(peer.text_of(request));
        if (count < wrong_max) REQUIRE(status_of(peer.receive()) == 401);
    }
    const Told told = station.ear.wait("banned");
    CHECK(told.reason == "wrong_credentials");
    CHECK(told.ending.status == 3'600);
}

TEST_CASE("a flood of what cannot be understood is banned") {
    Station station(at("127.0.16.1"));
    Peer peer("127.0.16.2", station.options);
    for (int count = 0; count <= malformed_max; ++count)
        peer.send("OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h\r\nCSeq: what\r\n\r\n");
    CHECK(station.ear.wait("banned").reason == "flood");
}

TEST_CASE("a trunk's address is never banned, whoever forges it") {
    Station station(at("127.0.16.1"));
    TrunkTerms trunk = trunk_to(station.options);
    trunk.host = "127.0.16.4";
    station.stack.set_trunk(trunk);
    Peer peer("127.0.16.4", station.options);
    for (int count = 0; count < 2 * strangers_max; ++count) {
        peer.send(peer.text_of(asking("REGISTER", fmt::format("forged-{}", count))));
        peer.send("OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h\r\nCSeq: what\r\n\r\n");
    }
    while (!peer.receive(300).empty()) {
    }
    CHECK(station.ear.count("banned") == 0);
    CHECK(status_of(peer.ask(asking("OPTIONS", "health"))) == 200);
    peer.send(peer.text_of(asking("INVITE", "call")));
    station.ear.wait("invited");
}

TEST_CASE("where a phone is at home nobody is banned: one user is not believed any more") {
    Station station(at("127.0.16.1"));
    const PhoneTerms ann = phone_of("ann", "secret");
    station.stack.set_phone(ann);
    station.stack.set_phone(phone_of("bob", "word"));
    Peer peer("127.0.16.2", station.options);
    int number = 0;
    const auto registers = [&](const std::string& user, const std::string& password) {
        Peer::Request request = asking("REGISTER", fmt::format("home-{}", ++number));
        request.user = request.from_user = user;
        request.headers = authorization(peer.ask(request), "REGISTER", user, password);
        request.cseq = 2;
        return status_of(peer.ask(request));
    };
    REQUIRE(registers("ann", "secret") == 200);
    for (int count = 0; count <= wrong_max; ++count) CHECK(registers("bob", "guess") == 401);
    CHECK(registers("bob", "word") == 401);
    CHECK(registers("ann", "secret") == 200);
    for (int count = 0; count < 2 * strangers_max; ++count)
        REQUIRE(status_of(peer.ask(asking("REGISTER", fmt::format("again-{}", count)))) == 401);
    CHECK(station.ear.count("banned") == 0);
}

TEST_CASE("a ban is lifted for whom is made a trunk") {
    Station station(at("127.0.16.1"));
    Peer peer("127.0.16.2", station.options);
    for (int count = 0; count <= strangers_max; ++count)
        peer.send(peer.text_of(asking("REGISTER", fmt::format("scan-{}", count))));
    station.ear.wait("banned");
    TrunkTerms trunk = trunk_to(station.options);
    trunk.host = "127.0.16.2";
    station.stack.set_trunk(trunk);
    while (!peer.receive(300).empty()) {
    }
    peer.send(peer.text_of(asking("INVITE", "call")));
    CHECK(station.ear.wait("invited").arrival.trunk == trunk.trunk);
}

TEST_CASE("who forges a trunk's address takes no more than so many answers a second of us") {
    Station station(at("127.0.16.1"));
    TrunkTerms trunk = trunk_to(station.options);
    trunk.host = "127.0.16.4";
    station.stack.set_trunk(trunk);
    Peer peer("127.0.16.4", station.options);
    constexpr int asked = 3 * Doorkeeper::questions_per_second_max;
    int answered = 0;
    for (int count = 0; count < asked; ++count) {
        peer.send(peer.text_of(asking("OPTIONS", fmt::format("forged-{}", count))));
        if (count % 100 == 99)
            while (!peer.receive(1).empty()) ++answered;
    }
    while (!peer.receive(200).empty()) ++answered;
    CHECK(answered >= Doorkeeper::questions_per_second_max / 2);  // Datagrams get lost.
    CHECK(answered <= 2 * Doorkeeper::questions_per_second_max);
}

TEST_CASE("all strangers together are answered so often in a second, and no more") {
    Station station(at("127.0.16.1"));
    constexpr int peers = 12;
    constexpr int each = 40;
    int answered = 0;
    std::vector<std::unique_ptr<Peer>> all;
    for (int number = 0; number < peers; ++number)
        all.push_back(
            std::make_unique<Peer>(fmt::format("127.0.16.{}", 20 + number), station.options));
    for (int count = 0; count < each; ++count)
        for (const auto& peer : all)
            peer->send(peer->text_of(asking("REGISTER", fmt::format("many-{}", count))));
    for (const auto& peer : all)
        while (!peer->receive(200).empty()) ++answered;
    CHECK(answered >= Doorkeeper::strangers_per_second_max / 2);  // Datagrams get lost.
    CHECK(answered <= 2 * Doorkeeper::strangers_per_second_max);
    CHECK(answered < peers * each);
}

}  // namespace
}  // namespace parley::voice
