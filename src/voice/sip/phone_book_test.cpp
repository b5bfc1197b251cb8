#include "voice/sip/phone_book.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace parley::voice {
namespace {

using Verdict = PhoneBook::Verdict;

const Instant start = from_ms(1'790'000'000'000);
const IpAddress desk = *IpAddress::parse("192.0.2.1");

struct Book {
    SeededRng rng{7};
    PhoneBook book{rng};
    PhoneId ann = PhoneId::make(start, rng);

    Book() { book.set(terms("ann", "secret")); }

    PhoneTerms terms(const std::string& user, const std::string& password) const {
        const std::string a1 = fmt::format("{}:parley:{}", user, password);
        return {ann, user, hash_hex(DigestHash::md5, a1), hash_hex(DigestHash::sha256, a1)};
    }

    std::string nonce(DigestHash hash, Instant now = start) {
        const std::string one = book.challenge(hash, desk, false, now);
        const auto at = one.find("nonce=\"") + 7;
        return one.substr(at, one.find('"', at) - at);
    }

    static Credentials answer(const std::string& user, const std::string& password, DigestHash hash,
                              const std::string& nonce, const std::string& nc = "00000001") {
        Credentials made{user, "parley", nonce, "sip:parley", "", "c", nc, "auth", hash};
        made.response = digest_response(
            made, hash_hex(hash, fmt::format("{}:parley:{}", user, password)), "REGISTER");
        return made;
    }

    Verdict judge(const Credentials& shown, Instant now = start, const IpAddress& from = desk) {
        return book.judge(shown, "REGISTER", from, now).verdict;
    }
};

TEST_CASE("who answers a challenge rightly is who they say, by either algorithm") {
    Book of;
    for (const DigestHash hash : {DigestHash::md5, DigestHash::sha256}) {
        const auto shown = Book::answer("ann", "secret", hash, of.nonce(hash));
        const auto judged = of.book.judge(shown, "REGISTER", desk, start);
        CHECK(judged.verdict == Verdict::good);
        CHECK(judged.phone == of.ann);
    }
}

TEST_CASE("a wrong password and an unknown user are judged alike") {
    Book of;
    for (const DigestHash hash : {DigestHash::md5, DigestHash::sha256}) {
        CHECK(of.judge(Book::answer("ann", "wrong", hash, of.nonce(hash))) == Verdict::wrong);
        CHECK(of.judge(Book::answer("bob", "secret", hash, of.nonce(hash))) == Verdict::wrong);
    }
    const auto good = Book::answer("ann", "secret", DigestHash::md5, of.nonce(DigestHash::md5));
    CHECK(of.book.judge(good, "INVITE", desk, start).verdict == Verdict::wrong);
}

TEST_CASE("nothing shown, another realm, and a nonce that is not ours are nothing to be judged") {
    Book of;
    CHECK(of.book.judge(std::nullopt, "REGISTER", desk, start).verdict == Verdict::missing);
    auto shown = Book::answer("ann", "secret", DigestHash::md5, of.nonce(DigestHash::md5));
    CHECK(of.judge(shown, start, *IpAddress::parse("192.0.2.2")) == Verdict::missing);
    shown.realm = "other";
    CHECK(of.judge(shown) == Verdict::missing);
    CHECK(of.judge(Book::answer("ann", "secret", DigestHash::md5, "made-up")) == Verdict::missing);
}

TEST_CASE("what was used cannot be used again, and what is too old is asked for again") {
    Book of;
    const std::string nonce = of.nonce(DigestHash::md5);
    const auto first = Book::answer("ann", "secret", DigestHash::md5, nonce);
    CHECK(of.judge(first) == Verdict::good);
    CHECK(of.judge(first) == Verdict::stale);
    const auto second = Book::answer("ann", "secret", DigestHash::md5, nonce, "00000002");
    CHECK(of.judge(second) == Verdict::good);
    const auto late = Book::answer("ann", "secret", DigestHash::md5, of.nonce(DigestHash::md5));
    CHECK(of.judge(late, start + Nonces::age_max + 1ms) == Verdict::stale);
    // Of an old nonce too, who is wrong does not learn that it was old.
    CHECK(of.judge(Book::answer("ann", "wrong", DigestHash::md5, of.nonce(DigestHash::md5)),
                   start + Nonces::age_max + 1ms) == Verdict::wrong);
}

TEST_CASE("a phone that is set again has its new user only, and one that is forgotten has none") {
    Book of;
    of.book.set(of.terms("anna", "secret"));
    const auto hash = DigestHash::md5;
    CHECK(of.judge(Book::answer("ann", "secret", hash, of.nonce(hash))) == Verdict::wrong);
    CHECK(of.judge(Book::answer("anna", "secret", hash, of.nonce(hash))) == Verdict::good);
    CHECK(of.book.find(of.ann)->user == "anna");
    of.book.forget(of.ann);
    CHECK(of.book.find(of.ann) == nullptr);
    CHECK(of.judge(Book::answer("anna", "secret", hash, of.nonce(hash))) == Verdict::wrong);
}

TEST_CASE("a challenge names its algorithm, and says when it is stale") {
    Book of;
    const std::string fresh = of.book.challenge(DigestHash::sha256, desk, false, start);
    CHECK(fresh.starts_with("Digest realm=\"parley\", nonce=\""));
    CHECK(fresh.ends_with("algorithm=SHA-256, qop=\"auth\""));
    CHECK(of.book.challenge(DigestHash::md5, desk, true, start)
              .ends_with("algorithm=MD5, qop=\"auth\", stale=true"));
}

}  // namespace
}  // namespace parley::voice
