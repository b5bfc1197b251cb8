// Trunks: registered at, asked after, lost and found again.
#include "voice/sip/testing.hpp"
#include "voice/sip/testing_peer.hpp"

namespace parley::voice {
namespace {

using namespace testing;  // NOLINT

bool is_up(const Told& told) { return told.state == TrunkState::up; }

// A carrier at which we register: another stack, to which we are a phone.
struct Registered {
    Registered() : here(at("127.0.13.1")), carrier(at("127.0.13.2")) {
        account = phone_of("account", "secret");
        carrier.stack.set_phone(account);
        trunk = trunk_to(carrier.options);
        trunk.user = "account";
        trunk.password = "secret";
        trunk.registers = true;
    }
    Station here;
    Station carrier;
    PhoneTerms account;
    TrunkTerms trunk;
};

TEST_CASE("a trunk is registered at, calls come and go by it, and it is taken back") {
    for (const SipTransport transport : {SipTransport::udp, SipTransport::tcp}) {
        Registered both;
        both.trunk.transport = transport;
        both.here.stack.set_trunk(both.trunk);
        both.here.ear.wait("trunk_changed", is_up);
        CHECK(both.carrier.ear.wait("phone_changed").registered);

        const DialogueKey ours = both.here.stack.dial(call_to(both.trunk.trunk, "4002"));
        const Arrival out = both.carrier.ear.wait("invited").arrival;
        CHECK(out.phone == both.account.phone);
        CHECK(out.called == "4002");
        both.carrier.stack.accept(out.dialogue, answer_sdp);
        both.here.ear.wait("answered", ours);
        both.here.stack.hang_up(ours);
        CHECK(both.carrier.ear.ending(out.dialogue).cause == LegCause::hung_up);

        Dialling to_us = call_to({});
        to_us.phone = both.account.phone;
        const DialogueKey theirs = both.carrier.stack.dial(to_us);
        const Arrival in = both.here.ear.wait("invited").arrival;
        CHECK(in.trunk == both.trunk.trunk);
        both.here.stack.accept(in.dialogue, answer_sdp);
        both.carrier.ear.wait("answered", theirs);
        both.carrier.stack.hang_up(theirs);
        CHECK(both.here.ear.ending(in.dialogue).cause == LegCause::hung_up);

        both.here.stack.forget_trunk(both.trunk.trunk);
        CHECK_FALSE(both.carrier.ear.wait("phone_changed").registered);
    }
}

TEST_CASE("a trunk that will not have our credentials is refused, and taken with the right ones") {
    Registered both;
    both.trunk.password = "wrong";
    both.here.stack.set_trunk(both.trunk);
    const Told told = both.here.ear.wait("trunk_changed");
    CHECK(told.state == TrunkState::refused);
    CHECK(told.reason == "401 Unauthorized");
    CHECK(both.here.ear.ending(both.here.stack.dial(call_to(both.trunk.trunk))).cause ==
          LegCause::refused);
    both.trunk.password = "secret";
    both.here.stack.set_trunk(both.trunk);
    both.here.ear.wait("trunk_changed", is_up);
}

TEST_CASE("a trunk with a name is found by it, and asked by it") {
    Station here(at("127.0.0.1"));
    SipOptions there = at("127.0.0.1");
    Peer peer("127.0.0.1", here.options);
    TrunkTerms trunk = trunk_to(there);
    trunk.host = "localhost";
    trunk.port = peer.port();
    here.stack.set_trunk(trunk);
    const std::string options = peer.receive_any("OPTIONS");
    CHECK(options.starts_with(fmt::format("OPTIONS sip:localhost:{} ", peer.port())));
    CHECK(header(options, "User-Agent") == "Parley");
    const std::string route = fmt::format("<sip:127.0.0.1:{};transport=udp;lr>", peer.port());
    CHECK(header(options, "Route") == route);
    peer.respond(options, 404);
    here.ear.wait("trunk_changed", is_up);
    here.stack.dial(call_to(trunk.trunk, "4001"));
    const std::string invite = peer.receive_any("INVITE");
    CHECK(invite.starts_with(fmt::format("INVITE sip:4001@localhost:{} ", peer.port())));
    CHECK(header(invite, "Route") == route);
    CHECK(header(invite, "From").find("<sip:+4930111@localhost") != std::string::npos);
    peer.respond(invite, 486);
}

TEST_CASE("a trunk is down when it does not answer or says so, and up again when it does") {
    SipOptions options = at("127.0.13.1");
    options.options_every = 300ms;
    Station here(options);
    Peer peer("127.0.13.3", options);
    TrunkTerms trunk = trunk_to(options);
    trunk.host = "127.0.13.3";
    trunk.port = peer.port();
    here.stack.set_trunk(trunk);
    peer.respond(peer.receive_any("OPTIONS"), 200);
    here.ear.wait("trunk_changed", is_up);
    peer.respond(peer.receive_any("OPTIONS"), 503);
    const Told busy = here.ear.wait("trunk_changed");
    CHECK(busy.state == TrunkState::down);
    CHECK(busy.reason == "503 Word");
    peer.respond(peer.receive_any("OPTIONS", 8'000), 200);
    here.ear.wait("trunk_changed", is_up);
    const Told silent = here.ear.wait("trunk_changed");  // Nobody answers now.
    CHECK(silent.state == TrunkState::down);
    CHECK(silent.reason == "no_answer");
}

TEST_CASE("a host that nobody knows is told as such") {
    Station here(at("127.0.13.1"));
    TrunkTerms trunk = trunk_to(here.options);
    trunk.host = "no-such-host.invalid";
    here.stack.set_trunk(trunk);
    const Told told = here.ear.wait("trunk_changed", {}, 15s);
    CHECK(told.state == TrunkState::down);
    CHECK(told.reason == "unknown_host");
}

TEST_CASE("calls are taken from a trunk's sources, and from nobody beside them") {
    Station here(at("127.0.13.1"));
    TrunkTerms trunk = trunk_to(here.options);
    trunk.host = "127.0.13.9";
    trunk.sources = {"127.0.13.16/30", "127.0.13.40"};
    here.stack.set_trunk(trunk);
    Peer::Request call;
    for (const char* address : {"127.0.13.17", "127.0.13.40"}) {
        Peer peer(address, here.options);
        call.call_id = address;
        peer.send(peer.text_of(call));
        const Arrival arrival = here.ear.wait("invited").arrival;
        CHECK(arrival.trunk == trunk.trunk);
        here.stack.refuse(arrival.dialogue, 404);
        CHECK(status_of(peer.receive()) == 404);
    }
    for (const char* address : {"127.0.13.20", "127.0.13.9", "127.0.13.41"}) {
        Peer peer(address, here.options);
        call.call_id = address;
        CHECK(status_of(peer.ask(call)) == 401);
    }
    CHECK(here.ear.count("invited") == 0);
}

TEST_CASE("of trunks at one address a call is whose account it asks for") {
    Station here(at("127.0.13.1"));
    Peer peer("127.0.13.3", here.options);
    TrunkTerms first = trunk_to(here.options);
    first.host = "127.0.13.3";
    first.user = "first";
    TrunkTerms second = first;
    second.trunk = some_id<TrunkId>();
    second.user = "second";
    here.stack.set_trunk(first);
    here.stack.set_trunk(second);
    for (const TrunkTerms* trunk : {&first, &second}) {
        Peer::Request call;
        call.user = "+49301";
        call.target = fmt::format("sip:{}@127.0.13.1:{}", trunk->user, here.options.port);
        call.call_id = trunk->user;
        peer.send(peer.text_of(call));
        const Arrival arrival = here.ear.wait("invited").arrival;
        CHECK(arrival.trunk == trunk->trunk);
        CHECK(arrival.called == "+49301");  // Whom they want is in To.
    }
}

}  // namespace
}  // namespace parley::voice
