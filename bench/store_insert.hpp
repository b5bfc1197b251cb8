// The baseline of durable chat: the rows of one posted message (message, event, conversation,
// number), inserted by a plain loop over SQLite's C interface, with the product's own tables,
// indexes and fsync.
#pragma once

#include <filesystem>
#include <string_view>

namespace parley::bench {

// What every message of a benchmark says.
inline constexpr std::string_view message_text =
    "Could you please tell me where my order is? 请问我的订单到哪里了？";

struct InsertLoad {
    int messages = 50'000;
    int conversations = 1'000;
    int per_transaction = 512;  // As many as the writer joins at most.
};

// Messages a second, in a new database under `directory`. Throws std::runtime_error.
double raw_inserts_per_s(const std::filesystem::path& directory, const InsertLoad& load);

// The same rows through the product's writer: one producer that keeps its queue filled.
double writer_inserts_per_s(const std::filesystem::path& directory, const InsertLoad& load);

}  // namespace parley::bench
