#include "http/server/answer_writer.hpp"

#include <utility>

#include "base/log.hpp"

namespace parley::http {
namespace {

constexpr std::size_t joined_body_max = 8 * 1024;  // A body up to here is copied behind its head.

}  // namespace

int AnswerWriter::begin(Connection& connection, Response response, const AnswerTraits& traits) {
    std::uint64_t body_size = 0;
    if (const auto* file = std::get_if<FileBody>(&response.body)) {
        file_ = std::make_unique<FileSender>(file->path, file->size);
        body_size = file->size;
        if (!file_->is_open()) {
            log_error("file_unreadable", {{"request_id", traits.request_id}});
            response = Response::problem(500, "internal");
        }
        if (!file_->is_open() || traits.to_head) file_.reset();
    }
    OutputPiece body;
    if (auto* text = std::get_if<std::string>(&response.body)) body.body = std::move(*text);
    if (auto* shared = std::get_if<SharedBody>(&response.body)) body.body = std::move(*shared);
    if (!std::holds_alternative<FileBody>(response.body)) body_size = body.size();

    std::string bytes = answer_head(response, body_size, traits);
    const bool with_body = !traits.to_head && status_has_body(response.status);
    if (!with_body) file_.reset();
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
    if (!file_) return Progress::written;
    if (!file_->pump(connection)) return Progress::broken;
    if (connection.pending() > 0) return Progress::waiting;
    if (!file_->done()) return Progress::turn_over;
    file_.reset();
    return Progress::written;
}

}  // namespace parley::http
