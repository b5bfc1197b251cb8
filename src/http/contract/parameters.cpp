#include "http/contract/parameters.hpp"

#include "base/assert.hpp"
#include "http/api/call.hpp"
#include "http/contract/json_text.hpp"
#include "http/contract/schema.hpp"

namespace parley::http {
namespace {

constexpr std::string_view id_schema = "#/components/schemas/Id";

struct Parameter {
    std::string_view name;
    std::string_view about;
    JsonObject schema;
};

JsonObject whole_number(std::int64_t least) {
    return JsonObject().text("type", "integer").number("minimum", least);
}

JsonObject short_text(std::size_t most) {
    return JsonObject().text("type", "string").number("maxLength", static_cast<std::int64_t>(most));
}

JsonObject named(std::string_view name) { return JsonObject().raw("$ref", json_string(name)); }

Parameter find_parameter(std::string_view name) {
    if (name == "limit")
        return {name, "Items of a page.",
                whole_number(1).number("maximum", page_most).number("default", page_default)};
    if (name == "cursor")
        return {name, "`next_cursor` of the page before.", short_text(cursor_max)};
    if (name == "before")
        return {name, "Messages with a smaller `seq`; absent: the newest.", whole_number(0)};
    if (name == "after")
        return {name, "Events with a greater number; 0: from the beginning.",
                whole_number(0).number("default", 0)};
    if (name == "wait")
        return {name, "Seconds to wait for an event where there is none yet.",
                whole_number(0).number("maximum", wait_seconds_max).number("default", 0)};
    if (name == "state")
        return {name, "Only deliveries in this state.",
                named("#/components/schemas/DeliveryState")};
    if (name == "list")
        return {name, "Which list.",
                named("#/components/schemas/SessionList").text("default", "mine")};
    if (name == "q") return {name, "Words to look for.", short_text(query_max)};
    if (name == "conversation_id")
        return {name, "Of, or into, which conversation.", named("#/components/schemas/Id")};
    if (name == "contact_id") return {name, "Of which contact.", named("#/components/schemas/Id")};
    if (name == "from")
        return {name, "Begin, in milliseconds since 1970; widened to a quarter of an hour.",
                whole_number(0)};
    if (name == "to")
        return {name, "End, not included; absent: now. Without `from` it is the 24 hours before.",
                whole_number(0)};
    if (name == "by")
        return {name, "What each row is of.",
                named("#/components/schemas/ReportBy").text("default", "total")};
    if (name == "step")
        return {name, "How long a row is, by time.",
                named("#/components/schemas/Grain").text("default", "day")};
    if (name == "queue_id") return {name, "Only of this queue.", named(id_schema)};
    if (name == "inbox_id") return {name, "Only of this inbox.", named(id_schema)};
    if (name == "agent_id") return {name, "Only of this agent.", named(id_schema)};
    if (name == "figures")
        return {name, "Names of figures, between commas; absent: all.",
                JsonObject().text("type", "string")};
    if (name == "figure") return {name, "Which figure's.", JsonObject().text("type", "string")};
    if (name == "format") return {name, "`csv` or `xlsx`.", JsonObject().text("type", "string")};
    if (name == "threshold")
        return {name, "Seconds that are in time.",
                whole_number(1).number("maximum", 3'600).number("default", 20)};
    if (name == "short")
        return {name, "Seconds within which who leaves has not waited.",
                whole_number(0).number("maximum", 3'600).number("default", 5)};
    if (name == "good")
        return {name, "The least score of who is satisfied.",
                whole_number(1).number("maximum", 5).number("default", 4)};
    if (name == "play")
        return {name, "As the answer to play_recording has it.",
                JsonObject().text("type", "string")};
    if (name == "name")
        return {name, "The file's name; cut to 200 characters.",
                JsonObject().text("type", "string")};
    PARLEY_ASSERT(false);  // An operation names a parameter that nobody described.
}

}  // namespace

std::string query_parameter(std::string_view name) {
    const bool is_required = name.ends_with('!');
    if (is_required) name.remove_suffix(1);
    const Parameter found = find_parameter(name);
    JsonObject out;
    out.text("name", found.name).text("in", "query");
    if (is_required) out.flag("required", true);
    out.text("description", found.about).add("schema", found.schema);
    return out.finish();
}

std::string path_parameter(std::string_view name) {
    JsonObject out;
    out.text("name", name).text("in", "path").flag("required", true);
    out.add("schema",
            name == "id" ? named("#/components/schemas/Id") : JsonObject().text("type", "string"));
    return out.finish();
}

}  // namespace parley::http
