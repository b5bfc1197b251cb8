// HTTP/1.1 on one connection: requests one after the other, each judged, its body taken as its
// route allows, handed to the Handler, answered. Becomes a WebSocket when one is asked for and
// granted.
//
// While a request is being answered nothing is read, so a peer that sends ahead is held back by
// TCP; what one read brought too much waits here (at most the size of that read). Start with:
// advance(), then begin_request() and answer().
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "http/server/answer_writer.hpp"
#include "http/server/body_stream.hpp"
#include "http/server/connection.hpp"
#include "http/server/http_body.hpp"
#include "http/server/http_head.hpp"

namespace parley::http {

class HttpSession final : public Protocol, public std::enable_shared_from_this<HttpSession> {
public:
    explicit HttpSession(std::shared_ptr<Connection> connection);

    void on_bytes(std::span<char> bytes) override;
    void on_end() override;
    void on_drained() override;
    void on_deadline() override;
    void on_drain() override;
    void on_lost() override;

private:
    enum class State { head, body, answering, writing, over };

    void advance(std::string_view input);
    bool take_head(std::string_view& input);
    bool take_body(std::string_view& input);
    void begin_request(Head head);
    bool prepare_request(Head& head);
    void begin_body(const Head& head);
    void send_continue();
    void keep_body_deadline(std::size_t taken);
    void fail_body(Rejection rejection);
    void call_handler();
    void call_upgrade();
    void upgraded(Upgrade upgrade);
    void settle(std::exception_ptr failure, Response response);
    void answer(Response response);
    void answer_written();
    void reject(Rejection rejection);
    void more_body();
    std::optional<Response> answer_without_handler() const;

    static Task<Response> handled(std::shared_ptr<HttpSession> self);
    static Task<Upgrade> decided(std::shared_ptr<HttpSession> self);

    std::shared_ptr<Connection> connection_;
    Host& host_;
    State state_ = State::head;
    std::string input_;  // Read, but not yet due.
    bool advancing_ = false;
    bool head_begun_ = false;

    HeadScanner scanner_;
    Request request_;
    std::optional<BodyDecoder> decoder_;
    std::unique_ptr<BodyStream> stream_;  // For the policy `stream`.
    std::size_t body_max_ = 0;
    std::size_t body_progress_ = 0;  // Bytes since the deadline was set.
    bool streaming_ = false;
    bool http_1_0_ = false;
    bool keep_alive_ = true;
    bool continue_due_ = false;  // The peer waits for "100 Continue".
    std::size_t requests_ = 0;
    Connection::SteadyTime began_at_;
    AnswerWriter writer_;
};

}  // namespace parley::http
