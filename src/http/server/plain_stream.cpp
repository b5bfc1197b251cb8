#include <cerrno>
#include <sys/socket.h>

#include "http/server/stream.hpp"

namespace parley::http {
namespace {

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

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
        msghdr message{};
        message.msg_iov = const_cast<iovec*>(pieces.data());  // sendmsg only reads them.
        message.msg_iovlen = pieces.size();
        const ssize_t size = ::sendmsg(socket_, &message, MSG_NOSIGNAL);
        if (size >= 0) return {IoResult::Status::done, static_cast<std::size_t>(size)};
        return {would_block() ? IoResult::Status::want_write : IoResult::Status::broken};
    }

    void end() override { ::shutdown(socket_, SHUT_WR); }
    bool has_buffered_input() const override { return false; }

private:
    int socket_;
};

}  // namespace

std::unique_ptr<Stream> make_plain_stream(int socket) { return std::make_unique<PlainStream>(socket); }

}  // namespace parley::http
