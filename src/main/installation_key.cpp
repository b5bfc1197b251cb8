#include "main/installation_key.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

#include "base/secret.hpp"
#include "store/store.hpp"

namespace parley {
namespace {

using Secret = wire::FileLinks::Secret;

Secret read_key(const std::filesystem::path& file) {
    Secret secret{};
    std::ifstream stream(file, std::ios::binary);
    stream.read(reinterpret_cast<char*>(secret.data()),
                static_cast<std::streamsize>(secret.size()));
    const bool is_whole = stream.gcount() == static_cast<std::streamsize>(secret.size());
    if (!is_whole) throw std::runtime_error(file.string() + " is not a key");
    return secret;
}

// Readable by its owner only, whole or not there: written aside and renamed.
void write_key(const std::filesystem::path& file, const Secret& secret) {
    const std::string aside = file.string() + ".new";
    const int fd = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) throw std::runtime_error(aside + " cannot be written");
    const auto written = ::write(fd, secret.data(), secret.size());
    const bool is_kept = written == static_cast<ssize_t>(secret.size()) && ::fsync(fd) == 0;
    ::close(fd);
    if (!is_kept) throw std::runtime_error(aside + " cannot be written");
    std::filesystem::rename(aside, file);
}

// All nodes of a database sign and check with one key.
Secret shared_key(const std::string& database_url, Rng& rng) {
    migrate_postgres(database_url, false);  // Its table must be there.
    Secret proposed{};
    rng.fill(proposed);
    const std::string text = installation_secret(database_url, "file_links", encode_hex(proposed));
    Secret secret{};
    if (text.size() != secret.size() * 2) throw std::runtime_error("the database's key is broken");
    for (std::size_t at = 0; at < secret.size(); ++at)
        secret[at] = static_cast<std::uint8_t>(std::stoul(text.substr(at * 2, 2), nullptr, 16));
    return secret;
}

}  // namespace

Secret key_of_links(const Config& config, Rng& rng) {
    if (!config.database_url.empty()) return shared_key(config.database_url, rng);
    return installation_key(config.data_dir, rng);
}

std::string existing_key_text(const std::filesystem::path& data_dir) {
    const auto file = data_dir / "key";
    return std::filesystem::exists(file) ? encode_hex(read_key(file)) : std::string();
}

Secret installation_key(const std::filesystem::path& data_dir, Rng& rng) {
    const auto file = data_dir / "key";
    if (!std::filesystem::exists(file)) {
        Secret secret{};
        rng.fill(secret);
        write_key(file, secret);
    }
    return read_key(file);
}

}  // namespace parley
