// Addresses: IPv6, a second one, all of the machine's, and what others know us by.
#include "voice/sip/testing.hpp"
#include "voice/sip/testing_peer.hpp"

namespace parley::voice {
namespace {

using namespace testing;  // NOLINT

void check_call(Station& here, Station& there, const TrunkTerms& out) {
    here.stack.set_trunk(out);
    here.ear.wait("trunk_changed", [](const Told& one) { return one.state == TrunkState::up; });
    const DialogueKey ours = here.stack.dial(call_to(out.trunk));
    const DialogueKey theirs = there.ear.wait("invited").dialogue;
    there.stack.accept(theirs, answer_sdp);
    here.ear.wait("answered", ours);
    there.ear.wait("confirmed", theirs);
    there.stack.hang_up(theirs);
    CHECK(here.ear.ending(ours).cause == LegCause::hung_up);
}

TEST_CASE("calls go over IPv6, by UDP and TCP") {
    for (const SipTransport transport : {SipTransport::udp, SipTransport::tcp}) {
        Station here(at("::1"));
        Station there(at("::1", true));
        check_call(here, there, trunk_to(there.options, transport));
    }
}

TEST_CASE("a second address is listened at, and called from") {
    SipOptions options = at("127.0.18.1");
    options.second_address = "::1";
    Station here(options);
    Station over_v4(at("127.0.18.2", true));
    Station over_v6(at("::1", true));
    check_call(here, over_v4, trunk_to(over_v4.options));
    check_call(here, over_v6, trunk_to(over_v6.options));
    Station back(at("::1"));
    SipOptions here_v6 = options;
    here_v6.address = "::1";
    here.stack.set_trunk(trunk_to(back.options));
    TrunkTerms out = trunk_to(here_v6);
    check_call(back, here, out);
}

// What a trunk at `peer_address` is told of where we are: Via and Contact of an INVITE.
std::pair<std::string, std::string> shown(const SipOptions& options, const char* peer_address) {
    Station here(options);
    SipOptions reached = options;
    reached.address = "127.0.0.1";
    Peer peer(peer_address, reached);
    TrunkTerms trunk = trunk_to(options);
    trunk.host = peer_address;
    trunk.port = peer.port();
    here.stack.set_trunk(trunk);
    here.stack.dial(call_to(trunk.trunk));
    const std::string invite = peer.receive_any("INVITE");
    peer.respond(invite, 486);
    here.ear.wait("ended");
    return {header(invite, "Via"), header(invite, "Contact")};
}

TEST_CASE("others are told the public address, where there is one") {
    SipOptions options = at("127.0.18.1");
    options.public_address = "203.0.113.9";
    const auto [via, contact] = shown(options, "127.0.18.3");
    CHECK(via.starts_with(fmt::format("SIP/2.0/UDP 203.0.113.9:{};", options.port)));
    CHECK(via.find("rport") != std::string::npos);
    CHECK(contact == fmt::format("<sip:203.0.113.9:{}>", options.port));
    options = at("127.0.18.1");
    options.public_address = "sip.example.test";
    CHECK(shown(options, "127.0.18.3").second ==
          fmt::format("<sip:sip.example.test:{}>", options.port));
}

TEST_CASE("who listens at all addresses says the one that a call leaves by") {
    const SipOptions options = at("0.0.0.0");
    const auto [via, contact] = shown(options, "127.0.18.3");
    CHECK(contact == fmt::format("<sip:127.0.0.1:{}>", options.port));
    CHECK(via.find("0.0.0.0") == std::string::npos);
}

TEST_CASE("an answer goes where the request came from, whatever it says of that") {
    Station station(at("127.0.18.1", true));
    Peer peer("127.0.18.2", station.options);
    Peer::Request request;
    request.method = "OPTIONS";
    std::string text = peer.text_of(request);
    const auto own = fmt::format("127.0.18.2:{}", peer.port());
    text.replace(text.find(own), own.size(), "10.255.255.1:9");
    peer.send(text);
    const std::string answer = peer.receive();
    CHECK(status_of(answer) == 200);
    CHECK(header(answer, "Via").find(fmt::format("received=127.0.18.2")) != std::string::npos);
    CHECK(header(answer, "Via").find(fmt::format("rport={}", peer.port())) != std::string::npos);
}

}  // namespace
}  // namespace parley::voice
