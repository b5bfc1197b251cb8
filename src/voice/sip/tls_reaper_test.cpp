#include "voice/sip/tls_reaper.hpp"

#include <doctest/doctest.h>
#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace parley::voice {
namespace {

const Instant start = from_ms(1'790'000'000'000);

// A connection as sofia makes and leaves it.
struct Connection {
    explicit Connection(SSL_CTX* of) : context(of) {
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0);
        bio = BIO_new_socket(ends[0], BIO_NOCLOSE);
        ssl = SSL_new(context);
        SSL_set_bio(ssl, bio, bio);
    }
    void leave() {
        SSL_CTX_free(context);
        BIO_free(bio);
        ::close(std::exchange(ends[0], -1));
    }
    ~Connection() { ::close(ends[1]); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    SSL_CTX* context;
    std::array<int, 2> ends{-1, -1};
    BIO* bio = nullptr;
    SSL* ssl = nullptr;
};

TEST_CASE("a connection whose socket is gone is freed, another stands") {
    SSL_CTX* context = SSL_CTX_new(TLS_method());
    {
        TlsReaper reaper;
        Connection over(context);
        Connection standing(context);
        CHECK(reaper.connections() == 2);
        reaper.on_tick(start);
        over.leave();
        reaper.on_tick(start + 1s);
        CHECK(reaper.connections() == 1);
        Connection unseen(context);
        unseen.leave();  // Before it was ever seen.
        reaper.on_tick(start + 2s);
        reaper.on_tick(start + 3s);
        CHECK(reaper.connections() == 1);
        standing.leave();
    }
    SSL_CTX_free(context);
}

TEST_CASE("who does not come to an agreement in time is closed") {
    SSL_CTX* context = SSL_CTX_new(TLS_method());
    {
        TlsReaper reaper;
        Connection slow(context);
        reaper.on_tick(start);
        char byte = 0;
        reaper.on_tick(start + TlsReaper::handshake_max);
        CHECK(::recv(slow.ends[1], &byte, 1, MSG_DONTWAIT) == -1);
        reaper.on_tick(start + TlsReaper::handshake_max + 1ms);
        CHECK(::recv(slow.ends[1], &byte, 1, MSG_DONTWAIT) == 0);
        slow.leave();
    }
    SSL_CTX_free(context);
}

TEST_CASE("what another thread, or nobody's watch, makes is not touched") {
    SSL_CTX* context = SSL_CTX_new(TLS_method());
    SSL* before = SSL_new(context);
    {
        const TlsReaper reaper;
        CHECK(reaper.connections() == 0);
    }
    SSL_free(before);
    SSL_CTX_free(context);
}

}  // namespace
}  // namespace parley::voice
