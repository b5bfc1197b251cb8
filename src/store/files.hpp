// Attachments' bytes on the local disk: data_dir/files/<workspace>/<two hex digits>/<id>.
//
// A file is written beside its place under a name of its own, synced, moved into place, and the
// directory synced: after finish() it survives a power cut, before it nothing is to be seen. What a
// crash left half written is swept away at opening.
// Threads: any, for different attachments.
#pragma once

#include <filesystem>
#include <memory>

#include "ports/files.hpp"

namespace parley {

// Throws StoreBroken when the directory cannot be made. REQUIRES: the directory is this process's
// (the store is open), for another's uploads would be swept away too.
std::unique_ptr<Files> open_files(const std::filesystem::path& data_dir);
// In `directory`, which other nodes write to as well: only what has lain unfinished for a day is
// swept away.
std::unique_ptr<Files> open_shared_files(const std::filesystem::path& directory);

}  // namespace parley
