// The BodyReader of one upload: holds at most one chunk, and lets the socket wait while it is full.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <optional>
#include <string>

#include "http/server/connection.hpp"
#include "http/server/request.hpp"

namespace parley::http {

class BodyStream final : public BodyReader {
public:
    // `more` is called when a chunk has been used and the next one is wanted.
    BodyStream(Executor executor, std::size_t bytes_max, std::function<void()> more);

    Task<Result<std::string_view>> next() override;

    // From the session. REQUIRES for give: bytes.size() <= room().
    std::size_t room() const { return consumed_ || over_ ? 0 : chunk_max - chunk_.size(); }
    void give(std::string_view bytes);
    void end();
    void fail(Code code, std::string_view reason);

private:
    bool is_ready() const { return over_ || !chunk_.empty(); }

    boost::asio::steady_timer wake_;
    std::function<void()> more_;
    std::string chunk_;
    std::size_t bytes_left_;
    std::optional<Error> error_;
    bool consumed_ = false;  // chunk_ is in the reader's hands.
    bool over_ = false;
};

}  // namespace parley::http
