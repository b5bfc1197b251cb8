#include "http/server/answer_writer.hpp"

#include <utility>

#include "base/log.hpp"

namespace parley::http {
namespace {

constexpr std::size_t joined_body_max = 8 * 1024;  // A body up to here is copied behind its head.

}  // namespace

int AnswerWriter::begin(Connection& connection, Response response, const AnswerTraits& traits) {
    if (const auto* file = std::get_if<FileBody>(&response.body)) {
        if (auto made = opened(*file)) {
            response.body = std::move(*made);
        } else {
            log_error("file_unreadable", {{"request_id", traits.request_id}});
            response = Response::problem(500, "internal");
        }
    }
    OutputPiece body;
    if (auto* text = std::get_if<std::string>(&response.body)) body.body = std::move(*text);
    if (auto* shared = std::get_if<SharedBody>(&response.body)) body.body = std::move(*shared);
    std::uint64_t body_size = body.size();
    pieces_.reset();
    if (auto* made = std::get_if<MadeBody>(&response.body)) {
        body_size = made->size;
        if (!traits.to_head) pieces_.emplace(std::move(*made));
    }

    std::string bytes = answer_head(response, body_size, traits);
    const bool with_body = !traits.to_head && status_has_body(response.status);
    if (!with_body) pieces_.reset();
    if (with_body && body.size() <= joined_body_max) bytes.append(body.text());
    OutputPiece head;
    head.body = std::move(bytes);
    connection.cork(true);
    connection.send(std::move(head));
    if (with_body && body.size() > joined_body_max) connection.send(std::move(body));
    connection.cork(false);
    return response.status;
}

AnswerWriter::Progress AnswerWriter::proceed(Connection& connection) {
    if (connection.pending() > 0) return Progress::waiting;
    if (!pieces_) return Progress::written;
    if (!pieces_->pump(connection)) return Progress::broken;
    if (connection.pending() > 0) return Progress::waiting;
    if (!pieces_->done()) return Progress::turn_over;
    pieces_.reset();
    return Progress::written;
}

}  // namespace parley::http
