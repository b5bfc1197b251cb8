// The bytes of one socket, plain or TLS, without waiting: every call does what it can at once and
// says what it would have to wait for. Holds no buffer of its own between calls (TLS: OpenSSL's,
// released when empty).
#pragma once

#include <sys/uio.h>
#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace parley::http {

struct IoResult {
    enum class Status { done, want_read, want_write, ended, broken };

    Status status = Status::done;
    std::size_t bytes = 0;
};

class Stream {
public:
    virtual ~Stream() = default;
    virtual IoResult handshake() = 0;
    virtual IoResult read(std::span<char> into) = 0;  // done means at least one byte.
    // After want_read or want_write the next call must begin with the same bytes.
    virtual IoResult write(std::span<const iovec> pieces) = 0;
    virtual void end() = 0;  // Nothing more will be written.
    // Whether read() would give bytes although the socket is not readable.
    virtual bool has_buffered_input() const = 0;
};

// The socket stays the caller's, must be non-blocking and outlive the stream.
std::unique_ptr<Stream> make_plain_stream(int socket);

// TLS 1.2 and later with one certificate. Shared by all connections and threads.
class TlsContext {
public:
    // Throws std::runtime_error naming the file that cannot be used.
    TlsContext(const std::string& certificate_file, const std::string& key_file);
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    std::unique_ptr<Stream> make_stream(int socket) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace parley::http
