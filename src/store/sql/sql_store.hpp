// What both stores give the read pool.
#pragma once

#include "store/sql/database.hpp"

namespace parley::sql {

class SqlStore : public Store {
public:
    virtual Connect connect()
        const = 0;                    // To read; the function may outlive nothing but the store.
    virtual int readers() const = 0;  // Threads of a read pool made without a number.
};

}  // namespace parley::sql
