// What sofia 1.12.11 does not free, and we cannot: the alternative names it reads from the
// certificate of whom we connected to, and all of an agent that could not be made, when we do not
// start.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT: LeakSanitizer's name.
    return "leak:libsofia-sip-ua\nleak:CRYPTO_zalloc\nleak:CRYPTO_strdup\n";
}
