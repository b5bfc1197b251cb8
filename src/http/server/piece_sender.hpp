// Sends what is never held whole, a piece at a time, as the connection takes it.
#pragma once

#include <cstdint>
#include <string>

#include "http/server/connection.hpp"
#include "http/server/response.hpp"

namespace parley::http {

class PieceSender {
public:
    explicit PieceSender(MadeBody body) : body_(std::move(body)) {}

    bool done() const { return at_ == body_.size; }
    // Queues pieces until the connection has something pending or a turn's worth is sent. False
    // when the next cannot be read: the answer is then broken.
    bool pump(Connection& connection);

private:
    MadeBody body_;
    std::uint64_t at_ = 0;
};

// Opens the file; nothing where that fails or it does not hold `size` bytes.
std::optional<MadeBody> opened(const FileBody& file);

}  // namespace parley::http
