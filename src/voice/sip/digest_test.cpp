#include "voice/sip/digest.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace parley::voice {
namespace {

// RFC 7616, section 3.9.1.
std::vector<std::string_view> example(std::string_view algorithm, std::string_view response) {
    return {"username=\"Mufasa\"",
            "realm=\"http-auth@example.org\"",
            "uri=\"/dir/index.html\"",
            algorithm,
            "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\"",
            "nc=00000001",
            "cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\"",
            "qop=auth",
            response,
            "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""};
}

std::string ha1(DigestHash hash) {
    return hash_hex(hash, "Mufasa:http-auth@example.org:Circle of Life");
}

TEST_CASE("the examples of RFC 7616 come out") {
    const auto md5 =
        read_credentials(example("algorithm=MD5", "response=\"8ca523f5e9506fed4657c9700eebdbec\""));
    REQUIRE(md5);
    CHECK(md5->user == "Mufasa");
    CHECK(digest_response(*md5, ha1(DigestHash::md5), "GET") == md5->response);

    const auto sha = read_credentials(
        example("algorithm=SHA-256",
                "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\""));
    REQUIRE(sha);
    CHECK(sha->hash == DigestHash::sha256);
    CHECK(digest_response(*sha, ha1(DigestHash::sha256), "GET") == sha->response);
    CHECK(digest_response(*sha, ha1(DigestHash::sha256), "POST") != sha->response);
    CHECK(digest_response(*sha, ha1(DigestHash::md5), "GET") != sha->response);
}

TEST_CASE("names are read in whatever letters, values with what is escaped in them") {
    auto parameters = example("ALGORITHM=\"md5\"", "Response=\"0\"");
    parameters[0] = "UserName=\"a \\\"b\\\" \\\\c\"";
    const auto read = read_credentials(parameters);
    REQUIRE(read);
    CHECK(read->user == "a \"b\" \\c");
}

TEST_CASE("what is missing, doubled, unknown or out of form is refused") {
    const std::string long_response = "response=\"" + std::string(600, 'a') + "\"";
    const auto good = example("algorithm=MD5", "response=\"0\"");
    REQUIRE(read_credentials(good));
    for (std::size_t left_out : {0, 1, 2, 4, 5, 6, 7, 8}) {
        CAPTURE(left_out);
        auto less = good;
        less.erase(less.begin() + static_cast<std::ptrdiff_t>(left_out));
        CHECK_FALSE(read_credentials(less));
    }
    for (std::string_view more :
         {"nonce=\"again\"", "algorithm=MD5", "username=\"other\"", "x=\"open", "x=\"\\\""}) {
        CAPTURE(more);
        auto doubled = good;
        doubled.push_back(more);
        CHECK_FALSE(read_credentials(doubled));
    }
    const auto with = [&](std::size_t at, std::string_view other) {
        auto changed = good;
        changed[at] = other;
        return read_credentials(changed).has_value();
    };
    CHECK_FALSE(with(3, "algorithm=SHA-512-256"));
    CHECK_FALSE(with(3, "algorithm=MD5-sess"));
    CHECK_FALSE(with(5, "nc=1"));
    CHECK_FALSE(with(5, "nc=0000000g"));
    CHECK_FALSE(with(7, "qop=auth-int"));
    CHECK_FALSE(with(8, long_response));
    CHECK(with(3, "ignored=1"));  // Without an algorithm it is MD5.
}

}  // namespace
}  // namespace parley::voice
