// A connection to the NATS server: messages by subject, and questions with an answer.
//
// It never gives up reconnecting; while there is no connection, what is published is lost and
// questions stay unanswered, which their askers must bear anyway. Callbacks run on the library's
// own threads, one at a time for each subscription, and must not block.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace parley {

class Nats {
public:
    struct Message {
        std::string_view subject;
        std::string_view data;
        std::string_view reply_to;  // Empty: no answer is wanted.
    };
    using OnMessage = std::function<void(const Message&)>;

    virtual ~Nats() = default;
    virtual void publish(const std::string& subject, std::string_view data) = 0;
    virtual void subscribe(const std::string& subject, OnMessage on_message) = 0;
    // Answers come to one subject of this connection; `publish_asking` names it with `token`,
    // and `on_answer(token, data)` is told.
    virtual void on_answers(std::function<void(std::string_view, std::string_view)> told) = 0;
    virtual void publish_asking(const std::string& subject, std::string_view token,
                                std::string_view data) = 0;
    virtual bool is_connected() const = 0;
};

// `addresses`: nats://host:port, several with commas between. Returns at once, connected or not.
// Throws std::runtime_error for what is no such address.
std::unique_ptr<Nats> connect_nats(const std::string& addresses);

}  // namespace parley
