// OpenSSL works on the socket itself rather than through Asio's ssl::stream, which keeps two 17 KiB
// buffers for every connection, however idle.
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

#include "http/server/stream.hpp"

namespace parley::http {
namespace {

constexpr std::size_t record_max = 16 * 1024;

struct FreeSsl {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
};
struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

class TlsStream final : public Stream {
public:
    TlsStream(SSL_CTX* context, int socket) : socket_(socket), ssl_(SSL_new(context)) {
        if (!ssl_ || SSL_set_fd(ssl_.get(), socket) != 1)
            throw std::runtime_error("TLS: no memory");
        SSL_set_accept_state(ssl_.get());
    }

    IoResult handshake() override {
        ERR_clear_error();
        return outcome(SSL_do_handshake(ssl_.get()), 0);
    }

    IoResult read(std::span<char> into) override {
        ERR_clear_error();
        std::size_t size = 0;
        return outcome(SSL_read_ex(ssl_.get(), into.data(), into.size(), &size), size);
    }

    // One record at a time, gathered, since OpenSSL knows no iovec.
    IoResult write(std::span<const iovec> pieces) override {
        thread_local std::array<char, record_max> record;
        std::size_t filled = 0;
        for (const iovec& piece : pieces) {
            const std::size_t size = std::min(piece.iov_len, record.size() - filled);
            std::memcpy(record.data() + filled, piece.iov_base, size);
            filled += size;
            if (filled == record.size()) break;
        }
        ERR_clear_error();
        std::size_t size = 0;
        return outcome(SSL_write_ex(ssl_.get(), record.data(), filled, &size), size);
    }

    void end() override {
        ERR_clear_error();
        if (SSL_is_init_finished(ssl_.get())) SSL_shutdown(ssl_.get());
        ERR_clear_error();
        ::shutdown(socket_, SHUT_WR);
    }

    bool has_buffered_input() const override { return SSL_has_pending(ssl_.get()) == 1; }

private:
    IoResult outcome(int returned, std::size_t bytes) {
        if (returned == 1) return {IoResult::Status::done, bytes};
        switch (SSL_get_error(ssl_.get(), returned)) {
            case SSL_ERROR_WANT_READ: return {IoResult::Status::want_read};
            case SSL_ERROR_WANT_WRITE: return {IoResult::Status::want_write};
            case SSL_ERROR_ZERO_RETURN: return {IoResult::Status::ended};
            default: return {IoResult::Status::broken};
        }
    }

    int socket_;
    std::unique_ptr<SSL, FreeSsl> ssl_;
};

int choose_http_1_1(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";  // OpenSSL keeps a pointer into it.
    unsigned char* selected = nullptr;
    const int found =
        SSL_select_next_proto(&selected, chosen_size, ours, sizeof ours - 1, offered, offered_size);
    *chosen = selected;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

struct TlsContext::State {
    std::unique_ptr<SSL_CTX, FreeContext> context{SSL_CTX_new(TLS_server_method())};
};

TlsContext::TlsContext(const std::string& certificate_file, const std::string& key_file)
    : state_(std::make_unique<State>()) {
    SSL_CTX* context = state_->context.get();
    if (context == nullptr) throw std::runtime_error("TLS: no memory");
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(
        context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    // A write may be repeated from another buffer: the queue moves its pieces.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_alpn_select_cb(context, choose_http_1_1, nullptr);
    if (SSL_CTX_use_certificate_chain_file(context, certificate_file.c_str()) != 1) {
        throw std::runtime_error("TLS: not a usable certificate: " + certificate_file);
    }
    if (SSL_CTX_use_PrivateKey_file(context, key_file.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context) != 1) {
        throw std::runtime_error("TLS: not the key of that certificate: " + key_file);
    }
}

TlsContext::~TlsContext() = default;

std::unique_ptr<Stream> TlsContext::make_stream(int socket) const {
    return std::make_unique<TlsStream>(state_->context.get(), socket);
}

}  // namespace parley::http
