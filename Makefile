# Needs Node >= 20.19 and make; everything else is installed from the lock on first use.
# Installing and building speak on stderr only: the stdout of `make demo` is its result and nothing else.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help install build demo live test verify start start-redis dev clean
MAKEFLAGS += --no-print-directory

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

install: ## install the locked dependencies (does nothing when they are there)
	@node scripts/install.mjs

build: install ## compile what changed
	@node_modules/.bin/tsc -b 1>&2
	@node scripts/bundle-api.mjs 1>&2

demo: build ## run the seller assistant through the real API; the result is the JSON on stdout
	@node scripts/demo.mjs

live: build ## the same with real models: costs money, and says what it needs
	@node scripts/live.mjs

test: install ## every check and every test (about 15 minutes on two cores); builds while it checks
	@node scripts/check.mjs

verify: build ## the long suites: chaos, long property runs, benchmarks
	@node scripts/verify.mjs

start: build ## the server, on port 8000
	@npm start --silent

start-redis: build ## for trying many processes: a Redis, one API process (port 8000) and two workers
	@node scripts/need-redis.mjs --own && node scripts/start-redis.mjs

dev: install ## the server, rebuilt and restarted on every change
	@node scripts/dev.mjs

clean: ## remove what was built, measured and cached (not node_modules, not your data)
	@rm -rf apps/*/dist libs/*/dist coverage .cache
