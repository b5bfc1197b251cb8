#include "store/word_list.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/enum_names.hpp"
#include "ports/repository.hpp"

namespace parley {
namespace {

boost::json::array parsed(std::string_view text) {
    boost::json::error_code error;
    boost::json::value value = boost::json::parse(text, error);
    if (error || !value.is_array()) throw StoreBroken("a list in the database is not a list");
    return std::move(value.get_array());
}

std::string word(const boost::json::value& value) {
    if (!value.is_string()) throw StoreBroken("a list in the database holds no words");
    return std::string(value.get_string().c_str(), value.get_string().size());
}

template <class IdType>
std::string format_ids(const std::vector<IdType>& ids) {
    boost::json::array array;
    for (const IdType& id : ids) array.emplace_back(id.text());
    return boost::json::serialize(array);
}

template <class IdType>
void parse_ids(std::string_view text, std::vector<IdType>& ids) {
    ids.clear();
    for (const auto& each : parsed(text)) {
        const auto id = IdType::parse(word(each));
        if (!id) throw StoreBroken("a list in the database holds no ids");
        ids.push_back(*id);
    }
}

template <class E>
std::string format_names(const std::vector<E>& values) {
    boost::json::array array;
    for (const E value : values) array.emplace_back(name_of(value));
    return boost::json::serialize(array);
}

template <class E>
void parse_names(std::string_view text, std::vector<E>& values) {
    values.clear();
    for (const auto& each : parsed(text)) {
        const auto value = enum_named<E>(word(each));
        if (!value)
            throw StoreBroken("a list in the database holds a word that is not one of ours");
        values.push_back(*value);
    }
}

}  // namespace

std::string format_words(const std::vector<std::string>& words) {
    if (words.empty()) return "[]";
    boost::json::array array;
    for (const std::string& each : words) array.emplace_back(each);
    return boost::json::serialize(array);
}

std::string format_words(const std::vector<QueueId>& ids) { return format_ids(ids); }
std::string format_words(const std::vector<TrunkId>& ids) { return format_ids(ids); }
std::string format_words(const std::vector<TagId>& ids) { return format_ids(ids); }

std::string format_words(const std::vector<AgentId>& ids) {
    return ids.empty() ? "[]" : format_ids(ids);  // Of nearly every event.
}
std::string format_words(const std::vector<WrapUpCodeId>& ids) { return format_ids(ids); }

std::string format_words(const std::vector<Skill>& skills) {
    boost::json::array array;
    for (const Skill& skill : skills) {
        array.emplace_back(skill.name);
        array.emplace_back(skill.level);
    }
    return boost::json::serialize(array);
}

std::string format_words(const std::vector<ChannelShare>& shares) {
    boost::json::array array;
    for (const ChannelShare& each : shares) {
        array.emplace_back(each.channel);
        array.emplace_back(each.share);
    }
    return boost::json::serialize(array);
}

std::string format_words(const std::vector<KeyScope>& scopes) { return format_names(scopes); }
std::string format_words(const std::vector<QueueAlert>& alerts) { return format_names(alerts); }

void parse_words(std::string_view text, std::vector<std::string>& words) {
    words.clear();
    for (const auto& each : parsed(text)) words.push_back(word(each));
}

void parse_words(std::string_view text, std::vector<QueueId>& ids) { parse_ids(text, ids); }
void parse_words(std::string_view text, std::vector<TrunkId>& ids) { parse_ids(text, ids); }
void parse_words(std::string_view text, std::vector<TagId>& ids) { parse_ids(text, ids); }

void parse_words(std::string_view text, std::vector<AgentId>& ids) {
    ids.clear();
    if (text != "[]") parse_ids(text, ids);
}
void parse_words(std::string_view text, std::vector<WrapUpCodeId>& ids) { parse_ids(text, ids); }

void parse_words(std::string_view text, std::vector<Skill>& skills) {
    skills.clear();
    const auto array = parsed(text);
    for (std::size_t at = 0; at + 1 < array.size(); at += 2) {
        if (!array[at + 1].is_int64()) throw StoreBroken("a skill in the database has no level");
        skills.push_back({word(array[at]), static_cast<int>(array[at + 1].get_int64())});
    }
}

void parse_words(std::string_view text, std::vector<ChannelShare>& shares) {
    shares.clear();
    const auto array = parsed(text);
    for (std::size_t at = 0; at + 1 < array.size(); at += 2) {
        if (!array[at + 1].is_int64()) throw StoreBroken("a share in the database is no number");
        shares.push_back({word(array[at]), static_cast<int>(array[at + 1].get_int64())});
    }
}

void parse_words(std::string_view text, std::vector<KeyScope>& scopes) {
    parse_names(text, scopes);
}
void parse_words(std::string_view text, std::vector<QueueAlert>& alerts) {
    parse_names(text, alerts);
}

}  // namespace parley
