#include <sys/socket.h>
#include <cerrno>
#include <cstring>

#include "http/server/stream.hpp"

namespace parley::http {
namespace {

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

constexpr std::size_t small_max = 1024;

// The pieces one behind the other, or 0 where they do not fit: one send of few bytes is cheaper for
// the system than a description of where they lie.
std::size_t join(std::span<const iovec> pieces, char (&into)[small_max]) {
    std::size_t filled = 0;
    for (const iovec& piece : pieces) {
        if (piece.iov_len > small_max - filled) return 0;
        std::memcpy(into + filled, piece.iov_base, piece.iov_len);
        filled += piece.iov_len;
    }
    return filled;
}

class PlainStream final : public Stream {
public:
    explicit PlainStream(int socket) : socket_(socket) {}

    IoResult handshake() override { return {}; }

    IoResult read(std::span<char> into) override {
        const ssize_t size = ::recv(socket_, into.data(), into.size(), 0);
        if (size > 0) return {IoResult::Status::done, static_cast<std::size_t>(size)};
        if (size == 0) return {IoResult::Status::ended};
        return {would_block() ? IoResult::Status::want_read : IoResult::Status::broken};
    }

    IoResult write(std::span<const iovec> pieces) override {
        char small[small_max];
        const std::size_t joined = join(pieces, small);
        msghdr message{};
        message.msg_iov = const_cast<iovec*>(pieces.data());  // sendmsg only reads them.
        message.msg_iovlen = pieces.size();
        const ssize_t size = joined > 0 ? ::send(socket_, small, joined, MSG_NOSIGNAL)
                                        : ::sendmsg(socket_, &message, MSG_NOSIGNAL);
        if (size >= 0) return {IoResult::Status::done, static_cast<std::size_t>(size)};
        return {would_block() ? IoResult::Status::want_write : IoResult::Status::broken};
    }

    void end() override { ::shutdown(socket_, SHUT_WR); }
    bool has_buffered_input() const override { return false; }

private:
    int socket_;
};

}  // namespace

std::unique_ptr<Stream> make_plain_stream(int socket) {
    return std::make_unique<PlainStream>(socket);
}

}  // namespace parley::http
