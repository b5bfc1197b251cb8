#include "voice/sip/datagram_gate.hpp"

#include <doctest/doctest.h>
#include <sofia-sip/su.h>

#include "voice/sip/testing_peer.hpp"

namespace parley::voice {
namespace {

TEST_CASE("a head has an end where an empty line is") {
    CHECK(has_whole_head("OPTIONS sip:a SIP/2.0\r\nVia: x\r\n\r\n"));
    CHECK(has_whole_head("OPTIONS sip:a SIP/2.0\nVia: x\n\nbody"));
    CHECK(has_whole_head("OPTIONS sip:a SIP/2.0\r\n\nbody"));
    CHECK_FALSE(has_whole_head("OPTIONS sip:a SIP/2.0\r\nVia: x\r\n"));
    CHECK_FALSE(has_whole_head("OPTIONS sip:a SIP/2.0\r\n\rVia: x"));
    CHECK_FALSE(has_whole_head("\r\n"));
    CHECK_FALSE(has_whole_head(""));
}

TEST_CASE("sofia reads by way of us: what is not let in was never there") {
    SipOptions ours;
    const testing::Peer receiver("127.0.17.1", ours);
    SipOptions there;
    there.address = "127.0.17.1";
    there.port = receiver.port();
    const testing::Peer sender("127.0.17.2", there);
    std::string seen;
    const DatagramGate gate = [&](const Place& source, std::string_view bytes) {
        seen = source.address.text() + " " + std::string(bytes);
        return bytes.starts_with("good");
    };
    set_datagram_gate(&gate);
    const auto receives = [&](const std::string& text) {
        sender.send(text);
        char first[3] = "";
        char rest[100] = "";
        su_iovec_t parts[2] = {{}, {}};
        parts[0].siv_base = first;
        parts[0].siv_len = sizeof first;
        parts[1].siv_base = rest;
        parts[1].siv_len = sizeof rest;
        su_sockaddr_t from{};
        socklen_t size = sizeof from;
        return su_vrecv(receiver.socket(), parts, 2, 0, &from, &size);
    };
    CHECK(receives("good words") == 10);
    CHECK(seen == "127.0.17.2 good words");
    CHECK(receives("bad") == -1);
    CHECK(errno == EAGAIN);
    set_datagram_gate(nullptr);
    CHECK(receives("bad") == 3);
}

}  // namespace
}  // namespace parley::voice
