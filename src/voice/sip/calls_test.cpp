// Two stacks call each other over loopback.
#include "voice/sip/testing.hpp"

namespace parley::voice {
namespace {

using namespace testing;  // NOLINT

// One that calls by a trunk, and one that is called: by whom it knows as a trunk too.
struct Pair {
    explicit Pair(SipTransport transport = SipTransport::udp)
        : here(at("127.0.10.1")), there(at("127.0.10.2")) {
        // Who is called knows the caller first: over TCP a stranger's OPTIONS is not repeated.
        in = trunk_to(here.options, transport);
        there.stack.set_trunk(in);
        out = trunk_to(there.options, transport);
        here.stack.set_trunk(out);
        here.ear.wait("trunk_changed", [](const Told& one) { return one.state == TrunkState::up; });
    }

    // A call that was answered.
    std::pair<DialogueKey, DialogueKey> talk() {
        const DialogueKey ours = here.stack.dial(call_to(out.trunk));
        const DialogueKey theirs = there.ear.wait("invited").dialogue;
        there.stack.accept(theirs, answer_sdp);
        here.ear.wait("answered", ours);
        there.ear.wait("confirmed", theirs);
        return {ours, theirs};
    }

    Station here;
    Station there;
    TrunkTerms out;
    TrunkTerms in;
};

TEST_CASE("a call rings, is answered, and is hung up by who called, over UDP and TCP") {
    for (const SipTransport transport : {SipTransport::udp, SipTransport::tcp}) {
        Pair both(transport);
        const DialogueKey ours = both.here.stack.dial(call_to(both.out.trunk, "+4930#1"));
        const Arrival arrival = both.there.ear.wait("invited").arrival;
        CHECK(arrival.trunk == both.in.trunk);
        CHECK(arrival.phone.is_nil());
        CHECK(arrival.called == "+4930#1");
        CHECK(arrival.caller == "+4930111");
        CHECK(arrival.caller_name == "Ann Lee");
        CHECK(arrival.offer.find("s=offer") != std::string::npos);
        both.there.stack.ring(arrival.dialogue);
        CHECK(both.here.ear.wait("ringing", ours).text.empty());
        both.there.stack.accept(arrival.dialogue, answer_sdp);
        CHECK(both.here.ear.wait("answered", ours).text == answer_sdp);
        both.there.ear.wait("confirmed", arrival.dialogue);
        both.here.stack.hang_up(ours);
        CHECK(both.here.ear.ending(ours).cause == LegCause::removed);
        CHECK(both.there.ear.ending(arrival.dialogue).cause == LegCause::hung_up);
    }
}

TEST_CASE("who was called may hang up as well") {
    Pair both;
    const auto [ours, theirs] = both.talk();
    both.there.stack.hang_up(theirs);
    CHECK(both.there.ear.ending(theirs).cause == LegCause::removed);
    CHECK(both.here.ear.ending(ours).cause == LegCause::hung_up);
}

TEST_CASE("what they refuse with is told, by cause and status") {
    Pair both;
    for (const auto& [status, cause] : {std::pair{486, LegCause::busy},
                                        {404, LegCause::unknown_number},
                                        {603, LegCause::refused},
                                        {480, LegCause::no_answer},
                                        {488, LegCause::no_common_codec},
                                        {503, LegCause::unreachable}}) {
        CAPTURE(status);
        const DialogueKey ours = both.here.stack.dial(call_to(both.out.trunk));
        const DialogueKey theirs = both.there.ear.wait("invited").dialogue;
        both.there.stack.refuse(theirs, status);
        const Ending ending = both.here.ear.ending(ours);
        CHECK(ending.cause == cause);
        CHECK(ending.status == status);
        CHECK(both.there.ear.ending(theirs).cause == LegCause::removed);
    }
}

TEST_CASE("sound before the answer is passed on, acknowledged by PRACK") {
    Pair both;
    const DialogueKey ours = both.here.stack.dial(call_to(both.out.trunk));
    const DialogueKey theirs = both.there.ear.wait("invited").dialogue;
    both.there.stack.progress(theirs, answer_sdp);
    CHECK(both.here.ear.wait("ringing", ours).text == answer_sdp);
    both.there.stack.accept(theirs, answer_sdp);
    CHECK(both.here.ear.wait("answered", ours).text == answer_sdp);
    both.there.ear.wait("confirmed", theirs);
}

TEST_CASE("a call that rings is cancelled by who called") {
    Pair both;
    const DialogueKey ours = both.here.stack.dial(call_to(both.out.trunk));
    const DialogueKey theirs = both.there.ear.wait("invited").dialogue;
    both.there.stack.ring(theirs);
    both.here.ear.wait("ringing", ours);
    both.here.stack.hang_up(ours);
    CHECK(both.here.ear.ending(ours).cause == LegCause::removed);
    const Ending ending = both.there.ear.ending(theirs);
    CHECK(ending.cause == LegCause::cancelled);
    CHECK(ending.status == 487);
}

TEST_CASE("a call is cancelled even before anything came back of it") {
    Pair both;
    const DialogueKey ours = both.here.stack.dial(call_to(both.out.trunk));
    both.here.stack.hang_up(ours);
    CHECK(both.here.ear.ending(ours).cause == LegCause::removed);
    const DialogueKey theirs = both.there.ear.wait("invited").dialogue;
    CHECK(both.there.ear.ending(theirs).cause == LegCause::cancelled);
}

TEST_CASE("patience ends: nobody answered") {
    Pair both;
    Dialling dialling = call_to(both.out.trunk);
    dialling.patience = 1s;
    const DialogueKey ours = both.here.stack.dial(dialling);
    const DialogueKey theirs = both.there.ear.wait("invited").dialogue;
    both.there.stack.ring(theirs);
    CHECK(both.here.ear.ending(ours).cause == LegCause::no_answer);
    CHECK(both.there.ear.ending(theirs).cause == LegCause::cancelled);
}

TEST_CASE("an answer that crosses a cancellation is hung up") {
    Pair both;
    for (int times = 0; times < 10; ++times) {
        const DialogueKey ours = both.here.stack.dial(call_to(both.out.trunk));
        const DialogueKey theirs = both.there.ear.wait("invited").dialogue;
        both.there.stack.accept(theirs, answer_sdp);
        both.here.stack.hang_up(ours);
        CHECK(both.here.ear.ending(ours).cause == LegCause::removed);
        const LegCause cause = both.there.ear.ending(theirs).cause;
        CHECK((cause == LegCause::hung_up || cause == LegCause::cancelled));
    }
}

TEST_CASE("a trunk where nobody is cannot be reached, which is told soon") {
    Station here(at("127.0.10.1"));
    SipOptions nowhere = at("127.0.10.3");
    for (const SipTransport transport : {SipTransport::udp, SipTransport::tcp}) {
        const TrunkTerms out = trunk_to(nowhere, transport);
        here.stack.set_trunk(out);
        here.ear.wait("trunk_changed");
        const Instant began = SystemClock().now();
        const Ending ending = here.ear.ending(here.stack.dial(call_to(out.trunk)));
        CHECK(ending.cause == LegCause::unreachable);
        CHECK(ending.status == 0);
        CHECK(SystemClock().now() - began < 5s);
    }
    CHECK(here.ear.ending(here.stack.dial(call_to(some_id<TrunkId>()))).cause ==
          LegCause::unreachable);
}

TEST_CASE("until it is open all calls are put off") {
    Station here(at("127.0.10.1"));
    Ear ear;
    const SipOptions closed = at("127.0.10.2");
    const SipStack there(closed, ear);
    const TrunkTerms out = trunk_to(closed);
    here.stack.set_trunk(out);
    const Ending ending = here.ear.ending(here.stack.dial(call_to(out.trunk)));
    CHECK(ending.cause == LegCause::unreachable);
    CHECK(ending.status == 503);
}

TEST_CASE("whoever calls with privacy is nobody, and a number in P-Asserted-Identity is believed") {
    Pair both;
    Dialling dialling = call_to(both.out.trunk);
    dialling.caller = "";
    both.here.stack.dial(dialling);
    const Arrival nobody = both.there.ear.wait("invited").arrival;
    CHECK(nobody.caller.empty());
    CHECK(nobody.caller_name.empty());

    both.out.user = "account";
    both.out.caller_id = CallerIdHeader::p_asserted_identity;
    both.here.stack.set_trunk(both.out);
    both.here.ear.wait("trunk_changed",
                       [](const Told& one) { return one.state == TrunkState::up; });
    both.here.stack.dial(call_to(both.out.trunk));
    CHECK(both.there.ear.wait("invited").arrival.caller == "+4930111");
}

TEST_CASE("a stack that ends hangs up what stands, and says so") {
    Pair both;
    const auto [ours, theirs] = both.talk();
    {
        Station other(at("127.0.10.4"));
        const TrunkTerms to_other = trunk_to(other.options);
        TrunkTerms from_here = trunk_to(both.here.options);
        other.stack.set_trunk(from_here);
        both.here.stack.set_trunk(to_other);
        both.here.ear.wait("trunk_changed",
                           [](const Told& one) { return one.state == TrunkState::up; });
        const DialogueKey second = both.here.stack.dial(call_to(to_other.trunk));
        const DialogueKey at_other = other.ear.wait("invited").dialogue;
        other.stack.accept(at_other, answer_sdp);
        both.here.ear.wait("answered", second);
    }
    both.here.ear.wait("ended", [first = ours](const Told& one) { return one.dialogue != first; });
    CHECK(both.here.ear.count("ended") == 0);
    both.there.stack.hang_up(theirs);
    both.here.ear.ending(ours);
}

}  // namespace
}  // namespace parley::voice
