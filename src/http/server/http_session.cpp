#include "http/server/http_session.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <utility>

#include "base/log.hpp"
#include "http/server/url.hpp"
#include "http/server/websocket_peer.hpp"
#include "http/server/ws_handshake.hpp"

namespace parley::http {
namespace {

// Fewer bytes than this do not prolong a body's deadline: a trickle is not progress.
constexpr std::size_t body_progress_min = 1024;

}  // namespace

HttpSession::HttpSession(std::shared_ptr<Connection> connection)
    : connection_(std::move(connection)), host_(connection_->host()) {}

void HttpSession::on_bytes(std::span<char> bytes) {
    if (input_.empty()) return advance({bytes.data(), bytes.size()});
    const std::string joined = std::exchange(input_, {}).append(bytes.data(), bytes.size());
    advance(joined);
}

// Goes as far as `input` leads; what is not due yet is kept.
void HttpSession::advance(std::string_view input) {
    advancing_ = true;
    bool goes_on = true;
    while (goes_on && !input.empty()) {
        switch (state_) {
            case State::head: goes_on = take_head(input); break;
            case State::body: goes_on = take_body(input); break;
            case State::answering: goes_on = streaming_ && take_body(input); break;
            case State::writing: goes_on = false; break;
            case State::over: input = {}; break;
        }
    }
    advancing_ = false;
    input_.assign(input);
    if (state_ == State::over) return;
    const bool body_has_room =
        streaming_ && state_ == State::answering && stream_->room() > 0 && !decoder_->done();
    connection_->want_bytes(state_ == State::head || state_ == State::body || body_has_room);
}

bool HttpSession::take_head(std::string_view& input) {
    if (!std::exchange(head_begun_, true)) {
        began_at_ = std::chrono::steady_clock::now();
        connection_->set_deadline(host_.limits.head_timeout);
    }
    const auto size = scanner_.scan(input, host_.limits);
    if (!size) return reject(size.error()), false;
    if (*size == 0) return false;
    auto head = parse_head(input.substr(0, *size));
    input.remove_prefix(*size);
    scanner_ = HeadScanner();
    head_begun_ = false;
    if (!head) return reject(head.error()), false;
    begin_request(std::move(*head));
    return true;
}

bool HttpSession::take_body(std::string_view& input) {
    const std::size_t room = streaming_ ? stream_->room() : input.size();
    if (decoder_->done() || room == 0) return false;
    const std::size_t before = input.size();
    const auto piece = decoder_->next(input, room);
    if (!piece) return fail_body(piece.error()), false;
    keep_body_deadline(before - input.size());
    if (streaming_) {
        stream_->give(*piece);
    } else if (request_.body.size() + piece->size() > body_max_) {
        return reject({413, "body_too_large"}), false;
    } else {
        request_.body.append(*piece);
    }
    if (!decoder_->done()) return true;
    connection_->clear_deadline();
    if (streaming_) {
        stream_->end();
        return false;
    }
    call_handler();
    return true;
}

void HttpSession::keep_body_deadline(std::size_t taken) {
    body_progress_ += taken;
    if (body_progress_ < body_progress_min) return;
    body_progress_ = 0;
    connection_->set_deadline(host_.limits.body_timeout);
}

void HttpSession::begin_request(Head head) {
    began_at_ = std::chrono::steady_clock::now();
    connection_->clear_deadline();
    http_1_0_ = head.http_1_0;
    ++requests_;
    keep_alive_ =
        head.keep_alive && !host_.draining && requests_ < host_.limits.requests_per_connection_max;
    if (!prepare_request(head)) return reject({400, "target_malformed"});
    if (auto own = answer_without_handler()) {
        keep_alive_ = keep_alive_ && head.framing == Head::Framing::none;
        return answer(std::move(*own));
    }
    if (asks_for_websocket(request_.headers) && !head.http_1_0 && request_.method == "GET" &&
        head.framing == Head::Framing::none) {
        if (const auto rejection = judge_handshake(request_.method, request_.headers)) {
            return reject(*rejection);
        }
        return call_upgrade();
    }
    begin_body(head);
}

bool HttpSession::prepare_request(Head& head) {
    request_ = Request();
    request_.id = host_.request_id_prefix + std::to_string(++host_.requests);
    request_.method = std::move(head.method);
    request_.target = std::move(head.target);
    request_.headers = std::move(head.headers);
    request_.remote_address = connection_->remote_address();
    request_.is_tls = connection_->is_tls();
    return decode_target(request_);
}

// CONNECT, TRACE and `OPTIONS *` concern the server itself, and this one offers nothing for them.
std::optional<Response> HttpSession::answer_without_handler() const {
    if (request_.method == "CONNECT" || request_.method == "TRACE") {
        return Response::problem(501, "method_unknown", request_.id);
    }
    if (request_.target == "*") return Response::empty(204);
    return std::nullopt;
}

void HttpSession::begin_body(const Head& head) {
    const BodyPolicy policy = host_.handler.policy(request_.method, request_.path);
    if (head.content_length > policy.bytes_max) return reject({413, "body_too_large"});
    decoder_.emplace(head);
    body_max_ = policy.bytes_max;
    body_progress_ = 0;
    continue_due_ = head.expects_continue && !decoder_->done();
    streaming_ = policy.kind == BodyPolicy::Kind::stream;
    if (!decoder_->done()) connection_->set_deadline(host_.limits.body_timeout);
    if (streaming_) {
        stream_ = std::make_unique<BodyStream>(connection_->executor(), policy.bytes_max,
                                               [this] { more_body(); });
        request_.body_reader = stream_.get();
        if (decoder_->done()) stream_->end();
        return call_handler();
    }
    if (decoder_->done()) return call_handler();
    state_ = State::body;
    send_continue();
}

void HttpSession::send_continue() {
    if (!std::exchange(continue_due_, false)) return;
    OutputPiece piece;
    piece.body = std::string("HTTP/1.1 100 Continue\r\n\r\n");
    connection_->send(std::move(piece));
}

// The reader has used its chunk.
void HttpSession::more_body() {
    if (state_ != State::answering || decoder_->done()) return;
    send_continue();
    if (advancing_) return;
    const std::string own = std::exchange(input_, {});
    advance(own);
}

void HttpSession::fail_body(Rejection rejection) {
    if (!streaming_) return reject(rejection);
    keep_alive_ = false;
    stream_->fail(Code::invalid, rejection.code);
    connection_->clear_deadline();
}

Task<Response> HttpSession::handled(std::shared_ptr<HttpSession> self) {
    co_return co_await self->host_.handler.handle(self->request_);
}

Task<Upgrade> HttpSession::decided(std::shared_ptr<HttpSession> self) {
    co_return co_await self->host_.websockets.upgrade(self->request_);
}

void HttpSession::call_handler() {
    state_ = State::answering;
    if (!streaming_) connection_->clear_deadline();
    auto done = [self = shared_from_this()](std::exception_ptr failure, Response response) {
        self->settle(failure, std::move(response));
    };
    boost::asio::co_spawn(connection_->executor(), handled(shared_from_this()), std::move(done));
}

void HttpSession::call_upgrade() {
    state_ = State::answering;
    auto done = [self = shared_from_this()](std::exception_ptr failure, Upgrade upgrade) {
        if (failure || !upgrade.session) {
            self->settle(failure, std::move(upgrade.refusal));
        } else {
            self->upgraded(std::move(upgrade));
        }
    };
    boost::asio::co_spawn(connection_->executor(), decided(shared_from_this()), std::move(done));
}

void HttpSession::settle(std::exception_ptr failure, Response response) {
    if (!failure) return answer(std::move(response));
    std::string what = "unknown";
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        what = error.what();
    } catch (...) {
    }
    log_error("request_failed", {{"request_id", request_.id}, {"error", what}});
    answer(Response::problem(500, "internal", request_.id));
}

void HttpSession::upgraded(Upgrade upgrade) {
    if (state_ == State::over) return upgrade.session->on_close(close_code::abnormal, {});
    Response response = Response::empty(101);
    response.headers.add("Upgrade", "websocket");
    response.headers.add("Connection", "Upgrade");
    response.headers.add("Sec-WebSocket-Accept",
                         accept_value(request_.headers.get("sec-websocket-key")));
    if (!upgrade.protocol.empty()) response.headers.add("Sec-WebSocket-Protocol", upgrade.protocol);
    OutputPiece piece;
    const AnswerTraits traits{.request_id = request_.id};
    piece.body = answer_head(response, 0, traits);
    connection_->send(std::move(piece));
    host_.metrics.requests[0]->add();
    state_ = State::over;
    auto peer = std::make_shared<WebSocketPeer>(connection_, std::move(upgrade));
    connection_->become(peer);
    peer->start(std::exchange(input_, {}));
}

void HttpSession::answer(Response response) {
    if (state_ == State::over) return;
    state_ = State::writing;
    if (host_.draining || (decoder_ && !decoder_->done())) keep_alive_ = false;
    const AnswerTraits traits{.keep_alive = keep_alive_,
                              .http_1_0 = http_1_0_,
                              .to_head = request_.method == "HEAD",
                              .request_id = request_.id};
    const int status = writer_.begin(*connection_, std::move(response), traits);
    host_.metrics.requests[std::clamp(status / 100, 1, 5) - 1]->add();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_at_;
    host_.metrics.request_seconds.observe(took.count());
    log_debug("request", {{"request_id", request_.id},
                          {"method", request_.method},
                          {"status", status},
                          {"seconds", took.count()}});
    on_drained();
}

void HttpSession::on_drained() {
    if (state_ != State::writing) return;
    switch (writer_.proceed(*connection_)) {
        case AnswerWriter::Progress::waiting: return;
        case AnswerWriter::Progress::written: return answer_written();
        case AnswerWriter::Progress::turn_over: {
            auto again = [self = shared_from_this()] { self->on_drained(); };
            return boost::asio::post(connection_->executor(), std::move(again));
        }
        case AnswerWriter::Progress::broken: state_ = State::over; return connection_->abort();
    }
}

void HttpSession::answer_written() {
    stream_.reset();
    streaming_ = false;
    decoder_.reset();
    request_ = Request();
    if (!keep_alive_) {
        state_ = State::over;
        return connection_->finish();
    }
    state_ = State::head;
    connection_->set_deadline(host_.limits.idle_timeout);
    if (advancing_) return;  // advance() goes on by itself.
    const std::string own = std::exchange(input_, {});
    advance(own);
}

void HttpSession::reject(Rejection rejection) {
    host_.metrics.rejected.add();
    keep_alive_ = false;
    log_debug("request_rejected", {{"status", rejection.status}, {"reason", rejection.code}});
    Response response = Response::problem(rejection.status, rejection.code, request_.id);
    if (rejection.status == 426) response.headers.add("Sec-WebSocket-Version", "13");
    answer(std::move(response));
}

void HttpSession::on_end() {
    if (state_ == State::answering && streaming_ && !decoder_->done()) {
        keep_alive_ = false;
        return stream_->fail(Code::invalid, "body_broken_off");
    }
    if (state_ == State::answering || state_ == State::writing) {
        keep_alive_ = false;
        return;
    }
    if (state_ == State::body || head_begun_) return reject({400, "request_broken_off"});
    state_ = State::over;
    connection_->finish();
}

void HttpSession::on_deadline() {
    switch (state_) {
        case State::head:
            if (head_begun_) return reject({408, "head_too_slow"});
            state_ = State::over;
            return connection_->finish();
        case State::body: return reject({408, "body_too_slow"});
        case State::answering:
            keep_alive_ = false;
            if (streaming_) stream_->fail(Code::invalid, "body_too_slow");
            return;
        case State::writing:
        case State::over: return;
    }
}

void HttpSession::on_drain() {
    keep_alive_ = false;
    if (state_ != State::head || head_begun_) return;
    state_ = State::over;
    connection_->finish();
}

void HttpSession::on_lost() {
    state_ = State::over;
    if (stream_) stream_->fail(Code::invalid, "body_broken_off");
}

}  // namespace parley::http
