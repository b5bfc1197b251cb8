// Puts one answer on a connection: head and body together where the body is small, what is
// large piece by piece as the connection takes it.
#pragma once

#include <optional>

#include "http/server/answer_head.hpp"
#include "http/server/connection.hpp"
#include "http/server/piece_sender.hpp"

namespace parley::http {

class AnswerWriter {
public:
    enum class Progress {
        waiting,    // Call again when the connection has drained.
        turn_over,  // Call again soon, after others have had their turn.
        written,
        broken,  // The body ended early; only closing can tell the peer.
    };

    // The status that went out: 500 where the response's file could not be opened.
    int begin(Connection& connection, Response response, const AnswerTraits& traits);
    Progress proceed(Connection& connection);

private:
    std::optional<PieceSender> pieces_;
};

}  // namespace parley::http
