// A condition as JSON that nobody chose: refused with its place, or written and read to the same.
// What passes the judge compiles, is answered as the tree read naively answers, and has its words.
#include <string_view>

#include "base/assert.hpp"
#include "base/utf8.hpp"
#include "codec/condition.hpp"
#include "fuzz/fuzz.hpp"
#include "rules/check.hpp"
#include "rules/testing/random_condition.hpp"
#include "rules/words.hpp"

namespace parley::rules {
namespace {

bool is_place(const Error& error) {
    return error.code == Code::invalid && !error.reason.empty() &&
           (error.field.empty() || error.field.front() == '/');
}

void fuzz(std::string_view text) {
    static const Catalogue catalogue;
    static testing::SmallWorld world;
    const auto condition = codec::condition_from_json(text);
    if (!condition) {
        PARLEY_ASSERT(is_place(condition.error()));
        return;
    }
    const std::string written = codec::condition_to_json(*condition);
    const auto again = codec::condition_from_json(written);
    PARLEY_ASSERT(again && *again == *condition);

    const auto program = Program::compile(*condition, catalogue, world);
    if (!program) {
        PARLEY_ASSERT(is_place(program.error()));
        return;
    }
    for (const Tongue tongue : {Tongue::en, Tongue::zh})
        PARLEY_ASSERT(utf8_length(in_words(*condition, catalogue, tongue)));
    testing::Maker maker(text.size());
    for (int i = 0; i < 3; ++i) {
        const auto walker = maker.around(catalogue, world);
        const Facts facts = testing::facts_of(walker, catalogue);
        const History history = testing::history_of(walker);
        const Given given{facts, history, walker.now};
        PARLEY_ASSERT(program->evaluate(given).holds == walker.holds(*condition));
        PARLEY_ASSERT(program->next_change(given) > walker.now);
        PARLEY_ASSERT(explain(*condition, *program, given, catalogue, Tongue::en).size() ==
                      program->size());
    }
}

}  // namespace
}  // namespace parley::rules

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    parley::rules::fuzz({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
