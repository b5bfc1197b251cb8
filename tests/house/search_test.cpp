// The search index is a reader of the spine: behind it may be, wrong it may not.
#include <doctest/doctest.h>

#include "app/queries.hpp"
#include "house/house.hpp"

namespace parley::house {
namespace {

std::vector<MessageId> found(House& house, const std::string& text) {
    const auto page =
        expect(wait_for(app::search_messages(house.app(), house.administrator, text, "", 200)));
    std::vector<MessageId> ids;
    for (const SearchResult& hit : page.items) ids.push_back(hit.message.message.id);
    return ids;
}

void write_some(House& house) {
    const auto visitor = house.visitor();
    for (const char* text :
         {"退款什么时候到账", "Where is my order MH123456?", "铁壶可以放电磁炉上用吗",
          "the kettle is broken", "茶", "ＦＵＬＬ width"})
        house.say(visitor, text);
}

const char* const queries[] = {"退款",  "到账",     "电磁炉", "茶",    "kettle",
                               "ORDER", "mh123456", "full",   "absent"};

TEST_CASE("messages are found in Chinese and in English, by two characters or a word") {
    House house;
    write_some(house);
    house.settle_search();
    CHECK(found(house, "退款").size() == 1);
    CHECK(found(house, "电磁炉").size() == 1);
    CHECK(found(house, "茶").size() == 1);
    CHECK(found(house, "kettle").size() == 1);
    CHECK(found(house, "order mh123456").size() == 1);
    CHECK(found(house, "full").size() == 1);
    CHECK(found(house, "absent").empty());
}

TEST_CASE("the index emptied and read again from the spine ends identical") {
    House house;
    for (int i = 0; i < 40; ++i) write_some(house);
    house.settle_search();
    std::vector<std::vector<MessageId>> before;
    for (const char* query : queries) before.push_back(found(house, query));

    house.core()->search().rebuild(house.administrator.workspace);
    house.settle_search();
    for (std::size_t i = 0; i < before.size(); ++i) CHECK(found(house, queries[i]) == before[i]);
}

TEST_CASE("a reader stopped in the middle goes on where it was and ends identical") {
    House house;
    for (int i = 0; i < 40; ++i) write_some(house);
    house.settle_search();
    std::vector<std::vector<MessageId>> before;
    for (const char* query : queries) before.push_back(found(house, query));

    for (int kill = 0; kill < 5; ++kill) {
        house.core()->search().rebuild(house.administrator.workspace);
        house.restart();  // While the rebuilding is somewhere on its way.
    }
    house.settle_search();
    for (std::size_t i = 0; i < before.size(); ++i) CHECK(found(house, queries[i]) == before[i]);
}

}  // namespace
}  // namespace parley::house
