# The repository's commands. What each does is a script in tools/; this is only the table.
.PHONY: help run check check-all bench drill fmt clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

run: ## install what is missing, build, serve the demo (PORT=8443 PORT_HTTP=8080)
	@exec tools/run

check: ## everything a change must pass; ends with the number of checks passed
	@exec tools/check

check-all: ## check, and the slow ones: clang-tidy, thread sanitizer, long properties, drills
	@exec tools/check --all

bench: ## measure; figures go to build/bench/*.json
	@exec tools/bench

drill: ## the long fault drills
	@exec tools/check install release pages drill drill-network

fmt: ## lay out the sources as check wants them
	@exec tools/fmt

clean: ## remove what was built; data and the package cache stay
	rm -rf build
