// The contacts changed last, as they are now: what a use case read of one before its decision may
// have been changed meanwhile, and must not be put back.
//
// Part of the floor, thrown away with it. Bounds: `remembered_max`, oldest out first.
#pragma once

#include <deque>
#include <unordered_map>

#include "domain/contact.hpp"

namespace parley::app {

class ChangedContacts {
public:
    static constexpr std::size_t remembered_max = 256;

    const Contact* find(ContactId id) const {
        const auto found = contacts_.find(id);
        return found == contacts_.end() ? nullptr : &found->second;
    }

    void remember(const Contact& contact) {
        if (!contacts_.insert_or_assign(contact.id, contact).second) return;
        order_.push_back(contact.id);
        if (order_.size() <= remembered_max) return;
        contacts_.erase(order_.front());
        order_.pop_front();
    }

private:
    std::unordered_map<ContactId, Contact> contacts_;
    std::deque<ContactId> order_;
};

}  // namespace parley::app
