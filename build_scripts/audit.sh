#!/bin/sh
# Whether anything is known against the locked packages. A service that does not answer, or does not know a package,
# proves nothing, and that is said: pip-audit itself then says that nothing is known.
# Ends with 0 where both services know of nothing, with 1 where one knows of something, with 2 where one did not answer.
set -u
uv=$1
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
status=0

tell() { # name, exit status of the tool, what it says where a service answered
    skipped=$(grep -c 'could not be audited' "$answer")
    if [ "$skipped" -gt 0 ] || ! grep -Eq "$3" "$answer"; then
        echo "$1: no advisory service answers here ($skipped packages skipped): nothing is known, good or bad." >&2
        status=2
    else
        cat "$answer"
        [ "$2" -eq 0 ] || [ "$status" -ne 0 ] || status=1
    fi
}

echo "Python, by pip-audit:"
"$uv" tool run --quiet pip-audit --disable-pip --require-hashes -r requirements.lock >"$answer" 2>&1
tell "pip-audit" $? 'No known vulnerabilities|Found [0-9]+ known'
echo "Node.js, by npm audit:"
npm audit >"$answer" 2>&1
tell "npm audit" $? 'found 0 vulnerabilities|[0-9]+ .*vulnerabilit(y|ies)'
exit $status
