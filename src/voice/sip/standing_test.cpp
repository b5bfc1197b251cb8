// What happens within a call: other offers, keys, transfers, glare and lost ends.
#include "voice/sip/testing.hpp"
#include "voice/sip/testing_peer.hpp"

namespace parley::voice {
namespace {

using namespace testing;  // NOLINT

const std::string sdp_type = "Content-Type: application/sdp\r\n";
const std::string their_sdp = "v=0\r\ns=theirs\r\n";

// A peer that called, and was answered; every request of it is the test's.
struct Line {
    explicit Line(Station& station, const std::string& address = "127.0.15.2",
                  const std::string& call_id = "line")
        : peer(address, station.options) {
        request.call_id = call_id;
        request.headers = sdp_type + "Allow: INVITE, UPDATE, BYE, ACK\r\n";
        request.body = their_sdp;
        peer.send(peer.text_of(request));
        key = station.ear.wait("invited").dialogue;
        station.stack.accept(key, answer_sdp);
        const std::string answer = peer.receive();
        REQUIRE(status_of(answer) == 200);
        CHECK(body_of(answer) == answer_sdp);
        request.to_tag = tag_of(answer);
        acknowledge();
        station.ear.wait("confirmed", key);
    }
    void acknowledge(const std::string& body = "") {
        Peer::Request ack = request;
        ack.method = "ACK";
        ack.headers = body.empty() ? "" : sdp_type;
        ack.body = body;
        peer.send(peer.text_of(ack));
    }
    std::string ask(const std::string& method, const std::string& headers = "",
                    const std::string& body = "") {
        tell(method, headers, body);
        return peer.receive();
    }
    void tell(const std::string& method, const std::string& headers = "",
              const std::string& body = "") {
        request.method = method;
        request.headers = headers;
        request.body = body;
        ++request.cseq;
        peer.send(peer.text_of(request));
    }

    Peer peer;
    Peer::Request request;
    DialogueKey key{};
};

TEST_CASE("another offer within the call is passed on and answered, by re-INVITE and by UPDATE") {
    Station station(at("127.0.15.1", true));
    Line line(station);
    for (const std::string method : {"INVITE", "UPDATE"}) {
        const std::string hold = "v=0\r\na=sendonly " + method + "\r\n";
        line.tell(method, sdp_type, hold);
        CHECK(station.ear.wait("offered_again", line.key).text == hold);
        station.stack.accept(line.key, "v=0\r\ns=again\r\n");
        const std::string answer = line.peer.receive();
        CHECK(status_of(answer) == 200);
        CHECK(body_of(answer) == "v=0\r\ns=again\r\n");
        if (method == "INVITE") line.acknowledge();
        line.tell(method, sdp_type, hold);
        station.ear.wait("offered_again", line.key);
        station.stack.refuse(line.key, 488);
        CHECK(status_of(line.peer.receive()) == 488);
        if (method == "INVITE") line.acknowledge();
    }
    CHECK(status_of(line.ask("UPDATE")) == 200);  // Refreshes the session, and offers nothing.
    CHECK(status_of(line.ask("BYE")) == 200);
    CHECK(station.ear.ending(line.key).cause == LegCause::hung_up);
    CHECK(station.ear.count("confirmed") == 0);
    CHECK(station.ear.count("offered_again") == 0);
}

TEST_CASE("who offers nothing gets our offer, and their answer is told") {
    Station station(at("127.0.15.1", true));
    Peer peer("127.0.15.2", station.options);
    Peer::Request request;
    peer.send(peer.text_of(request));
    const Arrival arrival = station.ear.wait("invited").arrival;
    CHECK(arrival.offer.empty());
    station.stack.accept(arrival.dialogue, answer_sdp);
    const std::string offer = peer.receive();
    CHECK(body_of(offer) == answer_sdp);
    request.method = "ACK";
    request.to_tag = tag_of(offer);
    request.headers = sdp_type;
    request.body = their_sdp;
    peer.send(peer.text_of(request));
    CHECK(station.ear.wait("answered", arrival.dialogue).text == their_sdp);
    station.ear.wait("confirmed", arrival.dialogue);
}

TEST_CASE("keys come by INFO of both kinds") {
    Station station(at("127.0.15.1", true));
    Line line(station);
    CHECK(status_of(line.ask("INFO", "Content-Type: application/dtmf-relay\r\n",
                             "Signal=5\r\nDuration=160\r\n")) == 200);
    CHECK(station.ear.wait("key_pressed", line.key).text == "5");
    CHECK(status_of(line.ask("INFO", "Content-Type: application/dtmf\r\n", "#")) == 200);
    CHECK(station.ear.wait("key_pressed", line.key).text == "#");
    CHECK(status_of(line.ask("INFO", "Content-Type: text/plain\r\n", "1")) == 200);
    CHECK(station.ear.count("key_pressed") == 0);
}

TEST_CASE("a transfer to a number is asked for, and its outcome told by NOTIFY") {
    Station station(at("127.0.15.1", true));
    Line line(station);
    const std::string accepted = line.ask("REFER", "Refer-To: <sip:%2B4930222@127.0.15.1>\r\n");
    CHECK(status_of(accepted) == 202);
    CHECK(header(accepted, "Allow").find("REFER") != std::string::npos);
    const Told told = station.ear.wait("referred", line.key);
    CHECK(told.text == "+4930222");
    CHECK_FALSE(told.replaces);
    const std::string trying = line.peer.receive();
    CHECK(trying.starts_with("NOTIFY "));
    CHECK(header(trying, "Event") == fmt::format("refer;id={}", line.request.cseq));
    CHECK(header(trying, "Subscription-State").starts_with("active"));
    CHECK(body_of(trying) == "SIP/2.0 100 Trying\r\n");
    line.peer.respond(trying, 200);
    // One at a time.
    CHECK(status_of(line.ask("REFER", "Refer-To: <sip:4003@127.0.15.1>\r\n")) == 603);
    station.stack.tell_transfer(line.key, 200);
    const std::string outcome = line.peer.receive_any("NOTIFY");
    CHECK(header(outcome, "Subscription-State").starts_with("terminated"));
    CHECK(body_of(outcome) == "SIP/2.0 200 OK\r\n");
    line.peer.respond(outcome, 481);  // They have forgotten; the call stands.
    CHECK(status_of(line.ask("OPTIONS")) == 200);
    CHECK(status_of(line.ask("BYE")) == 200);
    CHECK(station.ear.ending(line.key).cause == LegCause::hung_up);
}

TEST_CASE("where sofia could not send to nobody is: it would call itself without end") {
    Station station(at("127.0.15.1", true));
    for (const char* contact : {"tel:+4930111", "sip:a@b;transport=none",
                                "sip:a@b;maddr=", "sip:a@b%20c", "sip:a@b:x", "mailto:a@b"}) {
        CAPTURE(contact);
        Peer peer("127.0.15.2", station.options);
        peer.calls_itself(contact);
        CHECK(status_of(peer.ask({})) == 400);
    }
    Line line(station);
    line.peer.calls_itself("sip:a@b;transport=none");
    CHECK(status_of(line.ask("UPDATE", sdp_type, their_sdp)) == 400);
    line.request.method = "UPDATE";
    line.request.body.clear();
    ++line.request.cseq;
    std::string without_end = line.peer.text_of(line.request);
    without_end.resize(without_end.size() - 2);
    line.peer.send(without_end);
    CHECK(line.peer.receive(200).empty());
    station.stack.hang_up(line.key);
    CHECK(line.peer.receive_any("BYE").starts_with("BYE sip:peer@127.0.15.2"));
    CHECK(station.ear.count("offered_again") == 0);
}

TEST_CASE("whoever asks for a transfer outside of a call, or cannot be told of it, does no harm") {
    Station station(at("127.0.15.1", true));
    Peer peer("127.0.15.2", station.options);
    Peer::Request outside;
    outside.method = "REFER";
    outside.headers = "Refer-To: <sip:4003@127.0.15.1>\r\n";
    peer.calls_itself("sip:a@nowhere.invalid");
    CHECK(status_of(peer.ask(outside)) == 405);
    Line line(station, "127.0.15.3");
    line.peer.calls_itself("sip:a@nowhere.invalid");
    CHECK(status_of(line.ask("REFER", "Refer-To: <sip:4003@127.0.15.1>\r\n")) == 202);
    station.stack.tell_transfer(station.ear.wait("referred").dialogue, 200);
    line.tell("OPTIONS");
    CHECK_FALSE(line.peer.receive_any("SIP/2.0 200").empty());
}

// Two phones; each shows who it is in every INVITE.
struct Phones {
    Phones() : station(at("127.0.15.1")), ann(phone_of("ann", "a")), bob(phone_of("bob", "b")) {
        station.stack.set_phone(ann);
        station.stack.set_phone(bob);
    }
    struct Call {
        DialogueKey key{};
        Peer::Request request;
        Arrival arrival;
    };
    Call call(Peer& peer, const std::string& user, const std::string& password,
              const std::string& call_id, const std::string& more = "") {
        Call made;
        made.request.call_id = call_id;
        made.request.headers = sdp_type + more;
        made.request.body = their_sdp;
        const std::string challenge = peer.ask(made.request);
        REQUIRE(status_of(challenge) == 401);
        made.request.headers += authorization(challenge, "INVITE", user, password);
        made.request.cseq = 2;
        peer.send(peer.text_of(made.request));
        made.arrival = station.ear.wait("invited").arrival;
        made.key = made.arrival.dialogue;
        station.stack.accept(made.key, answer_sdp);
        const std::string answer = peer.receive_any("SIP/2.0 200");
        made.request.to_tag = tag_of(answer);
        Peer::Request ack = made.request;
        ack.method = "ACK";
        peer.send(peer.text_of(ack));
        station.ear.wait("confirmed", made.key);
        return made;
    }
    static std::string replaces(const Call& other, const char* equals, const char* semicolon) {
        return fmt::format("{0}{2}to-tag{1}{3}{2}from-tag{1}peer", other.request.call_id, equals,
                           semicolon, other.request.to_tag);
    }

    Station station;
    PhoneTerms ann;
    PhoneTerms bob;
};

TEST_CASE("an attended transfer names the other call of the same phone, and of no other") {
    Phones phones;
    Peer at_ann("127.0.15.2", phones.station.options);
    Peer at_bob("127.0.15.3", phones.station.options);
    Phones::Call first = phones.call(at_ann, "ann", "a", "first");
    const Phones::Call second = phones.call(at_ann, "ann", "a", "second");
    const Phones::Call other = phones.call(at_bob, "bob", "b", "other");
    const auto refer_to = [&](const Phones::Call& named) {
        first.request.method = "REFER";
        first.request.headers = fmt::format("Refer-To: <sip:4001@127.0.15.1?Replaces={}>\r\n",
                                            Phones::replaces(named, "%3D", "%3B"));
        first.request.body.clear();
        ++first.request.cseq;
        at_ann.send(at_ann.text_of(first.request));
        return at_ann.receive();
    };
    CHECK(status_of(refer_to(other)) == 603);
    CHECK(status_of(refer_to(first)) == 603);
    CHECK(status_of(refer_to(second)) == 202);
    const Told told = phones.station.ear.wait("referred", first.key);
    CHECK(told.replaces == second.key);
}

TEST_CASE("an INVITE with Replaces names the call whose place it takes: of phones, by phones") {
    Phones phones;
    Peer at_ann("127.0.15.2", phones.station.options);
    Peer at_bob("127.0.15.3", phones.station.options);
    const Phones::Call first = phones.call(at_ann, "ann", "a", "first");
    const Phones::Call taken =
        phones.call(at_bob, "bob", "b", "taken",
                    fmt::format("Replaces: {}\r\n", Phones::replaces(first, "=", ";")));
    CHECK(taken.arrival.replaces == first.key);
    // What is not there is not taken.
    Peer::Request wrong;
    wrong.call_id = "wrong";
    wrong.headers = "Replaces: none;to-tag=1;from-tag=2\r\n";
    const std::string challenge = at_bob.ask(wrong);
    wrong.headers += authorization(challenge, "INVITE", "bob", "b");
    wrong.cseq = 2;
    CHECK(status_of(at_bob.ask(wrong)) == 481);
    // A trunk takes no place of a phone's.
    TrunkTerms trunk = trunk_to(phones.station.options);
    trunk.host = "127.0.15.4";
    phones.station.stack.set_trunk(trunk);
    Peer at_trunk("127.0.15.4", phones.station.options);
    wrong.headers = fmt::format("Replaces: {}\r\n", Phones::replaces(first, "=", ";"));
    wrong.call_id = "from-trunk";
    CHECK(status_of(at_trunk.ask(wrong)) == 481);
}

TEST_CASE("offers that cross are put off") {
    Station station(at("127.0.15.1", true));
    Line line(station);
    line.tell("INVITE", sdp_type, their_sdp);
    station.ear.wait("offered_again", line.key);
    const int first = line.request.cseq;
    const std::string second = line.ask("INVITE", sdp_type, their_sdp);
    CHECK(status_of(second) == 500);
    CHECK_FALSE(header(second, "Retry-After").empty());
    line.acknowledge();
    const int update = status_of(line.ask("UPDATE", sdp_type, their_sdp));
    CHECK((update == 500 || update == 491));
    station.stack.accept(line.key, answer_sdp);
    CHECK(status_of(line.peer.receive_any("SIP/2.0 200")) == 200);
    line.request.method = "INVITE";
    line.request.cseq = first;
    line.acknowledge();
    line.request.cseq = first + 5;
    CHECK(status_of(line.ask("BYE")) == 200);
    station.ear.ending(line.key);
}

TEST_CASE("a cancellation that crosses our answer comes too late, and the call stands") {
    Station station(at("127.0.15.1", true));
    Peer peer("127.0.15.2", station.options);
    Peer::Request request;
    request.branch = "z9hG4bKcrossing";
    request.headers = sdp_type;
    request.body = their_sdp;
    peer.send(peer.text_of(request));
    const DialogueKey key = station.ear.wait("invited").dialogue;
    station.stack.accept(key, answer_sdp);
    const std::string answer = peer.receive();
    request.method = "CANCEL";
    request.body.clear();
    request.headers.clear();
    peer.send(peer.text_of(request));
    request.to_tag = tag_of(answer);
    request.method = "ACK";
    request.branch.clear();
    peer.send(peer.text_of(request));
    station.ear.wait("confirmed", key);
    CHECK(station.ear.count("ended") == 0);
    request.method = "BYE";
    request.cseq = 2;
    peer.send(peer.text_of(request));
    CHECK(station.ear.ending(key).cause == LegCause::hung_up);
}

TEST_CASE("of two answers, by a fork at the other end, one is taken and one hung up") {
    Station station(at("127.0.15.1"));
    Peer peer("127.0.15.2", station.options);
    TrunkTerms trunk = trunk_to(station.options);
    trunk.host = "127.0.15.2";
    trunk.port = peer.port();
    station.stack.set_trunk(trunk);
    peer.respond(peer.receive_any("OPTIONS"), 200);
    const DialogueKey key = station.stack.dial(call_to(trunk.trunk));
    const std::string invite = peer.receive_any("INVITE");
    peer.respond(invite, 180, "", "", "one");
    peer.respond(invite, 180, "", "", "two");
    peer.respond(invite, 200, sdp_type, answer_sdp, "one");
    station.ear.wait("answered", key);
    CHECK(tag_of(peer.receive_any("ACK")) == "one");
    peer.respond(invite, 200, sdp_type, answer_sdp, "two");
    CHECK(tag_of(peer.receive_any("ACK")) == "two");
    const std::string bye = peer.receive_any("BYE");
    CHECK(tag_of(bye) == "two");
    peer.respond(bye, 200);
    CHECK(station.ear.count("ended") == 0);
    station.stack.hang_up(key);
    CHECK(tag_of(peer.receive_any("BYE")) == "one");
    station.ear.ending(key);
}

TEST_CASE("hanging up is told at once, though nobody answers the BYE any more") {
    Station station(at("127.0.15.1", true));
    const Line line(station);
    const Instant began = SystemClock().now();
    station.stack.hang_up(line.key);
    CHECK(station.ear.ending(line.key).cause == LegCause::removed);
    CHECK(SystemClock().now() - began < 1s);
}

TEST_CASE("sound before the answer is acknowledged, and its update waits for the call to stand") {
    Station station(at("127.0.15.1", true));
    Peer peer("127.0.15.2", station.options);
    Peer::Request request;
    request.headers = sdp_type + "Supported: 100rel\r\n";
    request.body = their_sdp;
    peer.send(peer.text_of(request));
    const DialogueKey key = station.ear.wait("invited").dialogue;
    station.stack.progress(key, answer_sdp);
    const std::string progress = peer.receive();
    CHECK(status_of(progress) == 183);
    CHECK(header(progress, "Require") == "100rel");
    CHECK(body_of(progress) == answer_sdp);
    request.to_tag = tag_of(progress);
    station.stack.accept(key, answer_sdp);  // Is held back until they have the sound.
    request.method = "PRACK";
    request.cseq = 2;
    request.headers = fmt::format("RAck: {} 1 INVITE\r\n", header(progress, "RSeq"));
    request.body.clear();
    peer.send(peer.text_of(request));
    CHECK(status_of(peer.receive()) == 200);
    const std::string answer = peer.receive();
    CHECK(status_of(answer) == 200);
    CHECK(header(answer, "CSeq") == "1 INVITE");
    request.method = "ACK";
    request.cseq = 1;
    request.headers.clear();
    peer.send(peer.text_of(request));
    station.ear.wait("confirmed", key);
}

TEST_CASE("OPTIONS is answered within a call and, to whom is known, outside of one") {
    Station station(at("127.0.15.1", true));
    Line line(station);
    CHECK(status_of(line.ask("OPTIONS")) == 200);
    Peer::Request outside;
    outside.method = "OPTIONS";
    const std::string answer = line.peer.ask(outside);
    CHECK(status_of(answer) == 200);
    CHECK(header(answer, "Allow").find("INVITE") != std::string::npos);
    CHECK(header(answer, "Accept") == "application/sdp");
    CHECK(answer.find("ofia") == std::string::npos);
}

}  // namespace
}  // namespace parley::voice
