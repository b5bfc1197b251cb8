// An attachment on its way to disk: hashed, measured and looked at as its bytes come.
//
// Blocking; used on a pool thread, one call at a time. Without finish() nothing remains.
#pragma once

#include <sodium.h>

#include <memory>
#include <string>
#include <string_view>

#include "domain/attachment.hpp"
#include "ports/files.hpp"

namespace parley::http {

class Intake {
public:
    Intake(Files& files, WorkspaceId workspace, AttachmentId id);

    // Refuses unavailable "disk_full"; over_limit "body_too_large" beyond Attachment::size_max.
    Result<> write(std::string_view bytes);
    // Fills in what the bytes themselves tell, and makes the thumbnail. Refuses invalid
    // "empty_file".
    Result<> finish(Attachment& attachment);

private:
    Files& files_;
    const WorkspaceId workspace_;
    const AttachmentId id_;
    std::unique_ptr<FileUpload> upload_;
    crypto_hash_sha256_state hash_{};
    std::string head_;
    std::int64_t size_ = 0;
};

}  // namespace parley::http
