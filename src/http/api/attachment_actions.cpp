// Files: taken in as a stream, given out to whoever has the link.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <filesystem>

#include "app/queries.hpp"
#include "http/api/actions.hpp"
#include "http/files/file_name.hpp"
#include "http/files/intake.hpp"
#include "http/files/media_type.hpp"

namespace parley::http {
namespace {

constexpr Duration pool_retry = 50ms;
constexpr int pool_tries = 100;  // Five seconds of a full pool are enough.

// An upload that is under way waits for the pool rather than fail.
template <class F>
Task<Result<>> on_pool(app::App& app, F work) {
    for (int tries = 0; tries < pool_tries; ++tries) {
        const auto done = co_await app::on_cpu(app, work);
        if (done) co_return *done;
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, pool_retry);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    co_return refuse(Code::unavailable, "busy");
}

Task<Result<>> take_in(Call& call, Intake& intake) {
    while (true) {
        CO_TRY(const std::string_view chunk, co_await call.request.body_reader->next());
        if (chunk.empty()) co_return Result<>{};
        auto write = [&intake, chunk] { return intake.write(chunk); };
        CO_CHECKED(co_await on_pool(call.app(), write));
    }
}

// Into which conversation, and from whom; refuses not_found where the agent may not look.
Task<Result<Attachment>> begin(Call& call) {
    Attachment attachment;
    if (call.visitor) {
        attachment.conversation = call.by_visitor().conversation;
        attachment.uploader = call.by_visitor().contact.bytes();
    } else {
        CO_CHECKED(app::require(call.by_staff(), KeyScope::messages_write));
        const auto id = ConversationId::parse(call.request.query_value("conversation_id"));
        if (!id) co_return refuse(Code::invalid, "missing_field", {}, "/conversation_id");
        CO_CHECKED(co_await app::list_messages(call.app(), call.by_staff(), *id, 0, 1));
        attachment.conversation = *id;
        attachment.uploader = call.by_staff().agent.id.bytes();
    }
    const Instant now = call.app().clock.now();
    attachment.id = AttachmentId::make(now, call.app().rng);
    attachment.name = clean_file_name(call.request.query_value("name"));
    attachment.created_at = now;
    co_return attachment;
}

// Told to nobody yet, so no owner need decide it: any node may write the row.
Task<Result<>> keep(Call& call, WorkspaceId workspace, Attachment attachment) {
    std::vector<Row> rows{std::move(attachment)};
    co_return co_await app::write_rows(call.app(), workspace, std::move(rows));
}

struct Found {
    WorkspaceId workspace;
    Attachment attachment;
};

Task<Result<Found>> find(Call& call) {
    CO_TRY(const AttachmentId id, call.id<AttachmentId>(0));
    const auto workspace = call.deps.files.workspace_of(id, call.path.at(1));
    if (!workspace) co_return refuse(Code::not_found, "not_found");
    auto look = [id](Repository& repository) { return repository.attachment(id); };
    const auto attachment = co_await app::read(call.app(), *workspace, look);
    if (!attachment) co_return refuse(Code::not_found, "not_found");
    Found found;
    found.workspace = *workspace;
    found.attachment = *attachment;
    co_return found;
}

// A file never changes under its link. It is data and no page: nothing in it may run or be guessed.
Result<Response> give_out(const Request& request, const Attachment& attachment,
                          const std::filesystem::path& path, std::string_view media_type,
                          std::string_view tag) {
    const std::string etag = "\"" + attachment.sha256 + std::string(tag) + "\"";
    Response response;
    response.headers.set("ETag", etag);
    response.headers.set("Cache-Control", "private, max-age=31536000, immutable");
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
    response.headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (request.headers.get("If-None-Match").find(etag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    std::error_code missing;
    const auto size = std::filesystem::file_size(path, missing);
    if (missing) return refuse(Code::not_found, "not_found");
    const bool is_inline = is_shown_inline(media_type);
    response.headers.set("Content-Type", media_type == "text/plain" ? "text/plain; charset=utf-8"
                                                                    : std::string(media_type));
    response.headers.set("Content-Disposition",
                         disposition(is_inline ? "inline" : "attachment", attachment.name));
    response.body = FileBody{path.string(), size};
    return response;
}

}  // namespace

Task<Result<Response>> post_attachment(Call& call) {
    CO_TRY(Attachment attachment, co_await begin(call));
    const wire::Links links = call.links();
    Intake intake(call.app().files, links.workspace, attachment.id);
    CO_CHECKED(co_await take_in(call, intake));
    auto finish = [&intake, &attachment] { return intake.finish(attachment); };
    CO_CHECKED(co_await on_pool(call.app(), finish));
    CO_CHECKED(co_await keep(call, links.workspace, attachment));
    co_return json(wire::to_wire(attachment, links), 201);
}

Task<Result<Response>> get_file(Call& call) {
    CO_TRY(const Found found, co_await find(call));
    const auto path = call.app().files.path(found.workspace, found.attachment.id);
    co_return give_out(call.request, found.attachment, path, found.attachment.media_type, "");
}

Task<Result<Response>> get_thumbnail(Call& call) {
    CO_TRY(const Found found, co_await find(call));
    if (!found.attachment.thumbnail) co_return refuse(Code::not_found, "not_found");
    const auto path = call.app().files.thumbnail_path(found.workspace, found.attachment.id);
    co_return give_out(call.request, found.attachment, path, "image/jpeg", "-thumbnail");
}

}  // namespace parley::http
