# Two commands set everything up: `make run` and `make test`. What they need they install first.
.POSIX:
.PHONY: run install setup check test lock bench bench-parse down doctor

PY = .venv/bin
LOA_SHARED ?= ../shared
export LOA_SHARED

# Serve the demonstration on 127.0.0.1:8000 until Ctrl-C.
run:
	@exec bin/run

# What a server needs to run `loa up`; deploy/install calls it too.
install:
	@python=$$(bin/find-python) && "$$python" bin/prepare.py run

# The environment of developers; as root also Debian's packages for the browser journeys.
setup:
	@python=$$(bin/find-python) && "$$python" bin/prepare.py setup

# Everything that needs no browser.
check: setup
	@bin/check

# `make check`, then the journeys in a real browser.
test: check
	@python=$$(bin/find-python) && "$$python" bin/prepare.py journeys
	@bin/check journeys

# Write the lock files anew.
lock: setup
	bin/lock

# Every benchmark in turn: each figure of this project, measured here and now.
bench: setup
	@for file in bench/[!_]*.py; do \
		name=$$(basename "$$file" .py); echo "== $$name"; $(PY)/python -m "bench.$$name" || exit 1; echo; \
	done

# How well documents are read, against documents that people marked by hand.
bench-parse: setup
	@test -d "$(LOA_SHARED)/corpus" || { echo "No corpus at $(LOA_SHARED): set LOA_SHARED." >&2; exit 1; }
	@$(PY)/python "$(LOA_SHARED)/tools/score_documents.py" "$(LOA_SHARED)/corpus/gold" "$(LOA_SHARED)/corpus/plans" $(PY)/loa document parse --format gold
	@$(PY)/python -m bench.parse_quality

down:
	@$(PY)/loa down

doctor:
	@$(PY)/loa doctor
