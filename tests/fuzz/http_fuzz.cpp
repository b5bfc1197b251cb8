// A request as it comes off the network: head, target, fields, body. It is judged alike however the
// bytes are cut into reads. The first byte says how.
#include <algorithm>
#include <string>
#include <string_view>

#include "base/assert.hpp"
#include "fuzz/fuzz.hpp"
#include "http/server/http_body.hpp"
#include "http/server/http_head.hpp"
#include "http/server/url.hpp"

namespace parley::http {
namespace {

struct Body {
    std::string bytes;
    std::string_view rejected;
    bool is_done = false;
    std::size_t rest = 0;

    bool operator==(const Body&) const = default;
};

Body read_body(const Head& head, std::string_view input, std::size_t step) {
    BodyDecoder decoder(head);
    Body body;
    while (!input.empty() && !decoder.done()) {
        std::string_view part = input.substr(0, step);
        const std::size_t given = part.size();
        while (!part.empty() && !decoder.done()) {
            const auto piece = decoder.next(part, std::max<std::size_t>(1, step / 2));
            if (!piece) {
                body.rejected = piece.error().code;
                return body;
            }
            PARLEY_ASSERT(piece->size() <= std::max<std::size_t>(1, step / 2));
            body.bytes += *piece;
            if (piece->empty()) break;
        }
        input.remove_prefix(given - part.size());
    }
    body.is_done = decoder.done();
    body.rest = decoder.done() ? input.size() : 0;
    return body;
}

std::size_t scan_in_steps(std::string_view bytes, std::size_t step, std::string_view& rejected) {
    HeadScanner scanner;
    for (std::size_t size = 0; size < bytes.size();) {
        size = std::min(size + step, bytes.size());
        const auto found = scanner.scan(bytes.substr(0, size), {});
        if (!found) {
            rejected = found.error().code;
            return 0;
        }
        if (*found > 0) return *found;
    }
    return 0;
}

void look_at(const Head& head) {
    Request request;
    request.method = head.method;
    request.target = head.target;
    request.headers = head.headers;
    if (!decode_target(request)) return;
    PARLEY_ASSERT(request.path.find('\0') == std::string::npos);
    request.query_value("limit");
    request.cookie("parley_sign_in");
}

void fuzz(std::string_view bytes, std::size_t step) {
    std::string_view rejected;
    std::string_view rejected_in_steps;
    const std::size_t size = scan_in_steps(bytes, bytes.size() + 1, rejected);
    const std::size_t same = scan_in_steps(bytes, step, rejected_in_steps);
    PARLEY_ASSERT(size == same && rejected == rejected_in_steps);
    if (size == 0) return;
    const auto head = parse_head(bytes.substr(0, size));
    if (!head) return;
    look_at(*head);
    const std::string_view rest = bytes.substr(size);
    PARLEY_ASSERT(read_body(*head, rest, rest.size() + 2) == read_body(*head, rest, step));
}

}  // namespace
}  // namespace parley::http

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
    parley::http::fuzz(text, bytes[0] % 64 + 1U);
    return 0;
}
