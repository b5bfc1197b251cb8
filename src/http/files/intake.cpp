#include "http/files/intake.hpp"

#include <algorithm>

#include "http/files/media_type.hpp"
#include "http/files/thumbnail.hpp"

namespace parley::http {
namespace {

std::string hex_of(crypto_hash_sha256_state& hash) {
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(&hash, digest);
    char text[2 * sizeof digest + 1];
    sodium_bin2hex(text, sizeof text, digest, sizeof digest);
    return text;
}

}  // namespace

Intake::Intake(Files& files, WorkspaceId workspace, AttachmentId id)
    : files_(files), workspace_(workspace), id_(id), upload_(files.begin(workspace, id)) {
    crypto_hash_sha256_init(&hash_);
}

Result<> Intake::write(std::string_view bytes) {
    size_ += static_cast<std::int64_t>(bytes.size());
    if (size_ > Attachment::size_max) return refuse(Code::over_limit, "body_too_large");
    crypto_hash_sha256_update(&hash_, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
    head_ += bytes.substr(0, head_bytes - std::min(head_bytes, head_.size()));
    return upload_->write(bytes);
}

Result<> Intake::finish(Attachment& attachment) {
    if (size_ == 0) return refuse(Code::invalid, "empty_file");
    CHECKED(upload_->finish());
    attachment.size = size_;
    attachment.sha256 = hex_of(hash_);
    attachment.media_type = media_type_of(head_);
    if (!is_shown_inline(attachment.media_type)) return {};
    const auto size =
        make_thumbnail(files_.path(workspace_, id_), files_.thumbnail_path(workspace_, id_));
    if (!size) return {};
    attachment.width = size->width;
    attachment.height = size->height;
    attachment.thumbnail = true;
    return {};
}

}  // namespace parley::http
