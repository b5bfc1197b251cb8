// A connection that reads, opened when first used and anew after it has failed.
//
// Ownership: one thread at a time. Read is one call's view of the database: everything it reads is
// of the same moment.
#pragma once

#include <exception>
#include <memory>

#include "store/sql/database.hpp"

namespace parley::sql {

class Reader {
public:
    explicit Reader(Connect connect) : connect_(std::move(connect)) {}

private:
    friend class Read;
    Connect connect_;
    std::unique_ptr<Database> db_;
};

class Read {
public:
    explicit Read(Reader& reader) : reader_(reader), exceptions_(std::uncaught_exceptions()) {
        if (!reader_.db_) reader_.db_ = reader_.connect_();
        transaction_.emplace(*reader_.db_, Database::Access::read);
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

}  // namespace parley::sql
