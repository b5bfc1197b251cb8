#include "outbound/http_client.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <stdexcept>

#include "outbound/address_guard.hpp"
#include "outbound/target.hpp"

namespace parley::outbound {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

using Stream = beast::basic_stream<asio::ip::tcp, asio::any_io_executor>;
using Addresses = std::vector<asio::ip::address>;
using Time = std::chrono::steady_clock;

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

SendFailure failure_of(const boost::system::error_code& error, SendFailure otherwise) {
    const bool is_late = error == beast::error::timeout || error == asio::error::timed_out ||
                         error == asio::error::operation_aborted;
    return is_late ? SendFailure::timed_out : otherwise;
}

OutboundAnswer failed(SendFailure failure) {
    return {.failure = failure, .status = 0, .retry_after = {}, .body = {}, .is_whole = false};
}

bhttp::request<bhttp::string_body> request_of(const Target& target, OutboundRequest request,
                                              const std::string& user_agent) {
    bhttp::request<bhttp::string_body> message{bhttp::verb::post, target.path, 11};
    message.set(bhttp::field::host, target.authority());
    message.set(bhttp::field::user_agent, user_agent);
    message.set(bhttp::field::content_type, "application/json");
    message.set(bhttp::field::connection, "close");
    for (const auto& [name, value] : request.headers) message.set(name, value);
    message.body() = std::move(request.body);
    message.prepare_payload();
    return message;
}

template <class AnyStream>
Task<> read_body(AnyStream& stream, beast::flat_buffer& buffer,
                 bhttp::response_parser<bhttp::buffer_body>& parser, OutboundAnswer& answer) {
    std::array<char, HttpClient::answer_kept_max> chunk;  // NOLINT: only what was read is used.
    std::string& kept = answer.body;
    std::size_t taken = 0;
    while (!parser.is_done() && taken < HttpClient::answer_read_max) {
        parser.get().body().data = chunk.data();
        parser.get().body().size = chunk.size();
        const auto [error, bytes] =
            co_await bhttp::async_read_some(stream, buffer, parser, no_throw);
        const std::size_t got = chunk.size() - parser.get().body().size;
        kept.append(chunk.data(), std::min(got, HttpClient::answer_kept_max - kept.size()));
        taken += got;
        if (error && error != bhttp::error::need_buffer) break;
    }
    answer.is_whole = parser.is_done() && taken == kept.size();
}

// Once a status is there it counts; whatever goes wrong behind it only shortens what is kept.
template <class AnyStream>
Task<OutboundAnswer> converse(AnyStream& stream, bhttp::request<bhttp::string_body> message) {
    if (const auto [error, bytes] = co_await bhttp::async_write(stream, message, no_throw); error)
        co_return failed(failure_of(error, SendFailure::broken_answer));

    beast::flat_buffer buffer(HttpClient::answer_head_max);
    for (int interim = 0; interim <= HttpClient::interim_answers_max; ++interim) {
        bhttp::response_parser<bhttp::buffer_body> parser;
        parser.header_limit(HttpClient::answer_head_max);
        parser.body_limit(boost::none);  // read_body has its own.
        const auto [error, bytes] =
            co_await bhttp::async_read_header(stream, buffer, parser, no_throw);
        if (error) co_return failed(failure_of(error, SendFailure::broken_answer));
        OutboundAnswer answer{.failure = SendFailure::none,
                              .status = static_cast<int>(parser.get().result_int()),
                              .retry_after = parser.get()[bhttp::field::retry_after],
                              .body = {},
                              .is_whole = false};
        if (answer.status < 200) continue;
        co_await read_body(stream, buffer, parser, answer);
        co_return answer;
    }
    co_return failed(SendFailure::broken_answer);
}

}  // namespace

struct HttpClient::Tls {
    asio::ssl::context context{asio::ssl::context::tls_client};
};

struct HttpClient::Attempt {
    Attempt(const asio::any_io_executor& executor, OutboundRequest asked)
        : request(std::move(asked)),
          deadline(Time::now() + (request.within > Duration{}
                                      ? std::min(request.within, Duration(done_within))
                                      : Duration(done_within))),
          looked_up(std::make_shared<asio::steady_timer>(executor, deadline)),
          stream(executor) {}

    void cancel() {
        looked_up->cancel();
        stream.cancel();
    }
    Time::time_point patience() const { return std::min(deadline, Time::now() + connect_within); }

    OutboundRequest request;
    Target target;
    Addresses addresses;
    const Time::time_point deadline;
    std::shared_ptr<asio::steady_timer> looked_up;  // Cancelled when the name's addresses are here.
    Stream stream;
};

HttpClient::HttpClient(ClientOptions options, Resolver& resolver)
    : options_(std::move(options)), resolver_(resolver), tls_(std::make_unique<Tls>()) {
    asio::ssl::context& context = tls_->context;
    context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                        asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                        asio::ssl::context::no_tlsv1_1);
    context.set_verify_mode(asio::ssl::verify_peer);
    boost::system::error_code error;
    context.set_default_verify_paths(error);  // None: then only `ca_file` is trusted.
    if (options_.ca_file.empty()) return;
    context.load_verify_file(options_.ca_file, error);
    if (error) throw std::runtime_error(options_.ca_file + ": no certificates can be read");
}

HttpClient::~HttpClient() = default;

SendFailure HttpClient::check(std::string_view url) const {
    const auto target = parse_target(url, options_.policy);
    return target ? SendFailure::none : target.error();
}

Task<OutboundAnswer> HttpClient::post(OutboundRequest request) {
    if (stopped_) co_return failed(SendFailure::timed_out);
    auto target = parse_target(request.url, options_.policy);
    if (!target) co_return failed(target.error());
    Attempt attempt(co_await asio::this_coro::executor, std::move(request));
    attempt.target = std::move(*target);
    attempts_.insert(&attempt);
    OutboundAnswer answer = co_await run(attempt);
    attempts_.erase(&attempt);
    co_return answer;
}

void HttpClient::stop() {
    stopped_ = true;
    for (Attempt* attempt : attempts_) attempt->cancel();
}

Task<OutboundAnswer> HttpClient::run(Attempt& attempt) {
    const SendFailure found = co_await find_addresses(attempt);
    if (stopped_) co_return failed(SendFailure::timed_out);
    if (found != SendFailure::none) co_return failed(found);
    const SendFailure connected = co_await connect(attempt);
    if (connected != SendFailure::none) co_return failed(connected);
    attempt.stream.expires_at(attempt.deadline);
    if (attempt.target.is_tls) co_return co_await talk_tls(attempt);
    co_return co_await talk_plain(attempt);
}

// A lookup cannot be broken off: it is left to end by itself when the attempt's time is over.
Task<SendFailure> HttpClient::find_addresses(Attempt& attempt) {
    auto found = std::make_shared<Addresses>();
    if (attempt.target.address) {
        found->push_back(*attempt.target.address);
    } else {
        auto look_up = [](Resolver& resolver, std::string name, std::shared_ptr<Addresses> into,
                          std::shared_ptr<asio::steady_timer> done) -> Task<> {
            *into = co_await resolver.addresses(std::move(name));
            done->expires_at(Time::time_point::min());
        };
        const auto executor = co_await asio::this_coro::executor;
        asio::co_spawn(executor, look_up(resolver_, attempt.target.host, found, attempt.looked_up),
                       asio::detached);
        const auto [error] = co_await attempt.looked_up->async_wait(no_throw);
        if (!error && found->empty() && Time::now() >= attempt.deadline)
            co_return SendFailure::timed_out;
    }
    if (found->empty()) co_return SendFailure::name_unknown;
    const bool all_public = std::ranges::all_of(*found, is_public);
    if (!all_public && !options_.policy.allow_private) co_return SendFailure::address_refused;
    attempt.addresses = *found;
    co_return SendFailure::none;
}

Task<SendFailure> HttpClient::connect(Attempt& attempt) {
    SendFailure failure = SendFailure::connect_failed;
    const std::size_t tries = std::min(attempt.addresses.size(), addresses_tried_max);
    for (std::size_t i = 0; i < tries; ++i) {
        if (stopped_ || Time::now() >= attempt.deadline) co_return SendFailure::timed_out;
        const asio::ip::tcp::endpoint to(attempt.addresses[i], attempt.target.port);
        attempt.stream.expires_at(attempt.patience());
        const auto [error] = co_await attempt.stream.async_connect(to, no_throw);
        if (!error) co_return SendFailure::none;
        failure = failure_of(error, SendFailure::connect_failed);
        attempt.stream.close();
    }
    co_return failure;
}

Task<OutboundAnswer> HttpClient::talk_plain(Attempt& attempt) {
    auto message = request_of(attempt.target, std::move(attempt.request), options_.user_agent);
    co_return co_await converse(attempt.stream, std::move(message));
}

Task<OutboundAnswer> HttpClient::talk_tls(Attempt& attempt) {
    asio::ssl::stream<Stream&> stream(attempt.stream, tls_->context);
    const std::string& host = attempt.target.host;
    stream.set_verify_callback(asio::ssl::host_name_verification(host));
    if (!attempt.target.address &&
        SSL_set_tlsext_host_name(stream.native_handle(), host.c_str()) != 1)
        co_return failed(SendFailure::tls_failed);
    const auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::client, no_throw);
    if (error) co_return failed(failure_of(error, SendFailure::tls_failed));
    auto message = request_of(attempt.target, std::move(attempt.request), options_.user_agent);
    co_return co_await converse(stream, std::move(message));
}

}  // namespace parley::outbound
