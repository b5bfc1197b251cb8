#include "bus/nats.hpp"

#include <fmt/format.h>
#include <nats/nats.h>

#include <deque>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "base/log.hpp"

namespace parley {
namespace {

void check(natsStatus status, std::string_view doing) {
    if (status != NATS_OK)
        throw std::runtime_error(fmt::format("{}: {}", doing, natsStatus_GetText(status)));
}

// "nats://a:4222,nats://b:4222"
std::vector<std::string> addresses_in(const std::string& list) {
    std::vector<std::string> addresses;
    std::stringstream text(list);
    for (std::string address; std::getline(text, address, ',');) addresses.push_back(address);
    return addresses;
}

class NatsConnection final : public Nats {
public:
    explicit NatsConnection(const std::string& list) {
        std::vector<const char*> servers;
        const std::vector<std::string> addresses = addresses_in(list);
        servers.reserve(addresses.size());
        for (const std::string& address : addresses) servers.push_back(address.c_str());
        natsOptions* options = nullptr;
        check(natsOptions_Create(&options), "nats");
        const std::unique_ptr<natsOptions, decltype(&natsOptions_Destroy)> owned(
            options, natsOptions_Destroy);
        check(natsOptions_SetServers(options, servers.data(), static_cast<int>(servers.size())),
              list);
        natsOptions_SetAllowReconnect(options, true);
        natsOptions_SetMaxReconnect(options, -1);
        natsOptions_SetReconnectWait(options, 250);
        natsOptions_SetReconnectBufSize(options, 0);  // Stale news is worth nothing.
        // A bus that swallows what it is sent is given up after three pings without an answer:
        // before TCP, which doubles its patience each time, would try again.
        natsOptions_SetPingInterval(options, 1'500);
        natsOptions_SetMaxPingsOut(options, 2);
        natsOptions_SetSendAsap(options, true);
        natsOptions_SetNoEcho(options, true);  // What is said here is known here.
        natsOptions_SetRetryOnFailedConnect(options, true, on_connected, nullptr);
        natsOptions_SetDisconnectedCB(options, on_disconnected, nullptr);
        natsOptions_SetReconnectedCB(options, on_connected, nullptr);
        natsOptions_SetErrorHandler(options, on_error, nullptr);
        natsOptions_SetName(options, "parley");
        const natsStatus status = natsConnection_Connect(&connection_, options);
        if (status != NATS_OK && status != NATS_NOT_YET_CONNECTED) check(status, list);
        if (status == NATS_OK) on_connected(connection_, nullptr);
    }

    ~NatsConnection() override {
        for (natsSubscription* subscription : subscriptions_) {
            natsSubscription_Unsubscribe(subscription);
            natsSubscription_Destroy(subscription);
        }
        natsConnection_Close(connection_);
        natsConnection_Destroy(connection_);
    }

    void publish(const std::string& subject, std::string_view data) override {
        natsConnection_Publish(connection_, subject.c_str(), data.data(),
                               static_cast<int>(data.size()));
    }

    void subscribe(const std::string& subject, OnMessage on_message) override {
        handlers_.push_back(std::move(on_message));
        natsSubscription* subscription = nullptr;
        check(natsConnection_Subscribe(&subscription, connection_, subject.c_str(), receive,
                                       &handlers_.back()),
              subject);
        subscriptions_.push_back(subscription);
    }

    void on_answers(std::function<void(std::string_view, std::string_view)> told) override {
        natsInbox* inbox = nullptr;
        check(natsInbox_Create(&inbox), "nats inbox");
        inbox_ = inbox;
        natsInbox_Destroy(inbox);
        subscribe(inbox_ + ".*", [told = std::move(told)](const Message& message) {
            told(message.subject.substr(message.subject.rfind('.') + 1), message.data);
        });
    }

    void publish_asking(const std::string& subject, std::string_view token,
                        std::string_view data) override {
        natsConnection_PublishRequest(connection_, subject.c_str(),
                                      fmt::format("{}.{}", inbox_, token).c_str(), data.data(),
                                      static_cast<int>(data.size()));
    }

    bool is_connected() const override {
        return natsConnection_Status(connection_) == NATS_CONN_STATUS_CONNECTED;
    }

private:
    static void receive(natsConnection*, natsSubscription*, natsMsg* message, void* handler) {
        const char* reply = natsMsg_GetReply(message);
        const Message told{
            natsMsg_GetSubject(message),
            {natsMsg_GetData(message), static_cast<std::size_t>(natsMsg_GetDataLength(message))},
            reply == nullptr ? "" : reply};
        try {
            (*static_cast<OnMessage*>(handler))(told);
        } catch (const std::exception& error) {
            log_error("node_message_failed", {{"subject", told.subject}, {"why", error.what()}});
        }
        natsMsg_Destroy(message);
    }
    static void on_connected(natsConnection*, void*) { log_info("nats_connected", {}); }
    static void on_disconnected(natsConnection*, void*) { log_warning("nats_lost", {}); }
    static void on_error(natsConnection*, natsSubscription*, natsStatus status, void*) {
        log_warning("nats_error", {{"why", natsStatus_GetText(status)}});
    }

    natsConnection* connection_ = nullptr;
    std::string inbox_;
    std::deque<OnMessage> handlers_;  // Where they lie does not change.
    std::vector<natsSubscription*> subscriptions_;
};

}  // namespace

std::unique_ptr<Nats> connect_nats(const std::string& addresses) {
    return std::make_unique<NatsConnection>(addresses);
}

}  // namespace parley
