#include "outbound/http_client.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <thread>

#include "base/enum_names.hpp"

namespace parley::outbound {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

// Somebody else's program on loopback: reads a request's head, then does as it is told, once for
// each connection until it is destroyed.
class Peer {
public:
    using Act = std::function<void(tcp::socket&)>;

    explicit Peer(Act act, const char* address = "127.0.0.1", std::uint16_t port = 0)
        : acceptor_(context_, {asio::ip::make_address(address), port}),
          thread_([this, act = std::move(act)] { serve(act); }) {}
    ~Peer() {
        closing_ = true;
        tcp::socket nudge(context_);  // Out of its accept.
        boost::system::error_code ignored;
        nudge.connect(acceptor_.local_endpoint(), ignored);
        thread_.join();
    }
    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    int asked() const { return asked_; }
    std::string head() const { return head_; }

private:
    void serve(const Act& act) {
        while (true) {
            boost::system::error_code error;
            tcp::socket socket(context_);
            acceptor_.accept(socket, error);
            if (error || closing_) return;
            asio::streambuf buffer;
            const std::size_t size = asio::read_until(socket, buffer, "\r\n\r\n", error);
            head_ = std::string(asio::buffers_begin(buffer.data()),
                                asio::buffers_begin(buffer.data()) + static_cast<long>(size));
            ++asked_;
            act(socket);
        }
    }

    asio::io_context context_;
    tcp::acceptor acceptor_;
    std::atomic<int> asked_{0};
    std::atomic<bool> closing_{false};
    std::string head_;  // Of the request counted last in asked_.
    std::thread thread_;
};

void send(tcp::socket& socket, std::string_view text) {
    boost::system::error_code ignored;
    asio::write(socket, asio::buffer(text), ignored);
}

Peer::Act saying(std::string text) {
    return [text = std::move(text)](tcp::socket& socket) { send(socket, text); };
}

// Answers each asking with the next of its answers; the last one stays.
class ScriptedResolver final : public Resolver {
public:
    explicit ScriptedResolver(std::vector<std::vector<const char*>> answers)
        : answers_(std::move(answers)) {}

    Task<std::vector<asio::ip::address>> addresses(std::string) override {
        std::vector<asio::ip::address> found;
        const std::size_t at = std::min(asked++, answers_.size() - 1);
        for (const char* text : answers_[at]) found.push_back(asio::ip::make_address(text));
        co_return found;
    }

    std::size_t asked = 0;

private:
    std::vector<std::vector<const char*>> answers_;
};

OutboundAnswer post(HttpClient& client, std::string url) {
    asio::io_context context;
    OutboundRequest request;
    request.url = std::move(url);
    request.headers = {{"webhook-id", "one"}};
    request.body = R"({"type":"test"})";
    auto answer = asio::co_spawn(context, client.post(std::move(request)), asio::use_future);
    context.run();
    return answer.get();
}

std::string told(const OutboundAnswer& answer) {
    return std::string(name_of(answer.failure)) + " " + std::to_string(answer.status) + " " +
           answer.body;
}

ClientOptions laboratory() {
    ClientOptions options;
    options.policy.allow_private = true;
    options.policy.ports = {};
    return options;
}

std::string asked(Peer::Act act) {
    const Peer peer(std::move(act));
    ScriptedResolver resolver({{"127.0.0.1"}});
    HttpClient client(laboratory(), resolver);
    return told(post(client, "http://peer.test:" + std::to_string(peer.port()) + "/in?x=1"));
}

TEST_CASE("a request goes out whole, and the answer comes back") {
    Peer peer(saying("HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello"));
    ScriptedResolver resolver({{"127.0.0.1"}});
    HttpClient client(laboratory(), resolver);
    const std::string port = std::to_string(peer.port());
    CHECK(told(post(client, "http://Peer.test:" + port + "/in?x=1")) == "none 201 hello");
    REQUIRE(peer.asked() == 1);
    CHECK(peer.head().starts_with("POST /in?x=1 HTTP/1.1\r\n"));
    CHECK(peer.head().find("Host: peer.test:" + port + "\r\n") != std::string::npos);
    CHECK(peer.head().find("webhook-id: one\r\n") != std::string::npos);
    CHECK(peer.head().find("Content-Length: 15\r\n") != std::string::npos);
}

TEST_CASE("how long the other side asks us to wait is told as it said it") {
    const auto wait_of = [](std::string line) {
        const Peer peer(saying("HTTP/1.1 503 Busy\r\n" + line + "Content-Length: 0\r\n\r\n"));
        ScriptedResolver resolver({{"127.0.0.1"}});
        HttpClient client(laboratory(), resolver);
        return post(client, "http://peer.test:" + std::to_string(peer.port()) + "/").retry_after;
    };
    CHECK(wait_of("") == "");
    CHECK(wait_of("retry-after:  120 \r\n") == "120");
    CHECK(wait_of("Retry-After: Sun, 15 Jun 2025 15:07:40 GMT\r\n") ==
          "Sun, 15 Jun 2025 15:07:40 GMT");
}

TEST_CASE("answers in every framing are read") {
    CHECK(asked(saying("HTTP/1.1 204 No Content\r\n\r\n")) == "none 204 ");
    CHECK(asked(saying("HTTP/1.0 200 OK\r\n\r\nuntil the end")) == "none 200 until the end");
    CHECK(asked(saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                       "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")) == "none 200 abcde");
    CHECK(asked(saying("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
                       "ok")) == "none 200 ok");
}

TEST_CASE("a redirect is an answer, not an address") {
    const Peer elsewhere(saying("HTTP/1.1 200 OK\r\n\r\n"));
    const std::string answer =
        asked(saying("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:" +
                     std::to_string(elsewhere.port()) + "/\r\n\r\n"));
    CHECK(answer == "none 302 ");
    CHECK(elsewhere.asked() == 0);
}

TEST_CASE("garbage, silence and endless heads are broken answers") {
    CHECK(asked(saying("220 mail.example ESMTP\r\n")) == "broken_answer 0 ");
    CHECK(asked(saying("")) == "broken_answer 0 ");
    CHECK(asked(saying("HTTP/1.1 200 OK\r\nX: " + std::string(32 * 1024, 'x') + "\r\n\r\n")) ==
          "broken_answer 0 ");
    std::string forever;
    for (int i = 0; i < 10; ++i) forever += "HTTP/1.1 102 Processing\r\n\r\n";
    CHECK(asked(saying(forever + "HTTP/1.1 200 OK\r\n\r\n")) == "broken_answer 0 ");
}

TEST_CASE("once there is a status, a body that is huge, endless or broken off is only cut") {
    std::atomic<std::size_t> taken{0};
    const std::string answer = asked([&](tcp::socket& socket) {
        send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
        const std::string piece(1024, 'x');
        boost::system::error_code error;
        while (!error) taken += asio::write(socket, asio::buffer(piece), error);
    });
    CHECK(answer == "none 200 " + std::string(HttpClient::answer_kept_max, 'x'));
    CHECK(taken < 64 * 1024 * 1024);  // What it wrote into the systems' buffers before we hung up.
    CHECK(asked(saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")) == "none 200 half");
}

TEST_CASE("the name is asked once, and the connection goes to what was answered") {
    Peer first(saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst"));
    Peer second(saying("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond"), "127.0.0.2",
                first.port());
    ScriptedResolver resolver({{"127.0.0.1"}, {"127.0.0.2"}});
    HttpClient client(laboratory(), resolver);
    const std::string url = "http://rebinding.test:" + std::to_string(first.port()) + "/";
    CHECK(told(post(client, url)) == "none 200 first");
    CHECK(resolver.asked == 1);
    CHECK(told(post(client, url)) == "none 200 second");
}

TEST_CASE("a name that has one address which is not public is refused whole, and nobody is asked") {
    const Peer peer(saying("HTTP/1.1 200 OK\r\n\r\n"));
    ClientOptions options;
    options.policy.ports = {};
    for (const auto& addresses :
         std::vector<std::vector<const char*>>{{"127.0.0.1"},
                                               {"8.8.8.8", "127.0.0.1"},
                                               {"127.0.0.1", "8.8.8.8"},
                                               {"::ffff:127.0.0.1"},
                                               {"64:ff9b::7f00:1"},
                                               {"169.254.169.254"},
                                               {"2606:4700::1111", "fd00::1"}}) {
        ScriptedResolver resolver({addresses});
        HttpClient client(options, resolver);
        const std::string url = "https://evil.test:" + std::to_string(peer.port()) + "/";
        CHECK(told(post(client, url)) == "address_refused 0 ");
    }
    CHECK(peer.asked() == 0);
}

TEST_CASE("a name without address, a closed port, and a stopped client") {
    ScriptedResolver nothing({{}});
    HttpClient lost(laboratory(), nothing);
    CHECK(told(post(lost, "http://nowhere.test/")) == "name_unknown 0 ");

    std::uint16_t closed = 0;
    {
        const Peer peer(saying(""));
        closed = peer.port();
    }
    ScriptedResolver resolver({{"127.0.0.1"}});
    HttpClient client(laboratory(), resolver);
    const std::string url = "http://peer.test:" + std::to_string(closed) + "/";
    CHECK(told(post(client, url)) == "connect_failed 0 ");
    client.stop();
    CHECK(told(post(client, url)) == "timed_out 0 ");
}

TEST_CASE("the first address that answers is enough") {
    Peer peer(saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), "127.0.0.2");
    ScriptedResolver resolver({{"127.0.0.3", "127.0.0.2"}});
    HttpClient client(laboratory(), resolver);
    CHECK(told(post(client, "http://peer.test:" + std::to_string(peer.port()) + "/")) ==
          "none 200 ");
}

}  // namespace
}  // namespace parley::outbound
