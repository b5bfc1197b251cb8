// Attachments' bytes on the local disk: data_dir/files/<workspace>/<two hex digits>/<id>.
//
// A file is written beside its place under a name of its own, synced, moved into place, and the
// directory synced: after finish() it survives a power cut, before it nothing is to be seen.
// Threads: any, for different attachments.
#pragma once

#include <filesystem>
#include <memory>

#include "ports/files.hpp"

namespace parley {

std::unique_ptr<Files> open_files(const std::filesystem::path& data_dir);

}  // namespace parley
