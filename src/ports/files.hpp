// Where attachments' bytes lie. Blocking; used on a pool thread. A file appears whole or not at
// all.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "domain/ids.hpp"

namespace parley {

class FileUpload {
public:
    virtual ~FileUpload() = default;                     // Without finish(), nothing remains.
    virtual Result<> write(std::string_view bytes) = 0;  // unavailable "disk_full"
    virtual Result<> finish() = 0;                       // After it, synced and in place.
    virtual std::filesystem::path path() const = 0;      // Where the bytes are meanwhile.
};

class Files {
public:
    virtual ~Files() = default;
    virtual std::unique_ptr<FileUpload> begin(WorkspaceId workspace, AttachmentId id) = 0;
    virtual std::filesystem::path path(WorkspaceId workspace, AttachmentId id) const = 0;
    virtual std::filesystem::path thumbnail_path(WorkspaceId workspace, AttachmentId id) const = 0;
};

}  // namespace parley
