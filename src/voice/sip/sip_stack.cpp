#include "voice/sip/sip_stack.hpp"

#include <fmt/format.h>
#include <sofia-sip/nua.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/sip_tag.h>
#include <sofia-sip/su_log.h>
#include <sofia-sip/su_tag_io.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/thread_name.hpp"

namespace parley::voice {
namespace {

constexpr const char* methods = "INVITE, ACK, BYE, CANCEL, OPTIONS, PRACK, UPDATE, INFO";

struct Dialogue {
    DialogueKey key{};
    nua_handle_t* handle = nullptr;
    bool is_told = false;      // Of the arrival.
    bool is_answered = false;  // A new offer is one within the call.
};

std::string user_of(const url_t* url) {
    return url != nullptr && url->url_user != nullptr ? url->url_user : "";
}

std::string payload_of(const sip_t& sip) {
    if (sip.sip_payload == nullptr || sip.sip_payload->pl_data == nullptr) return {};
    return {sip.sip_payload->pl_data, static_cast<std::size_t>(sip.sip_payload->pl_len)};
}

}  // namespace

// Everything but `posted` is of the SIP thread.
struct SipStack::Impl {
    using Work = std::function<void(Impl&)>;

    Impl(const SipOptions& options, SipListener& told) : listener(told) {
        wake = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
        std::promise<bool> started;
        auto outcome = started.get_future();
        thread = std::thread([this, &options, &started] { run(options, started); });
        if (outcome.get()) return;
        thread.join();
        ::close(wake);
        throw std::runtime_error(
            fmt::format("sip: cannot listen at {}:{}", options.address, options.port));
    }
    ~Impl() {
        post([](Impl& impl) { nua_shutdown(impl.nua); });
        thread.join();
        ::close(wake);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void post(Work work) {
        {
            const std::scoped_lock lock(mutex);
            posted.push_back(std::move(work));
        }
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = ::write(wake, &one, sizeof one);
    }

    void run(const SipOptions& options, std::promise<bool>& started);
    void do_posted();
    Dialogue* find(DialogueKey key);
    Dialogue& dialogue_of(nua_handle_t* handle);
    void heard(nua_event_t event, int status, nua_handle_t* handle, const sip_t* sip);
    void invited(nua_handle_t* handle, const sip_t& sip);
    void forget(nua_handle_t* handle, int status);

    static void on_event(nua_event_t event, int status, const char*, nua_t*, nua_magic_t* magic,
                         nua_handle_t* handle, nua_hmagic_t*, const sip_t* sip, tagi_t*) {
        static_cast<Impl*>(magic)->heard(event, status, handle, sip);
    }
    static int on_wake(su_root_magic_t*, su_wait_t*, su_wakeup_arg_t* arg) {
        static_cast<Impl*>(arg)->do_posted();
        return 0;
    }

    SipListener& listener;
    int wake = -1;
    std::mutex mutex;
    std::vector<Work> posted;

    su_root_t* root = nullptr;
    nua_t* nua = nullptr;
    std::uint64_t last_key = 0;
    std::atomic<std::uint64_t> last_dialled{1ULL << 63};
    std::unordered_map<nua_handle_t*, Dialogue> dialogues;
    std::unordered_map<std::uint64_t, nua_handle_t*> handles;  // By key.
    std::thread thread;
};

void SipStack::Impl::run(const SipOptions& options, std::promise<bool>& started) {
    name_thread("sip");
    su_init();
    su_log_redirect(nullptr, [](void*, const char*, va_list) {}, nullptr);
    root = su_root_create(nullptr);
    su_root_threading(root, 0);
    const bool is_v6 = options.address.contains(':');
    const std::string url = is_v6 ? fmt::format("sip:[{}]:{}", options.address, options.port)
                                  : fmt::format("sip:{}:{}", options.address, options.port);
    nua = nua_create(root, &on_event, this, NUTAG_URL(url.c_str()), NUTAG_MEDIA_ENABLE(0),
                     NUTAG_AUTOANSWER(0), NUTAG_AUTOALERT(0), NUTAG_ALLOW(methods),
                     SIPTAG_USER_AGENT_STR("Parley"), TAG_END());
    started.set_value(nua != nullptr);
    if (nua != nullptr) {
        su_wait_t wait[1];
        su_wait_create(wait, wake, SU_WAIT_IN);
        su_root_register(root, wait, &on_wake, this, 0);
        su_root_run(root);
        su_root_unregister(root, wait, &on_wake, this);
        nua_destroy(nua);
    }
    su_root_destroy(root);
    su_deinit();
}

void SipStack::Impl::do_posted() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t size = ::read(wake, &count, sizeof count);
    std::vector<Work> now;
    {
        const std::scoped_lock lock(mutex);
        now.swap(posted);
    }
    for (const Work& work : now) work(*this);
}

Dialogue* SipStack::Impl::find(DialogueKey key) {
    const auto handle = handles.find(static_cast<std::uint64_t>(key));
    return handle == handles.end() ? nullptr : &dialogues.at(handle->second);
}

Dialogue& SipStack::Impl::dialogue_of(nua_handle_t* handle) {
    const auto [at, is_new] = dialogues.try_emplace(handle);
    if (is_new) {
        at->second = {DialogueKey{++last_key}, handle};
        handles[last_key] = handle;
    }
    return at->second;
}

void SipStack::Impl::heard(nua_event_t event, int status, nua_handle_t* handle, const sip_t* sip) {
    const auto known = dialogues.find(handle);
    switch (event) {
        case nua_i_invite:
            if (sip != nullptr) invited(handle, *sip);
            break;
        case nua_i_ack:
            if (known != dialogues.end()) listener.confirmed(known->second.key);
            break;
        case nua_i_terminated: forget(handle, status); break;
        case nua_r_shutdown:
            if (status >= 200) su_root_break(root);
            break;
        default: break;
    }
}

void SipStack::Impl::invited(nua_handle_t* handle, const sip_t& sip) {
    Dialogue& dialogue = dialogue_of(handle);
    if (dialogue.is_told) return listener.offered_again(dialogue.key, payload_of(sip));
    dialogue.is_told = true;
    Arrival arrival;
    arrival.dialogue = dialogue.key;
    if (sip.sip_from != nullptr) arrival.caller = user_of(sip.sip_from->a_url);
    if (sip.sip_request != nullptr) arrival.called = user_of(sip.sip_request->rq_url);
    if (sip.sip_call_id != nullptr) arrival.call_id = sip.sip_call_id->i_id;
    arrival.offer = payload_of(sip);
    listener.invited(arrival);
}

void SipStack::Impl::forget(nua_handle_t* handle, int status) {
    const auto known = dialogues.find(handle);
    if (known != dialogues.end()) {
        const DialogueKey key = known->second.key;
        dialogues.erase(known);
        handles.erase(static_cast<std::uint64_t>(key));
        listener.ended(key, {LegCause::hung_up, status});
    }
    nua_handle_destroy(handle);
}

SipStack::SipStack(const SipOptions& options, SipListener& listener)
    : impl_(std::make_unique<Impl>(options, listener)) {}
SipStack::~SipStack() = default;

void SipStack::ring(DialogueKey key) {
    impl_->post([key](Impl& impl) {
        if (const Dialogue* dialogue = impl.find(key))
            nua_respond(dialogue->handle, SIP_180_RINGING, TAG_END());
    });
}

void SipStack::progress(DialogueKey key, std::string sdp) {
    impl_->post([key, sdp = std::move(sdp)](Impl& impl) {
        const Dialogue* dialogue = impl.find(key);
        if (dialogue == nullptr) return;
        nua_respond(dialogue->handle, SIP_183_SESSION_PROGRESS,
                    SIPTAG_CONTENT_TYPE_STR("application/sdp"), SIPTAG_PAYLOAD_STR(sdp.c_str()),
                    TAG_END());
    });
}

void SipStack::accept(DialogueKey key, std::string sdp) {
    impl_->post([key, sdp = std::move(sdp)](Impl& impl) {
        Dialogue* dialogue = impl.find(key);
        if (dialogue == nullptr) return;
        dialogue->is_answered = true;
        nua_respond(dialogue->handle, SIP_200_OK, SIPTAG_CONTENT_TYPE_STR("application/sdp"),
                    SIPTAG_PAYLOAD_STR(sdp.c_str()), TAG_END());
    });
}

void SipStack::refuse(DialogueKey key, int status) {
    impl_->post([key, status](Impl& impl) {
        if (const Dialogue* dialogue = impl.find(key))
            nua_respond(dialogue->handle, status, sip_status_phrase(status), TAG_END());
    });
}

void SipStack::hang_up(DialogueKey key) {
    impl_->post([key](Impl& impl) {
        const Dialogue* dialogue = impl.find(key);
        if (dialogue == nullptr) return;
        if (dialogue->is_answered)
            nua_bye(dialogue->handle, TAG_END());
        else
            nua_respond(dialogue->handle, SIP_480_TEMPORARILY_UNAVAILABLE, TAG_END());
    });
}

// Dialling, trunks and phones follow.
void SipStack::set_trunk(TrunkTerms) {}
void SipStack::forget_trunk(TrunkId) {}
void SipStack::set_phone(PhoneTerms) {}
void SipStack::forget_phone(PhoneId) {}
void SipStack::open() {}
void SipStack::tell_transfer(DialogueKey, int) {}

DialogueKey SipStack::dial(Dialling) {
    const DialogueKey key{++impl_->last_dialled};
    impl_->post([key](Impl& impl) { impl.listener.ended(key, {LegCause::unreachable, 0}); });
    return key;
}

void SipStack::run(std::function<void()> work) {
    impl_->post([work = std::move(work)](Impl&) { work(); });
}

}  // namespace parley::voice
