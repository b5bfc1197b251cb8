#include "http/server/static_files.hpp"

#include <sodium.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "base/secret.hpp"
#include "http/server/http_syntax.hpp"

namespace parley::http {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t hash_length_min = 8;

constexpr std::pair<std::string_view, std::string_view> content_types[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".mp3", "audio/mpeg"},
    {".ogg", "audio/ogg"},
    {".wav", "audio/wav"},
    {".wasm", "application/wasm"},
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
};

std::string_view content_type_of(const std::string& name) {
    const std::string extension = fs::path(name).extension().string();
    for (const auto& [known, type] : content_types) {
        if (known == extension) return type;
    }
    return "application/octet-stream";
}

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(file)), {});
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return content;
}

std::string etag_of(std::string_view content) {
    unsigned char digest[16];
    crypto_generichash(digest, sizeof digest,
                       reinterpret_cast<const unsigned char*>(content.data()), content.size(),
                       nullptr, 0);
    return "\"" + encode_hex(digest) + "\"";
}

// "assets/name-3f9ac1d2.js": made anew under another name when its content changes.
bool has_hashed_name(std::string_view name) {
    if (!name.starts_with("assets/") && name.find("/assets/") == std::string_view::npos)
        return false;
    name = name.substr(name.rfind('/') + 1);
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos || dot < hash_length_min + 1) return false;
    const std::string_view hash = name.substr(dot - hash_length_min, hash_length_min);
    const bool word = std::ranges::all_of(
        hash, [](char c) { return is_digit(c) || is_alpha(c) || c == '_' || c == '-'; });
    return word && name[dot - hash_length_min - 1] == '-';
}

// Whether Accept-Encoding allows `coding`: named, or covered by '*', and not with q=0.
bool accepts(std::string_view list, std::string_view coding) {
    bool by_star = false;
    while (!list.empty()) {
        std::string_view item = list.substr(0, list.find(','));
        list.remove_prefix(std::min(item.size() + 1, list.size()));
        const std::size_t semicolon = std::min(item.find(';'), item.size());
        const std::string_view name = trim_blanks(item.substr(0, semicolon));
        std::string_view weight = trim_blanks(item.substr(std::min(semicolon + 1, item.size())));
        const bool refused = weight.starts_with("q=0") &&
                             weight.find_first_of("123456789") == std::string_view::npos;
        if (same_name(name, coding)) return !refused;
        if (name == "*") by_star = !refused;
    }
    return by_star;
}

bool matches(std::string_view if_none_match, std::string_view etag) {
    if (trim_blanks(if_none_match) == "*") return true;
    while (!if_none_match.empty()) {
        std::string_view item = if_none_match.substr(0, if_none_match.find(','));
        if_none_match.remove_prefix(std::min(item.size() + 1, if_none_match.size()));
        item = trim_blanks(item);
        if (item.starts_with("W/")) item.remove_prefix(2);
        if (item == etag) return true;
    }
    return false;
}

}  // namespace

StaticFiles::StaticFiles(StaticOptions options) : options_(std::move(options)) { load(); }

void StaticFiles::load() {
    std::error_code error;
    fs::recursive_directory_iterator it(options_.directory, error);
    if (error) throw std::runtime_error("cannot read directory " + options_.directory);
    std::size_t total = 0;
    const auto variant_at = [&total](const fs::path& path) {
        std::string content = read_file(path);
        total += content.size();
        if (total > bytes_max)
            throw std::runtime_error("too many bytes of pages to hold in memory");
        std::string etag = etag_of(content);
        return Variant{std::make_shared<const std::string>(std::move(content)), std::move(etag)};
    };
    for (const fs::directory_entry& entry : it) {
        if (!entry.is_regular_file()) continue;
        const fs::path& path = entry.path();
        const std::string name = path.lexically_relative(options_.directory).generic_string();
        const bool packed = path.extension() == ".br" || path.extension() == ".gz";
        if (packed && fs::exists(fs::path(path).replace_extension())) continue;
        File file;
        file.content_type = content_type_of(name);
        file.immutable = has_hashed_name(name);
        file.plain = variant_at(path);
        if (fs::exists(path.string() + ".br")) file.brotli = variant_at(path.string() + ".br");
        if (fs::exists(path.string() + ".gz")) file.gzip = variant_at(path.string() + ".gz");
        files_.emplace(name, std::move(file));
    }
    if (!options_.fallback_file.empty() && !files_.contains(options_.fallback_file)) {
        throw std::runtime_error("no " + options_.fallback_file + " in " + options_.directory);
    }
}

const StaticFiles::File* StaticFiles::lookup(std::string_view path) const {
    if (!path.starts_with(options_.url_prefix)) return nullptr;
    std::string name(path.substr(options_.url_prefix.size()));
    if (name.empty() || name.ends_with('/')) name += "index.html";
    if (const auto found = files_.find(name); found != files_.end()) return &found->second;
    const std::string_view last = path.substr(path.rfind('/') + 1);
    if (options_.fallback_file.empty() || last.find('.') != std::string_view::npos) return nullptr;
    return &files_.at(options_.fallback_file);
}

std::optional<Response> StaticFiles::find(const Request& request) const {
    if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
    const File* file = lookup(request.path);
    if (file == nullptr) return std::nullopt;
    return answer(*file, request);
}

Response StaticFiles::answer(const File& file, const Request& request) const {
    const std::string_view encodings = request.headers.get("accept-encoding");
    const Variant* chosen = &file.plain;
    std::string_view encoding;
    if (file.brotli.body && accepts(encodings, "br")) {
        chosen = &file.brotli;
        encoding = "br";
    } else if (file.gzip.body && accepts(encodings, "gzip")) {
        chosen = &file.gzip;
        encoding = "gzip";
    }
    Response response;
    response.headers = options_.headers;
    response.headers.set("ETag", chosen->etag);
    response.headers.set("Cache-Control",
                         file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (file.brotli.body || file.gzip.body) response.headers.add("Vary", "Accept-Encoding");
    if (matches(request.headers.get("if-none-match"), chosen->etag)) {
        response.status = 304;
        return response;
    }
    response.headers.set("Content-Type", file.content_type);
    if (!encoding.empty()) response.headers.set("Content-Encoding", encoding);
    response.body = chosen->body;
    return response;
}

}  // namespace parley::http
