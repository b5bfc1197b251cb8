// Lists of routing: an agent's posts, a queue's steps.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/enum_names.hpp"
#include "ports/repository.hpp"
#include "store/word_list.hpp"

namespace parley {
namespace {

std::vector<boost::json::object> objects_in(std::string_view text) {
    boost::json::error_code error;
    const boost::json::value value = boost::json::parse(text, error);
    if (error || !value.is_array()) throw StoreBroken("a list in the database is not a list");
    std::vector<boost::json::object> objects;
    for (const boost::json::value& each : value.get_array()) {
        if (!each.is_object()) throw StoreBroken("a list in the database holds no objects");
        objects.push_back(each.get_object());
    }
    return objects;
}

int number(const boost::json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    if (found == nullptr || !found->is_int64())
        throw StoreBroken("an object in the database lacks a number");
    return static_cast<int>(found->get_int64());
}

std::string text_of(const boost::json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    if (found == nullptr || !found->is_string())
        throw StoreBroken("an object in the database lacks a text");
    return std::string(found->get_string().c_str(), found->get_string().size());
}

}  // namespace

std::string format_words(const std::vector<Post>& posts) {
    boost::json::array array;
    for (const Post& post : posts) {
        array.push_back({{"queue", post.queue.text()},
                         {"rank", post.rank},
                         {"weight", post.weight},
                         {"precedence", post.precedence}});
    }
    return boost::json::serialize(array);
}

void parse_words(std::string_view text, std::vector<Post>& posts) {
    posts.clear();
    for (const boost::json::object& object : objects_in(text)) {
        const auto queue = QueueId::parse(text_of(object, "queue"));
        if (!queue) throw StoreBroken("a post in the database is of no queue");
        posts.push_back({*queue, number(object, "rank"), number(object, "weight"),
                         number(object, "precedence")});
    }
}

std::string format_words(const std::vector<QueueStep>& steps) {
    boost::json::array array;
    for (const QueueStep& step : steps) {
        array.push_back({{"when", std::string(name_of(step.when))},
                         {"enter", step.enter},
                         {"leave", step.leave},
                         {"last", step.last},
                         {"relax", format_words(step.relax)},
                         {"backups", format_words(step.backups)},
                         {"boost_seconds", step.boost_seconds}});
    }
    return boost::json::serialize(array);
}

void parse_words(std::string_view text, std::vector<QueueStep>& steps) {
    steps.clear();
    for (const boost::json::object& object : objects_in(text)) {
        const auto when = enum_named<StepWhen>(text_of(object, "when"));
        if (!when) throw StoreBroken("a step in the database begins at no known time");
        QueueStep step;
        step.when = *when;
        step.enter = number(object, "enter");
        step.leave = number(object, "leave");
        step.last = number(object, "last");
        step.boost_seconds = number(object, "boost_seconds");
        parse_words(text_of(object, "relax"), step.relax);
        parse_words(text_of(object, "backups"), step.backups);
        steps.push_back(std::move(step));
    }
}

}  // namespace parley
