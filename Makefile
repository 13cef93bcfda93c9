# The door: `make` builds build/stemma, `make demo` shows it, `make check` runs all checks.
# What is missing is installed on Debian and its like; elsewhere Meson says what it needs.

PREFIX ?= /usr/local
BUILD ?= build

PACKAGES = gcc libc6-dev meson ninja-build pkg-config libicu-dev libgumbo-dev libjansson-dev \
  libxxhash-dev libuchardet-dev libxml2-dev zlib1g-dev libzstd-dev libarchive-dev libcurl4-openssl-dev \
  libcmocka-dev python3
CHECK_PACKAGES = $(PACKAGES) clang clang-format mandoc python3-jsonschema

# The example articles; README.md and truth.json beside them are no articles.
EXAMPLES = $(sort $(wildcard examples/*.txt examples/*.html examples/*.jsonl))

.PHONY: all demo check install clean packages check-packages gazetteer

all: packages
	@test -f $(BUILD)/build.ninja || meson setup $(BUILD) --prefix="$(PREFIX)" > $(BUILD).log 2>&1 \
	  || { cat $(BUILD).log; rm -f $(BUILD).log; exit 1; }
	@rm -f $(BUILD).log
	ninja -C $(BUILD) --quiet stemma

demo: gazetteer
	@echo
	@$(BUILD)/stemma report $(EXAMPLES) -o $(BUILD)/report.html --json $(BUILD)/report.json
	@echo "Open it in a browser: file://$(abspath $(BUILD))/report.html"

check: check-packages gazetteer
	@tools/check.sh

# Towns with where they are, from a registry; without it places are not established.
gazetteer: all
	@tools/gazetteer.sh $(BUILD)/stemma $(BUILD)/gazetteer.bin

install: gazetteer
	meson configure $(BUILD) --prefix="$(abspath $(PREFIX))"
	meson install -C $(BUILD)
	@test ! -f $(BUILD)/gazetteer.bin || install -D -m 644 $(BUILD)/gazetteer.bin \
	  "$(DESTDIR)$(abspath $(PREFIX))/share/stemma/gazetteer.bin"

clean:
	rm -rf $(BUILD) build-check

packages:
	@tools/packages.sh $(PACKAGES)

check-packages:
	@tools/packages.sh $(CHECK_PACKAGES)
