#include "main/pages.hpp"

#include <stdexcept>

namespace parley {
namespace {

constexpr std::string_view content_policy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'";

http::Headers security_headers() {
    http::Headers headers;
    headers.set("Content-Security-Policy", content_policy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
    headers.set("Permissions-Policy", "camera=(), geolocation=(), payment=()");
    return headers;
}

std::filesystem::path beside_program() {
    const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    const std::filesystem::path candidates[] = {program / "web", program / "../share/parley/web",
                                                program / "../../../web"};
    for (const auto& candidate : candidates) {
        if (std::filesystem::exists(candidate / "desk" / "index.html")) return candidate;
    }
    throw std::runtime_error("the pages are not beside the program; name them with --web");
}

}  // namespace

Pages::Pages(std::filesystem::path directory, bool demo) {
    if (directory.empty()) directory = beside_program();
    const auto add = [&](std::string_view name, std::string prefix, std::string fallback) {
        const auto place = directory / name;
        if (!std::filesystem::exists(place / "index.html"))
            throw std::runtime_error("no pages in " + place.string());
        files_.push_back(std::make_unique<http::StaticFiles>(http::StaticOptions{
            place.string(), std::move(prefix), security_headers(), std::move(fallback)}));
    };
    add("widget", "/widget/", "");
    add("console", "/api/", "");
    if (demo) add("demo", "/demo/", "");
    add("desk", "/", "index.html");
}

std::vector<const http::StaticFiles*> Pages::all() const {
    std::vector<const http::StaticFiles*> pages;
    for (const auto& files : files_) pages.push_back(files.get());
    return pages;
}

}  // namespace parley
