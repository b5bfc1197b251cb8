// History as bytes: a version, then each counter: three texts with their lengths, the number of
// instants, the oldest in milliseconds, and the steps from one to the next. Numbers are unsigned
// LEB128 (DWARF 5, section 7.6).
#include <algorithm>
#include <tuple>

#include "base/utf8.hpp"
#include "rules/catalogue.hpp"
#include "rules/facts.hpp"
#include "rules/history.hpp"

namespace parley::rules {
namespace {

constexpr char version = 1;
// Far beyond any date, and far from overflow.
constexpr std::uint64_t instant_max_ms = 1ULL << 53;

void append(std::string& out, std::uint64_t value) {
    while (value >= 0x80) {
        out += static_cast<char>(value | 0x80);
        value >>= 7;
    }
    out += static_cast<char>(value);
}

void append(std::string& out, std::string_view text) {
    append(out, text.size());
    out += text;
}

class Reader {
public:
    explicit Reader(std::string_view bytes) : left_(bytes) {}

    bool is_done() const { return left_.empty(); }
    bool number(std::uint64_t max, std::uint64_t& out) {
        out = 0;
        for (int shift = 0; shift < 63 && !left_.empty(); shift += 7) {
            const auto byte = static_cast<std::uint8_t>(left_.front());
            left_.remove_prefix(1);
            out |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return out <= max && (byte != 0 || shift == 0);
        }
        return false;
    }
    bool text(std::string& out) {
        std::uint64_t size = 0;
        if (!number(fact_text_max, size) || size > left_.size()) return false;
        out = left_.substr(0, size);
        left_.remove_prefix(size);
        return utf8_length(out).has_value();
    }

private:
    std::string_view left_;
};

bool read_instants(Reader& reader, SlidingCounter& counter) {
    std::uint64_t count = 0;
    if (!reader.number(SlidingCounter::kept_max, count) || count == 0) return false;
    std::uint64_t at = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        std::uint64_t step = 0;
        if (!reader.number(instant_max_ms, step) || (at += step) > instant_max_ms) return false;
        counter.feed(from_ms(static_cast<std::int64_t>(at)));
    }
    return true;
}

}  // namespace

std::string History::bytes() const {
    std::string out(1, version);
    for (const Entry& entry : entries_) {
        const auto instants = entry.counter.instants();
        append(out, entry.happening);
        append(out, entry.attribute);
        append(out, entry.value);
        append(out, instants.size());
        std::int64_t before = 0;
        for (const Instant at : instants) {
            append(out, static_cast<std::uint64_t>(to_ms(at) - before));
            before = to_ms(at);
        }
    }
    return out;
}

Result<History> History::parse(std::string_view bytes) {
    const auto bad = refuse(Code::invalid, "history_malformed");
    if (bytes.size() > bytes_max || !bytes.starts_with(version)) return bad;
    Reader reader(bytes.substr(1));
    History history;
    while (!reader.is_done()) {
        Entry entry;
        if (!reader.text(entry.happening) || !reader.text(entry.attribute) ||
            !reader.text(entry.value) || !read_instants(reader, entry.counter))
            return bad;
        if (entry.attribute.empty() != entry.value.empty()) return bad;
        const auto key = [](const Entry& e) { return std::tie(e.happening, e.attribute, e.value); };
        if (!history.entries_.empty() && key(history.entries_.back()) >= key(entry)) return bad;
        const auto is_alike = [&](const Entry& e) {
            return e.happening == entry.happening && e.attribute == entry.attribute;
        };
        const auto values = std::ranges::count_if(history.entries_, is_alike);
        if (values == static_cast<std::ptrdiff_t>(values_max)) return bad;
        // A happening that this version does not know is forgotten.
        if (happening_named(entry.happening)) history.entries_.push_back(std::move(entry));
    }
    return history;
}

}  // namespace parley::rules
