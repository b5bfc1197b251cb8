// A read-only connection, opened when first used and anew after it has failed.
//
// Ownership: one thread at a time. Read is one call's view of the database: everything it reads is
// of the same moment.
#pragma once

#include <exception>
#include <filesystem>
#include <memory>

#include "store/sqlite/database.hpp"

namespace parley::sqlite {

class Reader {
public:
    explicit Reader(std::filesystem::path file) : file_(std::move(file)) {}

private:
    friend class Read;
    std::filesystem::path file_;
    std::unique_ptr<Database> db_;
};

class Read {
public:
    explicit Read(Reader& reader) : reader_(reader), exceptions_(std::uncaught_exceptions()) {
        if (!reader_.db_) {
            reader_.db_ = std::make_unique<Database>(reader_.file_, Database::Mode::reader);
        }
        transaction_.emplace(*reader_.db_, Transaction::Kind::read);
    }
    ~Read() {
        transaction_.reset();
        if (std::uncaught_exceptions() > exceptions_) reader_.db_.reset();
    }
    Read(const Read&) = delete;
    Read& operator=(const Read&) = delete;

    Database& db() { return *reader_.db_; }

private:
    Reader& reader_;
    int exceptions_;
    std::optional<Transaction> transaction_;
};

}  // namespace parley::sqlite
