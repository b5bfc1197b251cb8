#include "http/server/static_files.hpp"

#include <doctest/doctest.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace parley::http {
namespace {

class Site {
public:
    Site() {
        REQUIRE(mkdtemp(path_.data()) != nullptr);
        write("index.html", "<p>index");
        write("index.html.br", "brotli");
        write("index.html.gz", "gzip");
        write("assets/app-3f9ac1d2.js", "code");
        write("assets/plain.css", "style");
        write("note.gz", "an archive of its own");
    }
    ~Site() { std::filesystem::remove_all(path_); }

    StaticFiles files(const std::string& fallback = "") const {
        StaticOptions options;
        options.directory = path_;
        options.url_prefix = "/desk/";
        options.fallback_file = fallback;
        options.headers.add("X-Content-Type-Options", "nosniff");
        return StaticFiles(std::move(options));
    }

private:
    void write(const std::string& name, std::string_view content) const {
        const std::filesystem::path path = std::filesystem::path(path_) / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << content;
    }
    std::string path_ = std::filesystem::temp_directory_path() / "parley-test-XXXXXX";
};

Request get(std::string_view path, std::string_view encodings = {}, std::string_view etag = {}) {
    Request request;
    request.method = "GET";
    request.path = path;
    if (!encodings.empty()) request.headers.add("Accept-Encoding", encodings);
    if (!etag.empty()) request.headers.add("If-None-Match", etag);
    return request;
}

std::string body_of(const std::optional<Response>& response) {
    REQUIRE(response);
    const auto* shared = std::get_if<SharedBody>(&response->body);
    return shared != nullptr ? **shared : std::get<std::string>(response->body);
}

TEST_CASE("a file comes with its type, the given headers and the right caching") {
    const Site site;
    const StaticFiles files = site.files();
    const auto page = files.find(get("/desk/"));
    CHECK(body_of(page) == "<p>index");
    CHECK(page->headers.get("Content-Type") == "text/html; charset=utf-8");
    CHECK(page->headers.get("X-Content-Type-Options") == "nosniff");
    CHECK(page->headers.get("Cache-Control") == "no-cache");
    const auto script = files.find(get("/desk/assets/app-3f9ac1d2.js"));
    CHECK(script->headers.get("Cache-Control") == "public, max-age=31536000, immutable");
    const auto style = files.find(get("/desk/assets/plain.css"));
    CHECK(style->headers.get("Cache-Control") == "no-cache");
}

TEST_CASE("the compressed form is chosen by what the client takes") {
    const Site site;
    const StaticFiles files = site.files();
    CHECK(body_of(files.find(get("/desk/index.html", "gzip, br"))) == "brotli");
    CHECK(body_of(files.find(get("/desk/index.html", "gzip"))) == "gzip");
    CHECK(body_of(files.find(get("/desk/index.html", "br;q=0, gzip;q=0.5"))) == "gzip");
    CHECK(body_of(files.find(get("/desk/index.html", "identity"))) == "<p>index");
    CHECK(files.find(get("/desk/index.html", "br"))->headers.get("Vary") == "Accept-Encoding");
    CHECK_FALSE(files.find(get("/desk/index.html.br")));
    CHECK(body_of(files.find(get("/desk/note.gz"))) == "an archive of its own");
}

TEST_CASE("a known tag is answered 304 without a body") {
    const Site site;
    const StaticFiles files = site.files();
    const std::string tag(files.find(get("/desk/index.html"))->headers.get("ETag"));
    const auto again = files.find(get("/desk/index.html", {}, "\"other\", " + tag));
    CHECK(again->status == 304);
    CHECK(body_of(again).empty());
    CHECK(files.find(get("/desk/index.html", "br", tag))->status == 200);
}

TEST_CASE("nothing outside the tree has a name") {
    const Site site;
    const StaticFiles files = site.files();
    for (const char* path : {"/desk/../etc/passwd", "/desk//etc/passwd", "/desk/./index.html",
                             "/index.html", "/desk/assets/../index.html", "/desk/missing"}) {
        CAPTURE(path);
        CHECK_FALSE(files.find(get(path)));
    }
}

TEST_CASE("the routes of an application lead to its page, missing files do not") {
    const Site site;
    const StaticFiles files = site.files("index.html");
    CHECK(body_of(files.find(get("/desk/settings/queues"))) == "<p>index");
    CHECK_FALSE(files.find(get("/desk/assets/missing.js")));
}

TEST_CASE("a missing directory or fallback is an exception at the start") {
    const Site site;
    CHECK_THROWS_AS(site.files("missing.html"), std::runtime_error);
    StaticOptions options;
    options.directory = "/nonexistent";
    CHECK_THROWS_AS(StaticFiles(std::move(options)), std::runtime_error);
}

}  // namespace
}  // namespace parley::http
