#include "store/postgres/gathered_rows.hpp"

#include <doctest/doctest.h>

#include "store/testing/temporary.hpp"

namespace parley::postgres {
namespace {

using testing::is_on_postgres;
using testing::TemporaryDirectory;

const sql::Insertion replaced("shelf", "place, id", "title", true);
const sql::Insertion added("loan", "id", "title", false);
const sql::Insertion joined("shelf", "place, id", "title", true, "$1, $2, upper($3)");

struct Shelf {
    TemporaryDirectory directory;
    PostgresDatabase db{directory.database_url()};

    Shelf() {
        db.run_script(
            "CREATE TABLE shelf (place bigint, id bytea, title text, PRIMARY KEY (place, id));"
            "CREATE TABLE loan (id bigint PRIMARY KEY, title text)");
        begin();
    }
    void begin() {
        db.begin(sql::Database::Access::write);
        db.gather();
    }
    std::string titles() {
        return db.value<std::string>("SELECT string_agg(title, ',' ORDER BY place, id) FROM shelf")
            .value();
    }
};

IdBytes id_of(std::uint8_t last) {
    IdBytes id{};
    id.back() = last;
    return id;
}

TEST_CASE("an insertion of many gives each parameter as an array") {
    CHECK(added.sql == "INSERT INTO loan (id, title) VALUES ($1, $2)");
    CHECK(added.of_many() == "INSERT INTO loan (id, title) SELECT unnest($1), unnest($2)");
    CHECK(joined.of_many() ==
          "INSERT INTO shelf (place, id, title) SELECT unnest($1), unnest($2), upper(unnest($3))"
          " ON CONFLICT (place, id) DO UPDATE SET title = excluded.title");
    CHECK(joined.key_columns == 2);
    CHECK(joined.columns == 3);
}

TEST_CASE("rows that wait are written in one statement, of the same key the last" *
          doctest::skip(!is_on_postgres())) {
    Shelf shelf;
    shelf.db.insert(replaced, 1, id_of(1), "first");
    shelf.db.insert(replaced, 2, id_of(1), "of another place");
    shelf.db.insert(replaced, 1, id_of(2), "");
    shelf.db.insert(replaced, 1, id_of(1), "第一，改过");
    shelf.db.insert(added, 1, "lent");
    shelf.db.commit();
    CHECK(shelf.titles() == "第一，改过,,of another place");
    CHECK(shelf.db.value<std::int64_t>("SELECT count(DISTINCT CAST(cmin AS text)) FROM shelf") ==
          1);
    CHECK(shelf.db.value<std::string>("SELECT title FROM loan") == "lent");
}

TEST_CASE("values are made of what waited, and the nil id is NULL" *
          doctest::skip(!is_on_postgres())) {
    Shelf shelf;
    shelf.db.insert(joined, 1, id_of(1), "small");
    shelf.db.commit();
    CHECK(shelf.titles() == "SMALL");
    shelf.begin();
    shelf.db.insert(replaced, 2, id_of(1), "before it");
    shelf.db.insert(joined, 1, IdBytes{}, "nowhere");
    try {
        shelf.db.commit();
        FAIL("a key was NULL");
    } catch (const PostgresError& error) {
        CHECK(error.is_of_rows());
    }
    shelf.db.roll_back();
    CHECK(shelf.titles() == "SMALL");
}

TEST_CASE("another statement finds the rows before it, and not those after" *
          doctest::skip(!is_on_postgres())) {
    Shelf shelf;
    shelf.db.insert(replaced, 1, id_of(1), "before");
    shelf.db.run("UPDATE shelf SET title = title || '!' WHERE place = $1", 1);
    shelf.db.insert(replaced, 1, id_of(2), "after");
    shelf.db.commit();
    CHECK(shelf.titles() == "before!,after");
}

TEST_CASE("what waits is forgotten with its transaction" * doctest::skip(!is_on_postgres())) {
    Shelf shelf;
    shelf.db.insert(replaced, 1, id_of(1), "forgotten");
    shelf.db.roll_back();
    shelf.begin();
    shelf.db.insert(replaced, 1, id_of(2), "kept");
    shelf.db.commit();
    CHECK(shelf.titles() == "kept");
}

TEST_CASE("many large rows go in portions" * doctest::skip(!is_on_postgres())) {
    Shelf shelf;
    const std::string large(1 << 20, 'x');
    for (int number = 0; number < 10; ++number) shelf.db.insert(added, number, large);
    shelf.db.commit();
    CHECK(shelf.db.value<std::int64_t>("SELECT count(*) FROM loan") == 10);
    CHECK(shelf.db.value<std::int64_t>("SELECT sum(length(title)) FROM loan") == 10 << 20);
    CHECK(shelf.db.value<std::int64_t>("SELECT count(DISTINCT CAST(cmin AS text)) FROM loan") == 3);
}

TEST_CASE("what failed in the midst of more than is sent at once is rolled back, and no more" *
          doctest::skip(!is_on_postgres())) {
    Shelf shelf;
    shelf.db.insert(added, 1, "one");
    shelf.db.run("INSERT INTO loan (id) VALUES (1)");  // After it.
    const auto send_more = [&] {
        for (std::size_t sent = 0; sent < PostgresDatabase::sent_max; ++sent)
            shelf.db.run("UPDATE loan SET title = 'two'");
    };
    CHECK_THROWS_AS(send_more(), PostgresError);
    shelf.db.roll_back();

    shelf.begin();
    shelf.db.insert(added, 2, "another");
    shelf.db.commit();
    CHECK(shelf.db.value<std::string>("SELECT string_agg(title, ',') FROM loan") == "another");
}

TEST_CASE("a commit that is none is told" * doctest::skip(!is_on_postgres())) {
    Shelf shelf;
    shelf.db.insert(added, 1, "one");
    shelf.db.commit();
    shelf.db.begin(sql::Database::Access::write);
    CHECK_THROWS_AS(shelf.db.run("INSERT INTO loan (id) VALUES (1)"), PostgresError);
    CHECK_THROWS_AS(shelf.db.commit(), PostgresError);
    shelf.db.roll_back();
    CHECK(shelf.db.value<std::int64_t>("SELECT count(*) FROM loan") == 1);
}

TEST_CASE("of rows that are only added, one that is there already refuses all of them" *
          doctest::skip(!is_on_postgres())) {
    Shelf shelf;
    shelf.db.insert(added, 1, "one");
    shelf.db.insert(added, 1, "one again");
    CHECK_THROWS_AS(shelf.db.commit(), PostgresError);
    shelf.db.roll_back();
    CHECK(shelf.db.value<std::int64_t>("SELECT count(*) FROM loan") == 0);
}

}  // namespace
}  // namespace parley::postgres
