"""The rules of tools/tidy, each shown a tree that keeps it and one that breaks it."""

import unittest

from tidying import channels, dead, layers, licences, links, sizes, source, twins, words
from tidying.tree import Tree

LAYERS = "# the law\nmain\nhttp store\napp\nrouting language\ndomain\nbase\n"


def found(rule, files):
    """What the rule says of a tree of these files: "path:line" of each finding."""
    tree = Tree({"src/LAYERS": LAYERS, **files})
    return [f"{finding.path}:{finding.line}" for finding in rule.check(tree)]


class Layers(unittest.TestCase):
    def test_a_lower_row_may_be_included(self):
        self.assertEqual(found(layers, {"src/app/a.cpp": '#include "domain/x.hpp"\n'}), [])

    def test_a_higher_row_may_not(self):
        files = {"src/domain/a.hpp": '\n#include "app/x.hpp"\n'}
        self.assertEqual(found(layers, files), ["src/domain/a.hpp:2"])

    def test_nor_may_a_neighbour_on_the_same_row(self):
        files = {"src/routing/a.hpp": '#include "language/x.hpp"\n'}
        self.assertEqual(found(layers, files), ["src/routing/a.hpp:1"])

    def test_decisions_include_no_machinery(self):
        files = {"src/routing/a.cpp": "#include <boost/asio/post.hpp>\n#include <mutex>\n"}
        self.assertEqual(len(found(layers, files)), 2)

    def test_their_tests_may(self):
        for path in ["src/routing/a_test.cpp", "src/routing/testing/a.hpp"]:
            self.assertEqual(found(layers, {path: "#include <fstream>\n"}), [])

    def test_decisions_may_describe_their_enumerators(self):
        files = {"src/domain/a.hpp": "#include <boost/describe/enum.hpp>\n"}
        self.assertEqual(found(layers, files), [])

    def test_decisions_read_no_clock(self):
        files = {"src/routing/a.cpp": "auto t = std::chrono::steady_clock::now();\n"}
        self.assertEqual(found(layers, files), ["src/routing/a.cpp:1"])

    def test_a_module_without_a_row_is_refused(self):
        self.assertEqual(found(layers, {"src/extra/a.cpp": "\n"}), ["src/extra/a.cpp:1"])

    def test_another_modules_impl_is_private(self):
        files = {"src/app/a.cpp": '#include "routing/impl/x.hpp"\n'}
        self.assertEqual(found(layers, files), ["src/app/a.cpp:1"])


class Sizes(unittest.TestCase):
    def test_a_file_of_500_lines_passes_and_one_more_does_not(self):
        short = {f"src/app/s{i}.cpp": "\n" for i in range(3)}
        self.assertEqual(found(sizes, {"src/app/a.cpp": "\n" * 500, **short}), [])
        self.assertEqual(
            found(sizes, {"src/app/a.cpp": "\n" * 501, **short}), ["src/app/a.cpp:1"]
        )

    def test_a_function_of_70_lines_passes_and_one_more_does_not(self):
        body = "x();\n"
        self.assertEqual(found(sizes, {"src/app/a.cpp": f"void f() {{\n{body * 68}}}\n"}), [])
        self.assertEqual(
            found(sizes, {"src/app/a.cpp": f"void f() {{\n{body * 69}}}\n"}), ["src/app/a.cpp:1"]
        )

    def test_columns_are_characters_not_bytes(self):
        self.assertEqual(found(sizes, {"src/app/a.hpp": "// " + "…" * 97}), [])
        self.assertEqual(found(sizes, {"src/app/a.hpp": "// " + "…" * 98}), ["src/app/a.hpp:1"])

    def test_a_generated_file_may_be_long(self):
        files = {"web/a.ts": "// Generated from the contract.\n" + "\n" * 600}
        self.assertEqual(found(sizes, files), [])

    def test_the_median_is_held(self):
        files = {f"src/app/{i}.cpp": "\n" * 130 for i in range(3)}
        self.assertEqual(len(found(sizes, files)), 1)


class Functions(unittest.TestCase):
    def lengths(self, text, suffix=".cpp"):
        code = source.strip(text, suffix)
        return [f.length for f in source.functions(code, suffix in (".ts", ".vue"))]

    def test_a_class_is_no_function_but_its_members_are(self):
        self.assertEqual(self.lengths("class A {\npublic:\n  int f() {\n return 1;\n }\n};\n"), [3])

    def test_what_stands_before_a_function_is_not_part_of_it(self):
        self.assertEqual(self.lengths("#include <a>\n\nvoid f() {\n}\n"), [2])
        self.assertEqual(self.lengths("import a from 'a'\n\nfunction f() {\n}\n", ".ts"), [2])

    def test_a_table_is_no_function(self):
        self.assertEqual(self.lengths("constexpr Route routes[] = {\n  {f(1)},\n};\n"), [])

    def test_braces_in_strings_and_comments_do_not_count(self):
        text = 'void f() {\n  g("}{{", \'{\');  // }\n  /* } */\n  h(R"(})");\n}\n'
        self.assertEqual(self.lengths(text), [5])

    def test_a_digit_separator_opens_no_character(self):
        self.assertEqual(self.lengths("int f() {\n return 1'000;\n}\nint g() {\n}\n"), [3, 2])

    def test_arrow_functions_and_methods_are_functions(self):
        text = "const f = (a: number) => {\n  if (a) {\n  }\n}\nfunction g(): void {\n}\n"
        self.assertEqual(self.lengths(text, ".ts"), [4, 2])

    def test_a_test_suite_is_no_function(self):
        text = "describe('x', () => {\n  it('y', () => {\n  })\n})\n"
        self.assertEqual(self.lengths(text, ".ts"), [2])

    def test_templates_and_regular_expressions_hide_their_braces(self):
        text = "function f() {\n  g(`}${ h({ a: `{` }) }{`)\n  return /[{/]\\//.test(x)\n}\n"
        self.assertEqual(self.lengths(text, ".ts"), [4])

    def test_only_the_script_of_a_component_is_read(self):
        text = "<template>\n{{ a }\n</template>\n<script setup>\nfunction f() {\n}\n</script>\n"
        self.assertEqual(self.lengths(text, ".vue"), [2])


class Twins(unittest.TestCase):
    HEADER = "namespace parley::voice::testing {\nclass Peer {\n};\n}\n"

    def test_a_class_of_the_same_name_in_the_same_namespace_is_found(self):
        files = {"src/a/one.hpp": self.HEADER, "src/b/two.hpp": self.HEADER}
        self.assertEqual(found(twins, files), ["src/b/two.hpp:2"])

    def test_in_another_namespace_or_only_told_of_it_is_not(self):
        files = {"src/a/one.hpp": self.HEADER, "src/b/two.hpp": self.HEADER.replace("testing", "x"),
                 "src/c/three.hpp": "namespace parley::voice::testing {\nclass Peer;\n}\n"}
        self.assertEqual(found(twins, files), [])


class Dead(unittest.TestCase):
    BUILT = {"src/app/CMakeLists.txt": "parley_module(app USES domain)\n"}

    def test_a_header_that_another_file_includes_is_alive(self):
        files = {"src/app/a.hpp": "", "src/app/b.cpp": '#include "app/a.hpp"\n', **self.BUILT}
        self.assertEqual(found(dead, files), [])

    def test_outside_src_a_file_may_include_its_neighbour(self):
        files = {"bench/a.hpp": "", "bench/b.cpp": '#include "a.hpp"\n',
                 "bench/CMakeLists.txt": "add_executable(b b.cpp)\n"}
        self.assertEqual(found(dead, files), [])

    def test_its_own_source_and_test_do_not_keep_it_alive(self):
        use = '#include "app/a.hpp"\n'
        files = {"src/app/a.hpp": "", "src/app/a.cpp": use, "src/app/a_test.cpp": use, **self.BUILT}
        self.assertEqual(found(dead, files), ["src/app/a.hpp:1"])

    def test_a_source_that_nothing_builds_is_dead(self):
        self.assertEqual(found(dead, {"tests/x.cpp": ""}), ["tests/x.cpp:1"])

    def test_a_page_file_lives_by_an_import(self):
        files = {
            "web/a/main.ts": "import A from './A.vue'\nimport { b } from './b'\n",
            "web/a/index.html": '<script src="./main.ts">',
            "web/a/A.vue": "",
            "web/a/b.ts": "",
        }
        self.assertEqual(found(dead, files), [])

    def test_its_own_test_does_not_keep_it_alive(self):
        files = {"web/a/b.ts": "", "web/a/b.test.ts": "import './b'\n"}
        self.assertEqual(found(dead, files), ["web/a/b.ts:1"])


class Words(unittest.TestCase):
    GLOSSARY = {
        "docs/glossary.md": "| Word | 中文 | Meaning | Not |\n|---|---|---|---|\n"
        "| workspace | 工作区 | a company | `tenant` |\n"
        "| agent | 坐席 | serves | `operator`, `service_rep` |\n"
    }

    def said(self, path, text):
        return found(words, {**self.GLOSSARY, path: text})

    def test_a_forbidden_synonym_is_found_in_any_spelling(self):
        for name in ["tenant", "TenantId", "tenant_id", "allTenants", "ServiceRep"]:
            self.assertEqual(self.said("src/app/a.cpp", f"int {name};\n"), ["src/app/a.cpp:1"])

    def test_prose_and_text_may_use_it(self):
        self.assertEqual(self.said("src/app/a.cpp", '// tenant\nf("tenant");\n'), [])

    def test_the_languages_own_operator_is_not_an_agent(self):
        self.assertEqual(self.said("src/app/a.cpp", "bool operator==(A, B);\n"), [])
        self.assertEqual(self.said("src/app/a.cpp", "int operator_id;\n"), ["src/app/a.cpp:1"])

    def test_columns_of_sql_are_identifiers(self):
        sql = "-- tenant\nCREATE TABLE a (tenant_id);\n"
        self.assertEqual(self.said("src/store/m.sql", sql), ["src/store/m.sql:2"])

    def test_notes_to_oneself_machine_paths_and_registries_are_banned(self):
        for text in ["// TO" + "DO later", "cd /ho" + "me/ann/x", "ls /t" + "mp/x",
                     "https://registry." + "npmjs.org/x"]:
            self.assertEqual(self.said("README.md", text), ["README.md:1"])

    def test_urls_and_relative_paths_are_not_machine_paths(self):
        for text in ["GET /v1/ho" + "me/x", "src/wo" + "rk/x.cpp", "https://a.b/wo" + "rk/x"]:
            self.assertEqual(self.said("README.md", text), [])


class Channels(unittest.TestCase):
    FOLDER = {
        f"src/channels/mail/{name}": "x"
        for name in ["README.md", "manifest.json", "mail.hpp", "wire.cpp", "wire_test.cpp"]
    }

    def test_a_folder_of_the_shape_passes(self):
        self.assertEqual(found(channels, self.FOLDER), [])

    def test_a_missing_part_is_named(self):
        for part in ["manifest.json", "mail.hpp", "wire_test.cpp"]:
            files = dict(self.FOLDER)
            del files[f"src/channels/mail/{part}"]
            self.assertEqual(len(found(channels, files)), 1, part)

    def test_comparing_a_channel_outside_is_refused(self):
        for line in ['if (inbox.channel == "webchat") f();', "switch (inbox.channel) {",
                     'if (kind == "mail") f();', "if (channel == Channel::sms) f();"]:
            files = {**self.FOLDER, "src/app/a.cpp": line}
            self.assertEqual(found(channels, files), ["src/app/a.cpp:1"], line)

    def test_comparing_with_nothing_or_another_field_passes(self):
        for line in ["if (channel == nullptr) f();", "if (a.channel === b.channel) f()",
                     'std::string channel = "webchat";']:
            self.assertEqual(found(channels, {"src/app/a.cpp": line}), [], line)


class Licences(unittest.TestCase):
    LIST = {"tools/licences.txt": "fmt::fmt MIT text\nBad::* refused GPL-2.0\n"}

    def said(self, cmake):
        return found(licences, {**self.LIST, "src/app/CMakeLists.txt": cmake})

    def test_own_targets_and_listed_libraries_may_be_linked(self):
        cmake = "add_library(a)\nparley_module(app USES a LINK fmt::fmt EXCEPT main.cpp)\n"
        self.assertEqual(self.said(cmake), [])

    def test_unlisted_and_refused_ones_may_not(self):
        cmake = "add_library(a)\n\ntarget_link_libraries(a PRIVATE Bad::one\n  Other::two)\n"
        self.assertEqual(self.said(cmake), ["src/app/CMakeLists.txt:3"] * 2)


class Links(unittest.TestCase):
    def test_files_folders_places_within_and_other_sites_are_found(self):
        text = "[a](../src/app/a.cpp) [b](../src/app) [c](x.md#part) [d](https://a.b/c) [e](#x)"
        files = {"docs/x.md": text, "src/app/a.cpp": ""}
        self.assertEqual(found(links, files), [])

    def test_a_link_to_nothing_is_named(self):
        self.assertEqual(found(links, {"docs/x.md": "\n[a](y.md)\n"}), ["docs/x.md:2"])

    def test_a_comment_names_a_decision_by_its_number(self):
        files = {"docs/adr/0003-errors.md": "", "src/app/a.cpp": "// docs/adr/0003\n"}
        self.assertEqual(found(links, files), [])
        files["src/app/a.cpp"] = "// docs/" + "adr/0004, docs/" + "guide/x.md\n"
        self.assertEqual(found(links, files), ["src/app/a.cpp:1"] * 2)


if __name__ == "__main__":
    unittest.main()
