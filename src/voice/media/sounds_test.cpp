#include "voice/media/sounds.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include <stdlib.h>

#include <fstream>

#include "sound/wav.hpp"
#include "voice/media/tone.hpp"

namespace parley::voice {
namespace {

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "sounds-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~Folder() { std::filesystem::remove_all(path_); }

    std::string write(const std::string& name, std::size_t samples, std::int16_t level) const {
        const std::filesystem::path file = path_ / name;
        const auto header =
            sound::wav_header(sample_rate, 1, static_cast<std::uint32_t>(2 * samples));
        std::ofstream out(file, std::ios::binary);
        out.write(reinterpret_cast<const char*>(header.data()), header.size());
        for (std::size_t at = 0; at < samples; ++at)
            out.write(reinterpret_cast<const char*>(&level), sizeof level);
        return file.string();
    }

private:
    std::filesystem::path path_;
};

TEST_CASE("what rings and what is busy is known by name") {
    Sounds sounds(nullptr);
    const auto ringing = sounds.find("ringing");
    REQUIRE(ringing);
    CHECK((*ringing)->size() == 5 * sample_rate);
    CHECK(share_at(450, (*ringing)->data(), sample_rate) > 0.99);
    CHECK((*ringing)->at(2 * sample_rate) == 0);
    const auto busy = sounds.find("busy");
    REQUIRE(busy);
    CHECK((*busy)->size() == sample_rate * 7 / 10);
    CHECK((*busy)->back() == 0);
}

TEST_CASE("what says that it was understood is short, and goes up") {
    Sounds sounds(nullptr);
    const auto confirmed = sounds.find("confirmed");
    REQUIRE(confirmed);
    CHECK((*confirmed)->size() == sample_rate / 2);
    CHECK(share_at(660, (*confirmed)->data(), sample_rate / 10) > 0.9);
    CHECK(share_at(880, (*confirmed)->data() + sample_rate / 5, sample_rate / 10) > 0.9);
    CHECK((*confirmed)->back() == 0);
}

TEST_CASE("music is what was given, or else our own") {
    const auto given = std::make_shared<const std::vector<std::int16_t>>(100, 7);
    CHECK(*Sounds(given).find("music") == given);
    const auto ours = Sounds(nullptr).find("music");
    REQUIRE(ours);
    CHECK((*ours)->size() > 5 * sample_rate);
}

TEST_CASE("a file is read once, and again when it is another") {
    const Folder folder;
    Sounds sounds(nullptr);
    const std::string file = folder.write("a.wav", 100, 5);
    const auto first = sounds.find(file);
    REQUIRE(first);
    CHECK((*first)->size() == 100);
    CHECK(*sounds.find(file) == *first);
    folder.write("a.wav", 200, 6);
    CHECK((*sounds.find(file))->size() == 200);
}

TEST_CASE("no more files are kept than may be") {
    const Folder folder;
    Sounds sounds(nullptr);
    const std::string first = folder.write("first.wav", 10, 1);
    const Sound kept = *sounds.find(first);
    for (std::size_t count = 1; count < Sounds::kept_max; ++count)
        REQUIRE(sounds.find(folder.write(std::to_string(count), 10, 1)));
    CHECK(*sounds.find(first) == kept);
    // Room is made by "1", which nobody asked for longest.
    REQUIRE(sounds.find(folder.write("more", 10, 1)));
    CHECK(*sounds.find(first) == kept);
}

TEST_CASE("what cannot be played is refused by name") {
    const Folder folder;
    Sounds sounds(nullptr);
    CHECK(sounds.find("/no/such.wav").error().reason == "no_such_file");
    CHECK(sounds.find("").error().reason == "no_such_file");
    CHECK(sounds.find(folder.write("long.wav", Sounds::file_bytes_max / 2, 1)).error().reason ==
          "sound_too_long");
    CHECK(sounds.find("/proc/self/status").error().reason == "bad_wav");
}

}  // namespace
}  // namespace parley::voice
