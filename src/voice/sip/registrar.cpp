#include "voice/sip/registrar.hpp"

#include <algorithm>
#include <utility>

namespace parley::voice {
namespace {

bool is_same(const Binding& binding, const Registering::Contact& contact, const Place& place) {
    if (!contact.instance.empty() && binding.instance == contact.instance) return true;
    return binding.uri == contact.uri || binding.place == place;
}

}  // namespace

Result<std::vector<Binding>> Registrar::take(PhoneId phone, const Registering& asked, Instant now) {
    if (asked.contacts.size() > contacts_max) return refuse(Code::over_limit, "too_many_contacts");
    if (asked.is_all && (!asked.contacts.empty() || asked.expires.count() != 0))
        return refuse(Code::invalid, "bad_contact");
    std::vector<Binding> after = bindings(phone, now);
    std::ranges::reverse(after);
    for (const Binding& binding : after)
        if (binding.call_id == asked.call_id && asked.cseq < binding.cseq)
            return refuse(Code::conflict, "out_of_order");
    if (asked.is_all) after.clear();
    for (const auto& contact : asked.contacts) {
        const auto expires = std::min(contact.expires.value_or(asked.expires), expires_max);
        if (expires.count() > 0 && expires < expires_min)
            return refuse(Code::invalid, "expires_too_brief");
        std::erase_if(after,
                      [&](const Binding& one) { return is_same(one, contact, asked.place); });
        if (expires.count() <= 0) continue;
        if (after.size() == bindings_max) after.erase(after.begin());
        after.push_back({contact.uri, contact.instance, asked.place, asked.call_id, asked.cseq,
                         asked.user_agent, now + expires});
    }
    if (after.empty())
        bindings_.erase(phone);
    else
        bindings_[phone] = std::move(after);
    return bindings(phone, now);
}

std::vector<Binding> Registrar::bindings(PhoneId phone, Instant now) const {
    const auto known = bindings_.find(phone);
    if (known == bindings_.end()) return {};
    std::vector<Binding> standing(known->second.rbegin(), known->second.rend());
    std::erase_if(standing, [now](const Binding& one) { return one.expires_at <= now; });
    return standing;
}

bool Registrar::is_place(const Place& place, Instant now) const {
    return std::ranges::any_of(bindings_, [&](const auto& phone) {
        return std::ranges::any_of(phone.second, [&](const Binding& one) {
            return one.place == place && now < one.expires_at;
        });
    });
}

void Registrar::forget(PhoneId phone) { bindings_.erase(phone); }

std::vector<PhoneId> Registrar::expire(Instant now) {
    std::vector<PhoneId> gone;
    for (auto& [phone, of] : bindings_) {
        std::erase_if(of, [now](const Binding& one) { return one.expires_at <= now; });
        if (of.empty()) gone.push_back(phone);
    }
    for (const PhoneId phone : gone) bindings_.erase(phone);
    return gone;
}

bool Registrar::remove(PhoneId phone, const Place& place) {
    const auto known = bindings_.find(phone);
    if (known == bindings_.end()) return false;
    std::erase_if(known->second, [&](const Binding& one) { return one.place == place; });
    if (!known->second.empty()) return false;
    bindings_.erase(known);
    return true;
}

}  // namespace parley::voice
