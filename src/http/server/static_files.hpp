// Static pages, held in memory: a directory tree read once, served by exact name.
//
// A path is looked up in a map of what was read, never on disk, so no path can reach outside.
// Files `x.br` and `x.gz` beside `x` are its compressed forms and chosen by Accept-Encoding; they
// have no name of their own. Names with a hash (`assets/name-3f9ac1d2.js`) are cached for ever,
// everything else is asked for again and answered 304 by its strong ETag.
// Thread: immutable after construction; any thread.
// Bounds: `bytes_max` in all, above which the constructor throws.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/server/request.hpp"
#include "http/server/response.hpp"

namespace parley::http {

struct StaticOptions {
    std::string directory;
    std::string url_prefix = "/";  // Where the tree begins; ends with '/'.
    Headers headers;               // Sent with every answer: the security headers.
    // Served, with 200, for a path below the prefix that names no file and has no dot in its last
    // part: the routes of a single-page application. Relative to `directory`; empty: none.
    std::string fallback_file;
};

class StaticFiles {
public:
    static constexpr std::size_t bytes_max = 256 * 1024 * 1024;

    // Throws std::runtime_error where the directory cannot be read.
    explicit StaticFiles(StaticOptions options);

    // GET and HEAD of a known file, or nothing: then somebody else answers. `/dir/` means
    // `/dir/index.html`.
    std::optional<Response> find(const Request& request) const;
    std::size_t size() const { return files_.size(); }

private:
    struct Variant {
        SharedBody body;
        std::string etag;
    };
    struct File {
        std::string content_type;
        bool immutable = false;
        Variant plain;
        Variant gzip;  // No body: there is none.
        Variant brotli;
    };

    void load();
    const File* lookup(std::string_view path) const;
    Response answer(const File& file, const Request& request) const;

    StaticOptions options_;
    std::unordered_map<std::string, File> files_;  // By path relative to the prefix.
};

}  // namespace parley::http
