// A reader that is handed on: workspaces are opened one after another, and to connect takes longer
// than to read one of them. One that has lain for long is not trusted, for its server may be gone.
//
// Threads: any. Outlives the readers it gave out.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>

#include "store/sql/reader.hpp"

namespace parley::postgres {

class SpareReader {
public:
    static constexpr std::chrono::seconds good_for{1};

    // Comes back when its last holder lets it go.
    std::shared_ptr<sql::Reader> take(const sql::Connect& connect) {
        std::unique_ptr<sql::Reader> reader;
        {
            const std::lock_guard lock(mutex_);
            if (std::chrono::steady_clock::now() - since_ < good_for) reader = std::move(spare_);
            spare_.reset();
        }
        if (!reader) reader = std::make_unique<sql::Reader>(connect);
        return {reader.release(), [this](sql::Reader* given) { put_back(given); }};
    }

private:
    void put_back(sql::Reader* given) {
        std::unique_ptr<sql::Reader> reader(given);  // One that was there goes in its stead.
        const std::lock_guard lock(mutex_);
        since_ = std::chrono::steady_clock::now();
        spare_.swap(reader);
    }

    std::mutex mutex_;
    std::unique_ptr<sql::Reader> spare_;
    std::chrono::steady_clock::time_point since_{};
};

}  // namespace parley::postgres
