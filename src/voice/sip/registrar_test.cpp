#include "voice/sip/registrar.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/random.hpp"

namespace parley::voice {
namespace {

const Instant start = from_ms(1'790'000'000'000);

PhoneId phone_numbered(std::uint64_t seed) {
    SeededRng rng(seed);
    return PhoneId::make(start, rng);
}

const PhoneId desk = phone_numbered(1);

Registering from(const char* address, int port, std::string uri, int seconds) {
    Registering asked;
    asked.contacts = {{std::move(uri), "", std::nullopt}};
    asked.expires = std::chrono::seconds(seconds);
    asked.place = {*IpAddress::parse(address), static_cast<std::uint16_t>(port), Carriage::udp};
    asked.call_id = fmt::format("{}:{}", address, port);
    asked.cseq = 1;
    return asked;
}

TEST_CASE("a phone is where it registered from, until that ends") {
    Registrar registrar;
    const auto taken =
        registrar.take(desk, from("192.0.2.1", 40'000, "sip:a@10.0.0.1", 300), start);
    REQUIRE(taken);
    REQUIRE(taken->size() == 1);
    CHECK(taken->front().place.uri() == "sip:192.0.2.1:40000;transport=udp");
    CHECK(taken->front().expires_at == start + 300s);
    const Place place = taken->front().place;
    CHECK(registrar.is_place(place, start));
    CHECK_FALSE(registrar.is_place({place.address, 1, place.carriage}, start));
    CHECK(registrar.bindings(desk, start + 299s).size() == 1);
    CHECK(registrar.bindings(desk, start + 300s).empty());
    CHECK(registrar.expire(start + 299s).empty());
    CHECK(registrar.expire(start + 300s) == std::vector{desk});
    CHECK_FALSE(registrar.is_place(place, start));
}

TEST_CASE("expiry has bounds") {
    Registrar registrar;
    const auto brief = registrar.take(desk, from("192.0.2.1", 1, "sip:a@h", 59), start);
    CHECK(brief.error().reason == "expires_too_brief");
    CHECK(registrar.take(desk, from("192.0.2.1", 1, "sip:a@h", 60), start));
    const auto long_one = registrar.take(desk, from("192.0.2.1", 1, "sip:a@h", 100'000), start);
    CHECK(long_one->front().expires_at == start + Registrar::expires_max);
}

TEST_CASE("what a contact says of its own expiry goes before what the request says") {
    Registrar registrar;
    Registering asked = from("192.0.2.1", 1, "sip:a@h", 3'600);
    asked.contacts[0].expires = std::chrono::seconds(120);
    CHECK(registrar.take(desk, asked, start)->front().expires_at == start + 120s);
    asked.contacts[0].expires = std::chrono::seconds(0);
    CHECK(registrar.take(desk, asked, start)->empty());
}

TEST_CASE("the same contact, place or instance registers over itself; another beside it") {
    Registrar registrar;
    REQUIRE(registrar.take(desk, from("192.0.2.1", 1, "sip:a@h", 300), start));
    CHECK(registrar.take(desk, from("192.0.2.1", 2, "sip:a@h", 300), start)->size() == 1);
    CHECK(registrar.take(desk, from("192.0.2.1", 2, "sip:b@h", 300), start)->size() == 1);
    auto both = registrar.take(desk, from("192.0.2.9", 9, "sip:c@h", 300), start);
    REQUIRE(both->size() == 2);
    CHECK(both->front().uri == "sip:c@h");  // The newest first.
    Registering moved = from("198.51.100.1", 7, "sip:d@h", 300);
    moved.contacts[0].instance = "<urn:uuid:1>";
    CHECK(registrar.take(desk, moved, start)->size() == 3);
    moved = from("203.0.113.1", 8, "sip:e@h", 300);
    moved.contacts[0].instance = "<urn:uuid:1>";
    CHECK(registrar.take(desk, moved, start)->size() == 3);
}

TEST_CASE("a phone has few contacts: the oldest gives way") {
    Registrar registrar;
    for (int number = 1; number <= 8; ++number)
        registrar.take(desk, from("192.0.2.1", number, fmt::format("sip:{}@h", number), 300),
                       start);
    const auto all = registrar.bindings(desk, start);
    REQUIRE(all.size() == Registrar::bindings_max);
    CHECK(all.front().uri == "sip:8@h");
    CHECK(all.back().uri == "sip:4@h");
    Registering many = from("192.0.2.1", 1, "sip:a@h", 300);
    many.contacts.resize(Registrar::contacts_max + 1, many.contacts[0]);
    CHECK(registrar.take(desk, many, start).error().reason == "too_many_contacts");
}

TEST_CASE("an asterisk removes all, and only with expiry zero") {
    Registrar registrar;
    REQUIRE(registrar.take(desk, from("192.0.2.1", 1, "sip:a@h", 300), start));
    Registering all = from("192.0.2.1", 1, "", 0);
    all.contacts.clear();
    all.is_all = true;
    all.cseq = 2;
    all.expires = std::chrono::seconds(1);
    CHECK(registrar.take(desk, all, start).error().reason == "bad_contact");
    all.expires = std::chrono::seconds(0);
    CHECK(registrar.take(desk, all, start)->empty());
}

TEST_CASE("without a contact they only ask, and an older request changes nothing") {
    Registrar registrar;
    Registering asked = from("192.0.2.1", 1, "sip:a@h", 300);
    asked.cseq = 5;
    REQUIRE(registrar.take(desk, asked, start));
    Registering question = asked;
    question.contacts.clear();
    CHECK(registrar.take(desk, question, start)->size() == 1);
    asked.cseq = 4;
    asked.expires = std::chrono::seconds(0);
    CHECK(registrar.take(desk, asked, start).error().reason == "out_of_order");
    CHECK(registrar.bindings(desk, start).size() == 1);
}

TEST_CASE("what is forgotten or found dead is gone") {
    Registrar registrar;
    const Registering asked = from("192.0.2.1", 1, "sip:a@h", 300);
    REQUIRE(registrar.take(desk, asked, start));
    CHECK_FALSE(registrar.remove(desk, {asked.place.address, 2, Carriage::udp}));
    CHECK(registrar.remove(desk, asked.place));
    REQUIRE(registrar.take(desk, asked, start));
    registrar.forget(desk);
    CHECK(registrar.bindings(desk, start).empty());
}

}  // namespace
}  // namespace parley::voice
