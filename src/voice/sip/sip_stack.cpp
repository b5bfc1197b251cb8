#include "voice/sip/sip_stack.hpp"

#include <utility>

#include "voice/sip/engine.hpp"

namespace parley::voice {

struct SipStack::Impl {
    Engine engine;
};

SipStack::SipStack(const SipOptions& options, SipListener& listener)
    : impl_(new Impl{{options, listener}}) {}
SipStack::~SipStack() = default;

void SipStack::set_trunk(TrunkTerms terms) {
    impl_->engine.post([terms = std::move(terms)](Engine& engine) { engine.set_trunk(terms); });
}

void SipStack::forget_trunk(TrunkId trunk) {
    impl_->engine.post([trunk](Engine& engine) { engine.forget_trunk(trunk); });
}

void SipStack::set_phone(PhoneTerms terms) {
    impl_->engine.post([terms = std::move(terms)](Engine& engine) { engine.set_phone(terms); });
}

void SipStack::forget_phone(PhoneId phone) {
    impl_->engine.post([phone](Engine& engine) { engine.forget_phone(phone); });
}

void SipStack::open() {
    impl_->engine.post([](Engine& engine) { engine.open(); });
}

DialogueKey SipStack::dial(Dialling dialling) {
    const DialogueKey key = impl_->engine.next_key();
    impl_->engine.post([key, dialling = std::move(dialling)](Engine& engine) {
        engine.dialogues().dial(key, dialling);
    });
    return key;
}

void SipStack::ring(DialogueKey key) {
    impl_->engine.post([key](Engine& engine) { engine.dialogues().ring(key); });
}

void SipStack::progress(DialogueKey key, std::string sdp) {
    impl_->engine.post(
        [key, sdp = std::move(sdp)](Engine& engine) { engine.dialogues().progress(key, sdp); });
}

void SipStack::accept(DialogueKey key, std::string sdp) {
    impl_->engine.post(
        [key, sdp = std::move(sdp)](Engine& engine) { engine.dialogues().accept(key, sdp); });
}

void SipStack::refuse(DialogueKey key, int status) {
    impl_->engine.post([key, status](Engine& engine) { engine.dialogues().refuse(key, status); });
}

void SipStack::hang_up(DialogueKey key) {
    impl_->engine.post([key](Engine& engine) { engine.dialogues().hang_up(key); });
}

void SipStack::tell_transfer(DialogueKey key, int status) {
    impl_->engine.post(
        [key, status](Engine& engine) { engine.dialogues().tell_transfer(key, status); });
}

void SipStack::run(std::function<void()> work) {
    impl_->engine.post([work = std::move(work)](Engine&) { work(); });
}

}  // namespace parley::voice
