# Everything that is done with this project, a target each. Packages that a target needs are installed from the
# distribution where they are missing, which is said; where they may not be, the line to run is printed.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build

export TESTHOST_SUITE ?= $(or $(SUITE),trixie)
packages := Tests/host/packages.sh
sources := Package.swift Sources Tests Fuzz/Targets templates/Templates.swift
binary := $(CURDIR)/.build/release/nodectl
# The tests have a build folder of their own: the two builds go side by side.
test-build := .build-test
swift-test = swift test --scratch-path $(test-build) --skip-build --disable-xctest
run-tests = NODECTL_BINARY=$(binary) Tests/host/with-hosts.sh $(swift-test)
# A backtrace of every error that is thrown, and mostly caught, is what the tests would be busy with most of their time.
export SWT_SWIFT_ERROR_BACKTRACING_ENABLED := 0

.PHONY: build install deb test test-vm tsan asan faults soak lint format demo bench fuzz compare clean
.PHONY: dependencies tests rootfs ready-to-test

## build: stripped binaries, the Swift runtime in them: .build/release/nodectl, and nodectl-host to be beside it
build: dependencies
	swift build -c release --static-swift-stdlib -Xlinker -s --product nodectl-host
	swift build -c release --static-swift-stdlib -Xlinker -s --product nodectl

## install: PREFIX=/usr/local, DESTDIR=: the program, manual pages, completions, a unit of systemd
install: build
	NODECTL_BINARY=$(binary) PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' Packaging/install.sh

## deb: a Debian package of the same, for this release of Debian and later ones: .build/nodectl_VERSION_ARCH.deb
deb: build
	NODECTL_BINARY=$(binary) Packaging/deb.sh .build

## test: everything; the engine tests in throw-away hosts. SUITE=sid for newer engines
# In three runs: a scenario watches engines from the process that the other tests would keep busy, and the framework waits
# for a test's own process, which the soak tests and those of the corpora have for long, on the threads that the other tests
# need.
test: ready-to-test
	$(run-tests) --skip '^Scenarios\.' --skip 'SoakTests|CorpusTests'
	$(run-tests) --filter 'SoakTests|CorpusTests'
	$(run-tests) --filter '^Scenarios\.'

## test-vm: what becomes of limits, under a kernel with every cgroup controller, in an emulated machine; not in CI
test-vm: ready-to-test
	CI=true NODECTL_BINARY=$(binary) Tests/host/vm.sh Tests/host/with-hosts.sh \
	  $(test-build)/debug/nodectlPackageTests.xctest --testing-library swift-testing --filter 'LimitScenarios'

# Not the scenarios: what they test is a program that was built without; nor what measures the memory of its own process,
# which is the sanitizer's. Each sanitizer has a build of its own.
# So many tests at a time: all of them, begun together and slowed down as they are, would not end in their time.
tsan asan: export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH := 6
define run-sanitized
swift build --scratch-path .build-$@ --build-tests --sanitize $(1)
swift test --scratch-path .build-$@ --skip-build --disable-xctest --sanitize $(1) --skip '^Scenarios\.' --skip SoakTests \
  --skip 'nothing behind, in the engine or in this process'
endef

## tsan: all tests but the scenarios, under ThreadSanitizer
tsan: export TSAN_OPTIONS := suppressions=$(CURDIR)/Tests/tsan-suppressions.txt
tsan: dependencies
	$(call run-sanitized,thread)

## asan: the same under AddressSanitizer
# Leaks are the soak tests': at its end a program with an asynchronous main has strings of the runtime's, reported as some.
asan: export ASAN_OPTIONS := detect_leaks=0
asan: dependencies
	$(call run-sanitized,address)

## faults: every fault to every call of up, down, upgrade and supervise (`make test`: a part); writes docs/faults.md
faults: ready-to-test
	NODECTL_BINARY=$(binary) Tests/faults.sh '$(swift-test)' >docs/faults.md.new
	mv docs/faults.md.new docs/faults.md

## soak: a thousand ups and downs, and a week of supervision, each in one process; `make test` has a fiftieth of it
soak: tests
	NODECTL_SOAK=1 $(swift-test) --filter SoakTests

## lint: formatting, shell scripts, and imports that would cost every user 44 MB
lint:
	@$(packages) command shellcheck shellcheck
	swift format lint --strict --recursive --parallel $(sources)
	shellcheck -x -P . .ci/run $$(grep -rlE --exclude-dir=corpus '^#!/bin/(ba)?sh|^# shellcheck shell=' Tests Benchmarks Fuzz Packaging)
	@! grep -rnE '^(package |public |private |internal )?import Foundation$$' $(sources) || \
	  { echo 'error: import FoundationEssentials, not Foundation' >&2; exit 1; }

## format: rewrites the sources as lint wants them
format:
	swift format --in-place --recursive --parallel $(sources)

## demo: a node comes up in a throw-away host, is seen and goes down. KEEP=1 leaves it up
demo: build
	NODECTL_BINARY=$(binary) KEEP=$(KEEP) Tests/host/demo.sh

## bench: nodectl beside compose tools and beside what the engine itself takes; writes docs/benchmarks.md
bench: build
	@$(packages) command python3 python3
	NODECTL_BINARY=$(binary) Tests/host/with-hosts.sh Benchmarks/run.sh | tee .build/benchmarks.tsv
	Benchmarks/tables.py .build/benchmarks.tsv docs/benchmarks.md README.md

## fuzz: the readers of outside data, FUZZ_SECONDS=600 each, inflate against Python's zlib; and 1,000 new identities.
##   What it finds is taken into Fuzz/corpus by Fuzz/fuzz.sh --keep, and read again by every `make test`
fuzz: build
	@$(packages) command python3 python3
	Fuzz/fuzz.sh
	NODECTL_BINARY=$(binary) Fuzz/identities.sh

## compare: generated compose files, as nodectl and as docker compose take them
compare: build
	NODECTL_BINARY=$(binary) Tests/host/with-hosts.sh Fuzz/compose.sh

## clean: what was built, and the test hosts' files
clean:
	rm -rf .build .build-fuzz .build-test .build-tsan .build-asan

tests: dependencies
	swift build --scratch-path $(test-build) --build-tests

# The file system that test hosts share, where this machine can have any. Where it cannot be made, who needs it says so.
rootfs: dependencies
	! Tests/host/host.sh check 2>/dev/null || Tests/host/rootfs.sh build || :

ready-to-test:
	$(MAKE) --jobs build tests rootfs

dependencies:
	@command -v swift >/dev/null || { echo 'error: swift is missing: put Swift 6.3 or later of swift.org on PATH' >&2; exit 1; }
	@$(packages) command pkg-config pkg-config
	@$(packages) library yaml-0.1 libyaml-dev
	@$(packages) library libcurl libcurl4-openssl-dev

## help: this list
.PHONY: help
help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)
