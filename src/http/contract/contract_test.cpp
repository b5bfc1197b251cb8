// The contract describes every route, and says of it what its action does.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "codec/json_view.hpp"
#include "http/api/routes.hpp"
#include "http/contract/bounds.hpp"
#include "http/contract/openapi.hpp"
#include "http/contract/responses.hpp"
#include "http/contract/schema.hpp"

namespace parley::http {
namespace {

namespace fs = std::filesystem;
using Words = std::set<std::string>;

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Words found_in(const std::string& text, const char* pattern) {
    Words found;
    const std::regex regex(pattern);
    for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) {
        found.insert((*it)[1]);
    }
    return found;
}

// The body of every action, by the name of its function.
std::map<std::string, std::string> action_sources() {
    std::map<std::string, std::string> sources;
    const std::regex start(R"(Task<Result<Response>> (\w+)\(Call&[ \w]*\) \{)");
    for (const auto& entry : fs::directory_iterator(PARLEY_SOURCE_DIR "/src/http/api")) {
        if (!entry.path().string().ends_with("_actions.cpp")) continue;
        const std::string text = text_of(entry.path());
        for (std::sregex_iterator it(text.begin(), text.end(), start), end; it != end; ++it) {
            const auto from = static_cast<std::size_t>(it->position());
            const std::size_t to = text.find("\n}\n", from);
            sources[(*it)[1]] = text.substr(from, std::min(to, text.size()) - from);
        }
    }
    return sources;
}

// "GET /api/v1/me" -> "get_me", as the route table in routes.cpp says.
std::map<std::string, std::string> action_names() {
    std::map<std::string, std::string> names;
    const std::string text = text_of(PARLEY_SOURCE_DIR "/src/http/api/routes.cpp");
    const std::regex row(R"re(\{"([A-Z]+)",\s*"(/[^"]*)",\s*Who::\w+,\s*(\w+))re");
    for (std::sregex_iterator it(text.begin(), text.end(), row), end; it != end; ++it) {
        names[(*it)[1].str() + " " + (*it)[2].str()] = (*it)[3];
    }
    return names;
}

template <class See>
void for_each_operation(See see) {
    for (const Chapter& chapter : chapters()) {
        for (const Operation& operation : chapter.operations) see(operation);
    }
}

TEST_CASE("every route is described, and nothing else is") {
    Words routes;
    for (const Route& route : all_routes()) {
        routes.insert(std::string(route.method) + " " + std::string(route.pattern));
    }
    Words described;
    Words ids;
    for_each_operation([&](const Operation& operation) {
        CAPTURE(operation.call);
        CHECK(routes.contains(std::string(operation.call)));
        CHECK(described.insert(std::string(operation.call)).second);
        CHECK(ids.insert(std::string(operation.id)).second);
        CHECK(operation.summary.ends_with('.'));
    });
    for (const std::string& route : routes) {
        CAPTURE(route);
        CHECK(described.contains(route));
    }
}

TEST_CASE("an operation takes the body that its action reads") {
    const auto sources = action_sources();
    const auto names = action_names();
    CHECK(names.size() == all_routes().size());
    std::size_t bodies = 0;
    for_each_operation([&](const Operation& operation) {
        CAPTURE(operation.call);
        const auto name = names.find(std::string(operation.call));
        REQUIRE(name != names.end());
        REQUIRE(sources.contains(name->second));
        const std::string& source = sources.at(name->second);
        const Words read = found_in(source, R"(body<(?:wire::)?(\w+)>\(\))");
        if (operation.takes.kind == Shape::Kind::one) {
            CHECK(read == Words{component_name(operation.takes)});
            ++bodies;
        } else {
            CHECK(read.empty());
        }
    });
    CHECK(bodies > 15);
}

TEST_CASE("an operation names the parameters that its action asks for") {
    const auto sources = action_sources();
    const auto names = action_names();
    for_each_operation([&](const Operation& operation) {
        CAPTURE(operation.call);
        const std::string& source = sources.at(names.at(std::string(operation.call)));
        // Some are asked for by helpers of the action; those are held to in tests/api.
        Words asked =
            found_in(source, R"re((?:query_value|number|state_of)\((?:call, )?"(\w+)")re");
        for (const char* word : {"limit", "cursor", "before"}) {
            if (source.find("call." + std::string(word) + "()") != std::string::npos)
                asked.insert(word);
        }
        Words named;
        for (std::string_view word : words_of(operation.query)) {
            if (word.ends_with('!')) word.remove_suffix(1);
            named.emplace(word);
        }
        for (const std::string& word : asked) {
            CAPTURE(word);
            CHECK(named.contains(word));
        }
    });
}

// "| `code` |" under the heading with its status; those of the table with a column for it, too.
Words listed_refusals() {
    Words listed;
    std::ifstream in(PARLEY_SOURCE_DIR "/docs/guide/errors.md");
    std::string heading;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("## ")) heading = line;
        if (!line.starts_with("| `")) continue;
        const Words statuses = found_in(heading + line, R"(\D(\d\d\d)\b)");
        for (const std::string& code : found_in(line.substr(0, line.find('|', 1)), R"(`(\w+)`)")) {
            for (const std::string& status : statuses) listed.insert(status + " " + code);
        }
    }
    return listed;
}

TEST_CASE("an operation takes Idempotency-Key and If-Match where its action does") {
    const auto sources = action_sources();
    const auto names = action_names();
    std::size_t repeatable = 0;
    for_each_operation([&](const Operation& operation) {
        CAPTURE(operation.call);
        const std::string& source = sources.at(names.at(std::string(operation.call)));
        CHECK(operation.may_repeat == (source.find("once.keeping<") != std::string::npos));
        CHECK(operation.is_versioned == (source.find("expected_by<") != std::string::npos));
        CHECK(operation.may_repeat <= operation.call.starts_with("POST "));
        repeatable += operation.may_repeat;
    });
    CHECK(repeatable >= 6);
}

TEST_CASE("every operation of staff says which scope opens it, or that none does") {
    const Words for_any_key = {"get_me", "get_workspace", "list_channels", "get_voice"};
    for (const Route& route : all_routes()) {
        const Operation& operation = *find_operation(route.method, route.pattern);
        CAPTURE(operation.call);
        const bool is_of_staff = route.who == Who::staff || route.who == Who::either;
        const bool is_open = for_any_key.contains(std::string(operation.id));
        const int said = operation.scope.has_value() + operation.is_for_people + is_open;
        CHECK(said == (is_of_staff ? 1 : 0));
    }
}

TEST_CASE("every refusal an operation names is on the page of errors, under its status") {
    const Words listed = listed_refusals();
    CHECK(listed.size() > 60);
    std::size_t refusals = 0;
    for_each_operation([&](const Operation& operation) {
        std::string status;
        for (const std::string_view word : words_of(operation.refuses)) {
            if (word[0] >= '0' && word[0] <= '9') {
                status = word;
                continue;
            }
            const std::string refusal = status + " " + std::string(word);
            CAPTURE(operation.call);
            CAPTURE(refusal);
            CHECK(listed.contains(refusal));
            ++refusals;
        }
    });
    CHECK(refusals > 60);
}

TEST_CASE("every text and list of a request has a bound") {
    // Looked up, not kept: too long a value is simply wrong; `Source` is cut (Source::cleaned).
    const Words not_kept = {
        "SignInBody.email",   "SignInBody.password",     "VisitorBody.inbox_key",
        "InboxBody.channel",  "HelloVisitor.secret",     "HelloFrame.locale",
        "HelloFrame.api_key", "HelloVisitor.visitor_id", "HelloVisitor.inbox_key",
        "Source.page_url",    "Source.page_title",       "Source.referrer",
        "PriorityRule.each",  "ChannelShare.channel"};
    std::size_t texts = 0;
    for (const wire::Declaration& type : wire::catalogue().declarations()) {
        if (!is_of_request(type.name)) continue;
        for (const wire::Member& member : type.members) {
            const wire::TypeUse& use =
                member.type.parts.empty() ? member.type : member.type.parts[0];
            if (use.kind != wire::TypeUse::Kind::text) continue;
            const std::string name = type.name + "." + member.name;
            CAPTURE(name);
            const Bound* bound = find_bound(name);
            CHECK((bound != nullptr) != not_kept.contains(name));
            ++texts;
        }
    }
    CHECK(texts > 40);
}

struct Reader final : codec::JsonVisitor {
    std::string openapi;
    std::size_t paths = 0;
    Result<> visit(codec::JsonView root) override {
        openapi = root.find("openapi").string();
        paths = root.find("paths").size();
        return {};
    }
};

TEST_CASE("the document is JSON and holds every path once") {
    const std::string text = openapi_document();
    Words patterns;
    for (const Route& route : all_routes()) patterns.emplace(route.pattern);
    Reader reader;
    REQUIRE(codec::visit_json(text, reader));
    CHECK(reader.openapi == "3.1.0");
    CHECK(reader.paths == patterns.size());
}

}  // namespace
}  // namespace parley::http
