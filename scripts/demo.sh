#!/bin/sh
# What `make demo` runs. SCORER names the program; CORPUS, where set, a folder of ToTA XML files.
set -eu

SCORER=${SCORER:-scorer}
CORPUS=${CORPUS:-}

# Write the report on two agreements to reports/, and say in ten lines what it holds: the first five on each.
compare() {
    "$SCORER" compare "$1" "$2" --output "reports/$3" --force
    "$SCORER" compare "$1" "$2" --format text | awk -v RS= '{ split($0, line, "\n"); for (i = 1; i <= 5; i++) print line[i] }'
    echo
    echo "Report: $(pwd)/reports/$3"
}

# Tell whether the library holds the text of an agreement, not only facts about it.
in_library() {
    "$SCORER" parse "$1" --format outline >/dev/null 2>&1
}

mkdir -p reports
compare model-just model-status-quo model-agreements.html

if [ -n "$CORPUS" ]; then
    "$SCORER" agreements add "$CORPUS/pta_112.xml" --id nafta --force
    "$SCORER" agreements add "$CORPUS/pta_449.xml" --id tpp --force
fi

echo
if in_library nafta && in_library tpp; then
    compare nafta tpp nafta-vs-tpp.html
else
    echo "Two treaties side by side: make demo CORPUS=DIR, where DIR holds pta_112.xml (NAFTA) and pta_449.xml (TPP) of the ToTA corpus."
fi
