"""The house rules that tools/tidy holds. One rule a module: check(tree) -> findings."""
