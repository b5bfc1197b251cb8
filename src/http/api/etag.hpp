// Validators (RFC 9110, section 8.8): what a client has, and whether it still is so.
//
// Every JSON answer to a GET carries an ETag of its bytes. Of what can be patched it begins with
// the thing's version (wire/version.hpp): "<version>-<bytes>". If-None-Match looks at the whole of
// it, If-Match at the version only.
#pragma once

#include <string>
#include <string_view>

#include "app/expected.hpp"
#include "http/server/request.hpp"
#include "http/server/response.hpp"
#include "http/wire/version.hpp"

namespace parley::http {

// Names the bytes of a JSON answer, after `version` where the thing has one.
void set_etag(Response& response, std::string_view version = {});

// Turns the answer to a GET that the client has already into 304. Nothing else changes.
void answer_not_modified(const Request& request, Response& response);

// A comma-separated list of entity tags, or "*".
bool names_version(std::string_view if_match, std::string_view version);

// What the use case asks of the stored thing before it changes it: that it still is what the
// request names in If-Match. `version_of` is wire::to_wire's version of it.
// Refuses conflict "changed_meanwhile" (412).
template <class T, class VersionOf>
app::Expected<T> expected_by(const Request& request, VersionOf version_of) {
    if (!request.headers.has("If-Match")) return nullptr;
    return [tags = std::string(request.headers.get("If-Match")),
            version_of](const T& stored) -> Result<> {
        const std::string version = version_of(stored);
        if (names_version(tags, version)) return {};
        return refuse(Code::conflict, "changed_meanwhile", "it is now at version " + version);
    };
}

}  // namespace parley::http
