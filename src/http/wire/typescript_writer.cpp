#include "http/wire/typescript_writer.hpp"

#include "http/wire/typescript_docs.hpp"

namespace parley::wire {

void TypescriptWriter::heading(std::string_view title) {
    out_ += "\n// ---------------------------------------------------------------- ";
    out_ += title;
    out_ += "\n\n";
}

bool TypescriptWriter::remark(const std::string& name, std::string_view indent) {
    const std::string_view text = typescript_doc(name);
    if (text.empty()) return false;
    ++remarks_;
    out_ += indent;
    out_ += "/** ";
    out_ += text;
    out_ += " */\n";
    return true;
}

void TypescriptWriter::alias(std::string_view name, const std::vector<std::string>& parts) {
    std::string line = "export type " + std::string(name) + " =";
    std::string joined;
    for (const std::string& part : parts) joined += (joined.empty() ? " " : " | ") + part;
    if (line.size() + joined.size() <= columns) {
        out_ += line + joined + "\n";
        return;
    }
    out_ += line;
    std::size_t used = columns;
    for (const std::string& part : parts) {
        if (used + part.size() + 3 > columns) {
            out_ += "\n ";
            used = 1;
        }
        out_ += " | " + part;
        used += part.size() + 3;
    }
    out_ += "\n";
}

void TypescriptWriter::interface(std::string_view name, const std::vector<Field>& fields) {
    remark(std::string(name), "");
    const std::string head = "export interface " + std::string(name) + " {";
    std::string line = head;
    bool remarked = false;
    for (const Field& field : fields) {
        line += (line.size() == head.size() ? " " : "; ") + field.text;
        remarked |= !typescript_doc(std::string(name) + "." + field.name).empty();
    }
    line += " }\n";
    if (!remarked && line.size() <= columns) {
        out_ += line;
        return;
    }
    out_ += head + "\n";
    for (const Field& field : fields) {
        remark(std::string(name) + "." + field.name, "  ");
        out_ += "  " + field.text + "\n";
    }
    out_ += "}\n";
}

std::string TypescriptWriter::finish() {
    PARLEY_ASSERT(remarks_ == typescript_doc_count());
    return std::move(out_);
}

}  // namespace parley::wire
