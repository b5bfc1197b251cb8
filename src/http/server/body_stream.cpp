#include "http/server/body_stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <utility>

#include "base/assert.hpp"

namespace parley::http {

BodyStream::BodyStream(Executor executor, std::size_t bytes_max, std::function<void()> more)
    : wake_(executor, boost::asio::steady_timer::time_point::max()),
      more_(std::move(more)),
      bytes_left_(bytes_max) {}

Task<Result<std::string_view>> BodyStream::next() {
    if (consumed_) {
        consumed_ = false;
        chunk_.clear();
    }
    if (!is_ready()) more_();
    while (!is_ready()) {
        constexpr auto waiting = boost::asio::as_tuple(boost::asio::use_awaitable);
        co_await wake_.async_wait(waiting);
    }
    if (!chunk_.empty()) {
        consumed_ = true;
        co_return std::string_view(chunk_);
    }
    if (error_) co_return std::unexpected(*error_);
    co_return std::string_view();
}

void BodyStream::give(std::string_view bytes) {
    PARLEY_ASSERT(bytes.size() <= room());
    if (bytes.size() > bytes_left_) {
        chunk_.clear();
        return fail(Code::over_limit, "body_too_large");
    }
    bytes_left_ -= bytes.size();
    chunk_.append(bytes);
    wake_.cancel();
}

void BodyStream::end() {
    over_ = true;
    wake_.cancel();
}

void BodyStream::fail(Code code, std::string_view reason) {
    if (over_) return;
    over_ = true;
    error_ = Error{code, std::string(reason), {}, {}};
    wake_.cancel();
}

}  // namespace parley::http
