// Rows as bytes: for PostgreSQL's binary COPY, and for fingerprints.
#pragma once

#include <string>

#include "store/copy/rows.hpp"

namespace parley::copy {

// What both databases' fingerprints are made of: for each column its kind and its bytes, with their
// length where it varies, so that no two different rows read the same.
void append_canonical(std::string& to, const Layout& layout, const Record& record);

// COPY … FROM STDIN (FORMAT binary).
class CopyStream {
public:
    CopyStream() { clear(); }
    // Throws StoreBroken for text with U+0000, which PostgreSQL cannot keep.
    void add(const Layout& layout, const Record& record);
    std::int64_t rows() const { return rows_; }
    std::size_t size() const { return bytes_.size(); }
    std::string_view finished();  // With its end; nothing may be added any more.
    void clear();

private:
    std::string bytes_;
    std::int64_t rows_ = 0;
};

}  // namespace parley::copy
