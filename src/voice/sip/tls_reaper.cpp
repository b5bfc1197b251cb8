#include "voice/sip/tls_reaper.hpp"

#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <optional>

namespace parley::voice {

struct TlsReaper::Connection {
    SSL* ssl = nullptr;
    bool is_seen = false;
    int socket = -1;
    std::optional<ino_t> inode;  // Of the socket; none: it was closed before we saw it.
    Instant since;
};

namespace {

thread_local std::vector<TlsReaper::Connection>* noticed = nullptr;

void on_new_connection(void* parent, void*, CRYPTO_EX_DATA*, int, long, void*) {
    if (noticed != nullptr) noticed->push_back({static_cast<SSL*>(parent), false, -1, {}, {}});
}

std::optional<ino_t> inode_of(int socket) {
    struct stat status{};
    if (::fstat(socket, &status) != 0) return std::nullopt;
    return status.st_ino;
}

// Of the BIO and of the context sofia gives back a reference that is not its own but the
// connection's: one more of each makes that right.
void see(TlsReaper::Connection& one, Instant now) {
    BIO* bio = SSL_get_rbio(one.ssl);
    if (bio == nullptr) return;
    BIO_up_ref(bio);
    SSL_CTX_up_ref(SSL_get_SSL_CTX(one.ssl));
    one.is_seen = true;
    one.since = now;
    BIO_get_fd(bio, &one.socket);
    one.inode = inode_of(one.socket);
}

}  // namespace

TlsReaper::TlsReaper() {
    [[maybe_unused]] static const int hook =
        SSL_get_ex_new_index(0, nullptr, &on_new_connection, nullptr, nullptr);
    noticed = &connections_;
}

TlsReaper::~TlsReaper() {
    noticed = nullptr;
    for (const Connection& one : connections_)
        if (one.is_seen) SSL_free(one.ssl);
}

void TlsReaper::on_tick(Instant now) {
    std::erase_if(connections_, [now](Connection& one) {
        if (!one.is_seen) {
            see(one, now);
            return false;
        }
        if (one.inode && inode_of(one.socket) == one.inode) {
            if (SSL_is_init_finished(one.ssl) == 0 && now - one.since > handshake_max)
                ::shutdown(one.socket, SHUT_RDWR);
            return false;
        }
        SSL_free(one.ssl);
        return true;
    });
}

std::size_t TlsReaper::connections() const { return connections_.size(); }

}  // namespace parley::voice
