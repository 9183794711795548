# What each target does is said beside it; README.md tells what a fresh
# machine needs (Go, nothing else, for build and test).
GO ?= go
FUZZTIME ?= 20s
# CHECKS are run by `make check` besides the tests.
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: build test check eval bench fuzz golden test-web clean

build: ## one static binary, bin/readout
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/readout ./cmd/readout

test: ## everything that needs no network, browser or data of others
	$(GO) test ./...

check: ## gofmt, vet, staticcheck, race, a tidy go.mod, the example pile
	test -z "$$(gofmt -l .)" || { gofmt -l .; exit 1; }
	$(GO) vet ./...
	$(GO) vet -tags web ./...
	$(GO) run $(STATICCHECK) ./...
	$(GO) mod tidy -diff
	$(GO) test -race -short ./...
	$(GO) run ./cmd/readout build examples/shuttle -o "$$(mktemp -d)/dossier"

eval: ## scores on the development data (docs/data.md), where it is present
	$(GO) test ./internal/eval -run Eval -v -count=1
	$(GO) test ./internal/page/layout -run Measure -v -count=1
	$(GO) test ./internal/page/plain -run 'Exports|Seeds' -v -count=1
	$(GO) test ./internal/extract -run Polnear -v -count=1 -polnear dev
	$(GO) test ./internal/page/twin -run DevelopmentPairs -v -count=1

bench: ## the figures of docs/performance.md
	$(GO) run ./internal/eval/bench

fuzz: ## every fuzz target for FUZZTIME each
	@for pkg in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "$$pkg $$target"; \
	    $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$pkg || exit 1; \
	  done; \
	done

golden: ## rewrite the golden files; a person reads the diff
	$(GO) test ./... -update

test-web: ## the dossier page in a real browser (needs Chromium)
	$(GO) test -tags web -count=1 ./internal/web

clean:
	rm -rf bin dossier
