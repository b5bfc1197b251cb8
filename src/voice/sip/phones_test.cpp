// Phones register, call and are called; who is none learns nothing.
#include "voice/sip/testing.hpp"
#include "voice/sip/testing_peer.hpp"

namespace parley::voice {
namespace {

using namespace testing;  // NOLINT

struct Desk {
    Desk() : station(at("127.0.11.1")), ann(phone_of("ann", "secret")) {
        station.stack.set_phone(ann);
    }

    // 200, or what refused it.
    std::string registers(Peer& peer, const std::string& user, const std::string& password,
                          DigestHash hash = DigestHash::md5, int expires = 300, int cseq = 1) {
        Peer::Request request = registration(user, expires, cseq);
        const std::string challenge = peer.ask(request);
        REQUIRE(status_of(challenge) == 401);
        ++request.cseq;
        request.headers += authorization(challenge, "REGISTER", user, password, hash);
        return peer.ask(request);
    }
    Peer::Request registration(const std::string& user, int expires = 300, int cseq = 1) const {
        Peer::Request request;
        request.method = "REGISTER";
        request.target = "sip:parley";
        request.user = request.from_user = user;
        static int registrations = 0;
        request.call_id = fmt::format("registration-{}-{}", user, ++registrations);
        request.cseq = cseq;
        request.headers = fmt::format("Expires: {}\r\nUser-Agent: Peer 1\r\n", expires);
        return request;
    }

    Station station;
    PhoneTerms ann;
};

TEST_CASE("a phone registers by either algorithm, is told of, and unregisters") {
    Desk desk;
    Peer peer("127.0.11.2", desk.station.options);
    for (const DigestHash hash : {DigestHash::md5, DigestHash::sha256}) {
        const std::string taken = desk.registers(peer, "ann", "secret", hash);
        CHECK(status_of(taken) == 200);
        CHECK(header(taken, "Contact").find(peer.uri() + ">;expires=300") != std::string::npos);
        const Told told = desk.station.ear.wait("phone_changed");
        CHECK(told.registered);
        CHECK(told.phone == desk.ann.phone);
        CHECK(told.text == "127.0.11.2");
        CHECK(told.reason == "Peer 1");
        const std::string gone = desk.registers(peer, "ann", "secret", hash, 0, 10);
        CHECK(status_of(gone) == 200);
        CHECK(header(gone, "Contact").empty());
        CHECK_FALSE(desk.station.ear.wait("phone_changed").registered);
    }
}

// All but what is made anew each time: branch, tags, nonces.
std::string without_chance(std::string text, const std::string& user) {
    for (const char* name : {"branch=", "tag=", "nonce=\"", "Call-ID: ", "CSeq: "}) {
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
            const auto begin = at + std::strlen(name);
            text.erase(begin, text.find_first_of("\";\r", begin) - begin);
        }
    }
    for (auto at = text.find(user); at != std::string::npos; at = text.find(user))
        text.replace(at, user.size(), "USER");
    return text;
}

TEST_CASE("an unknown user and a wrong password are answered the same, byte for byte") {
    Desk desk;
    for (const DigestHash hash : {DigestHash::md5, DigestHash::sha256}) {
        Peer peer("127.0.11.2", desk.station.options);
        const std::string wrong = desk.registers(peer, "ann", "guess", hash);
        const std::string unknown = desk.registers(peer, "bob", "guess", hash);
        CHECK(status_of(wrong) == 401);
        CHECK(without_chance(wrong, "ann") == without_chance(unknown, "bob"));
        CHECK(wrong.find("stale") == std::string::npos);
        CHECK(wrong.find("sofia") == std::string::npos);
        Peer::Request call;
        call.call_id = fmt::format("call-{}", name_of(hash));
        const std::string called = peer.ask(call);
        CHECK(status_of(called) == 401);
    }
}

TEST_CASE("credentials cannot be used twice, nor from elsewhere") {
    Desk desk;
    Peer peer("127.0.11.2", desk.station.options);
    Peer::Request request = desk.registration("ann");
    const std::string challenge = peer.ask(request);
    request.headers += authorization(challenge, "REGISTER", "ann", "secret");
    request.cseq = 2;
    REQUIRE(status_of(peer.ask(request)) == 200);
    request.cseq = 3;
    const std::string again = peer.ask(request);
    CHECK(status_of(again) == 401);
    CHECK(header(again, "WWW-Authenticate").find("stale=true") != std::string::npos);
    Peer other("127.0.11.3", desk.station.options);
    request.cseq = 4;
    CHECK(status_of(other.ask(request)) == 401);
}

TEST_CASE("a phone calls: it is known by its digest, and who it says it is does not matter") {
    Desk desk;
    Peer peer("127.0.11.2", desk.station.options);
    Peer::Request call;
    call.user = "4002";
    const std::string challenge = peer.ask(call);
    REQUIRE(status_of(challenge) == 401);
    call.method = "ACK";
    call.to_tag = tag_of(challenge);
    call.branch = header(challenge, "Via").substr(header(challenge, "Via").find("branch=") + 7);
    call.branch = call.branch.substr(0, call.branch.find(';'));
    peer.send(peer.text_of(call));
    call = {};
    call.user = "4002";
    call.cseq = 2;
    call.headers =
        authorization(challenge, "INVITE", "ann", "secret") + "Content-Type: application/sdp\r\n";
    call.body = "v=0\r\n";
    peer.send(peer.text_of(call));
    const Arrival arrival = desk.station.ear.wait("invited").arrival;
    CHECK(arrival.phone == desk.ann.phone);
    CHECK(arrival.trunk.is_nil());
    CHECK(arrival.called == "4002");
    CHECK(arrival.offer == "v=0\r\n");
    desk.station.stack.ring(arrival.dialogue);
    CHECK(status_of(peer.receive()) == 180);
    desk.station.stack.refuse(arrival.dialogue, 486);
    CHECK(status_of(peer.receive()) == 486);
}

TEST_CASE("all registrations of a phone ring; one answers, the others are cancelled") {
    Desk desk;
    Peer first("127.0.11.2", desk.station.options);
    Peer second("127.0.11.3", desk.station.options);
    REQUIRE(status_of(desk.registers(first, "ann", "secret")) == 200);
    REQUIRE(status_of(desk.registers(second, "ann", "secret", DigestHash::md5, 300, 20)) == 200);
    Dialling dialling = call_to({});
    dialling.phone = desk.ann.phone;
    const DialogueKey key = desk.station.stack.dial(dialling);
    const std::string at_first = first.receive_any("INVITE");
    const std::string at_second = second.receive_any("INVITE");
    CHECK(at_first.starts_with("INVITE " + first.uri() + " "));
    CHECK(header(at_first, "From").find("+4930111") != std::string::npos);
    first.respond(at_first, 180);
    second.respond(at_second, 180);
    desk.station.ear.wait("ringing", key);
    second.respond(at_second, 200, "Content-Type: application/sdp\r\n", answer_sdp);
    CHECK(desk.station.ear.wait("answered", key).text == answer_sdp);
    CHECK(second.receive().starts_with("ACK "));
    const std::string cancel = first.receive_any("CANCEL");
    REQUIRE_FALSE(cancel.empty());
    first.respond(cancel, 200);
    first.respond(at_first, 487);
    CHECK(first.receive().starts_with("ACK "));
    desk.station.stack.hang_up(key);
    const std::string bye = second.receive();
    CHECK(bye.starts_with("BYE "));
    second.respond(bye, 200);
    CHECK(desk.station.ear.ending(key).cause == LegCause::removed);
    CHECK(desk.station.ear.count("ended") == 0);
}

TEST_CASE("a phone behind NAT is reached where it was seen, not where it says it is") {
    Desk desk;
    Peer peer("127.0.11.2", desk.station.options);
    peer.calls_itself("sip:ann@10.255.255.1:5060");
    REQUIRE(status_of(desk.registers(peer, "ann", "secret")) == 200);
    Dialling dialling = call_to({});
    dialling.phone = desk.ann.phone;
    const DialogueKey key = desk.station.stack.dial(dialling);
    const std::string invite = peer.receive_any("INVITE");
    CHECK(invite.starts_with("INVITE sip:ann@10.255.255.1:5060 "));
    peer.respond(invite, 200, "Content-Type: application/sdp\r\n", answer_sdp);
    CHECK(peer.receive().starts_with("ACK sip:ann@10.255.255.1:5060 "));
    desk.station.ear.wait("answered", key);
    desk.station.stack.hang_up(key);
    const std::string bye = peer.receive();
    CHECK(bye.starts_with("BYE sip:ann@10.255.255.1:5060 "));
    peer.respond(bye, 200);
}

TEST_CASE("of several refusals the most telling is told; who declines declines for all") {
    Desk desk;
    Peer first("127.0.11.2", desk.station.options);
    Peer second("127.0.11.3", desk.station.options);
    REQUIRE(status_of(desk.registers(first, "ann", "secret")) == 200);
    REQUIRE(status_of(desk.registers(second, "ann", "secret", DigestHash::md5, 300, 20)) == 200);
    Dialling dialling = call_to({});
    dialling.phone = desk.ann.phone;
    DialogueKey key = desk.station.stack.dial(dialling);
    first.respond(first.receive_any("INVITE"), 486);
    second.respond(second.receive_any("INVITE"), 480);
    CHECK(desk.station.ear.ending(key).cause == LegCause::busy);
    key = desk.station.stack.dial(dialling);
    first.respond(first.receive_any("INVITE"), 603);
    second.respond(second.receive_any("INVITE"), 180);
    CHECK(desk.station.ear.ending(key).cause == LegCause::refused);
    CHECK(second.receive_any("CANCEL").starts_with("CANCEL"));
}

TEST_CASE("a phone that is not there, or is forgotten, cannot be reached") {
    Desk desk;
    Dialling dialling = call_to({});
    dialling.phone = desk.ann.phone;
    CHECK(desk.station.ear.ending(desk.station.stack.dial(dialling)).cause ==
          LegCause::unreachable);
    Peer peer("127.0.11.2", desk.station.options);
    REQUIRE(status_of(desk.registers(peer, "ann", "secret")) == 200);
    desk.station.ear.wait("phone_changed");
    desk.station.stack.forget_phone(desk.ann.phone);
    CHECK_FALSE(desk.station.ear.wait("phone_changed").registered);
    CHECK(desk.station.ear.ending(desk.station.stack.dial(dialling)).cause ==
          LegCause::unreachable);
    CHECK(status_of(desk.registers(peer, "ann", "secret")) == 401);
}

TEST_CASE("expiry that is too brief, and another's name, are refused") {
    Desk desk;
    Peer peer("127.0.11.2", desk.station.options);
    const std::string brief = desk.registers(peer, "ann", "secret", DigestHash::md5, 10);
    CHECK(status_of(brief) == 423);
    CHECK(header(brief, "Min-Expires") == "60");
    Peer::Request request = desk.registration("bob");
    request.headers += authorization(peer.ask(request), "REGISTER", "ann", "secret");
    request.cseq = 2;
    CHECK(status_of(peer.ask(request)) == 403);
}

TEST_CASE("who does not answer a choice of algorithms is asked by MD5 alone") {
    Desk desk;
    Peer peer("127.0.11.2", desk.station.options);
    const std::string both = peer.ask(desk.registration("ann"));
    CHECK(header(both, "WWW-Authenticate").find("SHA-256") != std::string::npos);
    CHECK(header(both, "WWW-Authenticate", 1).find("MD5") != std::string::npos);
    for (const char* user : {"ann", "bob"}) {  // Whoever they are.
        peer.ask(desk.registration(user));
        const std::string one = peer.ask(desk.registration(user));
        CHECK(header(one, "WWW-Authenticate").find("MD5") != std::string::npos);
        CHECK(header(one, "WWW-Authenticate", 1).empty());
    }
    REQUIRE(status_of(desk.registers(peer, "ann", "secret")) == 200);
    CHECK_FALSE(header(peer.ask(desk.registration("ann")), "WWW-Authenticate", 1).empty());
}

TEST_CASE("until it is open, phones are put off rather than taken for strangers") {
    Ear ear;
    const SipOptions closed = at("127.0.11.1");
    const SipStack stack(closed, ear);
    Peer peer("127.0.11.2", closed);
    Peer::Request request;
    request.method = "REGISTER";
    const std::string put_off = peer.ask(request);
    CHECK(status_of(put_off) == 503);
    CHECK_FALSE(header(put_off, "Retry-After").empty());
}

}  // namespace
}  // namespace parley::voice
